package dev.wheelsweep.spark.cli.output;

import dev.wheelsweep.core.policy.Finding;
import dev.wheelsweep.core.policy.FindingId;
import dev.wheelsweep.core.policy.Judgement;
import dev.wheelsweep.core.policy.PolicyEngine;
import dev.wheelsweep.core.policy.Requirement;
import dev.wheelsweep.core.policy.Severity;
import dev.wheelsweep.core.policy.Subject;
import dev.wheelsweep.core.policy.Verdict;
import dev.wheelsweep.core.scan.WheelReport;
import dev.wheelsweep.core.scan.WheelStatus;
import dev.wheelsweep.spark.diff.Baseline;
import dev.wheelsweep.spark.diff.Suppression;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All that {@code check} knows of one wheel.
 *
 * @param path as the user or the listing named it
 * @param subject empty if the wheel could not be read
 * @param judgement of the subject
 * @param baseline the findings that are accepted
 */
public record CheckedWheel(
        Path path, WheelReport report, Optional<Subject> subject, Optional<Judgement> judgement, Baseline baseline) {

    public static CheckedWheel of(Path path, WheelReport report, PolicyEngine engine, Baseline baseline) {
        Optional<Subject> subject = Subject.of(report);
        return new CheckedWheel(path, report, subject, subject.map(engine::judge), baseline);
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

    /** @return the entry of the baseline that accepts this kind of finding */
    Optional<Suppression> acceptance(FindingId finding) {
        return subject.flatMap(it -> baseline.acceptance(it.name().project(), finding));
    }

    /** @return whether somebody is known to bring the library that is needed */
    boolean isSupplied(Requirement need) {
        return subject.flatMap(it -> it.supplierOf(need)).isPresent();
    }

    /** @return the highest severity of its findings that are not accepted */
    public Optional<Severity> gravest() {
        return findings().stream()
                .filter(finding -> acceptance(finding.id()).isEmpty())
                .map(Finding::severity)
                .max(Comparator.naturalOrder());
    }
}
