package dev.wheelsweep.spark.cli.output;

import dev.wheelsweep.core.policy.Finding;
import dev.wheelsweep.core.policy.Judgement;
import dev.wheelsweep.core.policy.PolicyEngine;
import dev.wheelsweep.core.policy.Severity;
import dev.wheelsweep.core.policy.Subject;
import dev.wheelsweep.core.policy.Verdict;
import dev.wheelsweep.core.scan.WheelReport;
import dev.wheelsweep.core.scan.WheelStatus;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All that {@code check} knows of one wheel.
 *
 * @param path as the user or the listing named it
 * @param judgement empty if the wheel could not be read
 */
public record CheckedWheel(Path path, WheelReport report, Optional<Judgement> judgement) {

    public static CheckedWheel of(Path path, WheelReport report, PolicyEngine engine) {
        return new CheckedWheel(path, report, Subject.of(report).map(engine::judge));
    }

    public boolean read() {
        return report.status() == WheelStatus.OK;
    }

    Optional<Verdict> verdict() {
        return judgement.map(Judgement::verdict);
    }

    List<Finding> findings() {
        return judgement.map(Judgement::findings).orElse(List.of());
    }

    /** @return its highest severity: a violated tag is an error, and each finding has a severity */
    public Optional<Severity> gravest() {
        return verdict()
                .filter(Verdict.OVERCLAIMS::equals)
                .map(overclaims -> Severity.ERROR)
                .or(() -> findings().stream().map(Finding::severity).max(Comparator.naturalOrder()));
    }
}
