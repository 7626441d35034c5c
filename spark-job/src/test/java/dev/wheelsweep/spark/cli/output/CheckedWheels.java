package dev.wheelsweep.spark.cli.output;

import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.policy.PolicyCatalog;
import dev.wheelsweep.core.policy.PolicyEngine;
import dev.wheelsweep.core.scan.WheelScanner;
import dev.wheelsweep.spark.diff.Baseline;
import dev.wheelsweep.spark.listing.WheelFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Wheels as report writers get them. */
final class CheckedWheels {
    private CheckedWheels() {}

    static CheckedWheel read(Path wheel) throws IOException {
        return CheckedWheel.of(
                WheelFile.locationOf(wheel),
                new WheelScanner(InputMode.READ).scan(wheel),
                new PolicyEngine(PolicyCatalog.builtIn()),
                Optional.empty(),
                Baseline.NONE);
    }
}
