package dev.wheelsweep.benchmarks;

import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.scan.Repeats;
import dev.wheelsweep.core.scan.Verification;
import dev.wheelsweep.core.scan.WheelReport;
import dev.wheelsweep.core.scan.WheelScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** From a path to a report. */
@State(Scope.Benchmark)
public class WheelScanBenchmark {
    @Param
    InputMode contender;

    private List<Path> wheels;
    private WheelScanner scanner;

    @Setup
    public void prove() throws IOException {
        wheels = Corpus.drawnWheels();
        scanner = reading(contender);
        for (Path wheel : wheels) {
            WheelReport report = scanner.scan(wheel);
            for (InputMode other : InputMode.values()) {
                WheelReport otherReport = reading(other).scan(wheel);
                if (!report.elfFiles().equals(otherReport.elfFiles())
                        || !report.allFailures().equals(otherReport.allFailures())) {
                    throw new IllegalStateException(
                            "%s and %s report %s differently".formatted(contender, other, wheel));
                }
            }
        }
    }

    /** The same wheels are scanned again and again, and each time all is to be read. */
    private static WheelScanner reading(InputMode mode) {
        return new WheelScanner(mode, Verification.NONE, Repeats.none());
    }

    @Benchmark
    public void scan(Blackhole hole) throws IOException {
        for (Path wheel : wheels) {
            hole.consume(scanner.scan(wheel));
        }
    }
}
