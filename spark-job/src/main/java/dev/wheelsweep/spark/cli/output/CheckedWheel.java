package dev.wheelsweep.spark.cli.output;

import dev.wheelsweep.core.load.LoadFailure;
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
import dev.wheelsweep.spark.systems.ChosenSystems;
import dev.wheelsweep.spark.systems.WheelOnSystem;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * All that {@code check} knows of one wheel.
 *
 * @param location a path as the user or the listing named it, or an address
 * @param subject empty if the wheel could not be read
 * @param judgement of the subject
 * @param systems what happens to it on the systems that were asked for
 * @param baseline the findings that are accepted
 */
public record CheckedWheel(
        String location,
        WheelReport report,
        Optional<Subject> subject,
        Optional<Judgement> judgement,
        List<WheelOnSystem> systems,
        Baseline baseline) {

    public static CheckedWheel of(
            String location, WheelReport report, PolicyEngine engine, Optional<ChosenSystems> on, Baseline baseline) {
        Optional<Subject> subject = Subject.of(report);
        return new CheckedWheel(
                location,
                report,
                subject,
                subject.map(engine::judge),
                subject.flatMap(wheel -> on.map(systems -> systems.of(wheel))).orElse(List.of()),
                baseline);
    }

    public boolean read() {
        return report.status() == WheelStatus.OK;
    }

    Optional<Verdict> verdict() {
        return judgement.map(Judgement::verdict);
    }

    /** @return what needs attention, with a finding for each system on which the installed wheel does not load */
    List<Finding> findings() {
        return Stream.concat(
                        judgement.stream().flatMap(it -> it.findings().stream()),
                        systems.stream().filter(WheelOnSystem::isBroken).map(CheckedWheel::broken))
                .toList();
    }

    private static Finding broken(WheelOnSystem on) {
        LoadFailure failure = on.failure().orElseThrow();
        return new Finding(
                FindingId.DOES_NOT_LOAD,
                Optional.of(failure.file()),
                on.system().id() + ": " + failure.text());
    }

    /** @return the entry of the baseline that accepts this kind of finding */
    Optional<Suppression> acceptance(FindingId finding) {
        return subject.flatMap(it -> baseline.acceptance(it.name().project(), finding));
    }

    /** @return whether somebody is known to bring the library that is needed */
    boolean isSupplied(Requirement need) {
        return subject.flatMap(it -> it.supplierOf(need)).isPresent();
    }

    /**
     * @param counts whether findings of a severity make the command fail
     * @return whether this wheel does
     */
    boolean fails(Predicate<Severity> counts) {
        return !read() || gravest().filter(counts).isPresent();
    }

    /** @return the highest severity of its findings that are not accepted */
    public Optional<Severity> gravest() {
        return findings().stream()
                .filter(finding -> acceptance(finding.id()).isEmpty())
                .map(Finding::severity)
                .max(Comparator.naturalOrder());
    }
}
