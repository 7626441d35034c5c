package dev.wheelsweep.spark.cli.output;

import dev.wheelsweep.core.policy.Finding;
import dev.wheelsweep.core.policy.FindingId;
import dev.wheelsweep.core.policy.Requirement;
import dev.wheelsweep.core.scan.Failure;
import dev.wheelsweep.core.wheel.PlatformTag;
import dev.wheelsweep.core.wheel.WheelFilename;
import dev.wheelsweep.spark.cli.findings.FindingGuide;
import dev.wheelsweep.spark.diff.Suppression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is wrong at one place of a wheel, as services that show results of several tools need it.
 *
 * @param place the wheel
 * @param member the path in the wheel that it is about
 * @param identity what stays the same in the next release of the wheel
 * @param acceptance the entry of the baseline that accepts it
 */
record Annotation(
        FindingGuide rule,
        WheelPlace place,
        Optional<String> member,
        String message,
        List<String> identity,
        Optional<Suppression> acceptance) {

    /** Every violation of a tag by every need, every finding about something else, and what could not be read. */
    static List<Annotation> of(CheckedWheel wheel, WheelPlace place) {
        List<Annotation> all = new ArrayList<>(unread(wheel, place).stream().toList());
        FindingGuide violated = FindingGuide.of(FindingId.TAG_VIOLATED);
        for (ViolatedTags promise : wheel.judgement().map(ViolatedTags::of).orElse(List.of())) {
            String claimed = String.join(", ", promise.tags());
            for (Requirement need : promise.needs()) {
                if (wheel.isSupplied(need)) {
                    continue; // A finding of its own.
                }
                all.add(new Annotation(
                        violated,
                        place,
                        Optional.of(need.file()),
                        claimed + " is claimed, but " + need.file() + " " + Wording.of(need),
                        identity(wheel, claimed, need),
                        wheel.acceptance(FindingId.TAG_VIOLATED)));
            }
        }
        wheel.findings().stream()
                .filter(finding -> finding.id() != FindingId.TAG_VIOLATED)
                .map(finding -> of(wheel, place, finding))
                .forEach(all::add);
        return all;
    }

    static Annotation of(CheckedWheel wheel, WheelPlace place, Finding finding) {
        return new Annotation(
                FindingGuide.of(finding.id()),
                place,
                finding.file(),
                Wording.of(finding),
                identity(wheel, finding.detail()),
                wheel.acceptance(finding.id()));
    }

    /** @return empty if all of the wheel was read */
    static Optional<Annotation> unread(CheckedWheel wheel, WheelPlace place) {
        if (wheel.read()) {
            return Optional.empty();
        }
        Optional<Failure> reason = wheel.report().reason();
        String what = wheel.judgement().isPresent() ? " could not be read to the end: " : " could not be read: ";
        return Optional.of(new Annotation(
                FindingGuide.UNREAD_WHEEL,
                place,
                reason.flatMap(Failure::entry),
                wheel.report().file() + what + reason.map(Wording::ofWheel).orElse(""),
                identity(wheel, reason.map(failure -> failure.reason().column()).orElse("")),
                Optional.empty()));
    }

    /** The symbols to blame differ between releases, the version that they need rarely does. */
    private static List<String> identity(CheckedWheel wheel, String claimed, Requirement need) {
        return identity(
                wheel,
                claimed,
                need.axis().column(),
                need.library().orElse(""),
                need.version().orElseGet(() -> String.join(",", need.symbols())));
    }

    private static List<String> identity(CheckedWheel wheel, String... what) {
        String name = wheel.report()
                .name()
                .map(Annotation::withoutVersion)
                .orElse(wheel.report().file());
        return Stream.concat(Stream.of(name), Stream.of(what)).toList();
    }

    private static String withoutVersion(WheelFilename name) {
        return String.join(
                "-",
                name.project().normalized(),
                String.join(".", name.pythonTags()),
                String.join(".", name.abiTags()),
                String.join(
                        ".", name.platformTags().stream().map(PlatformTag::text).toList()),
                name.variant().orElse(""));
    }
}
