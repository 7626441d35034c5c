package dev.wheelsweep.spark.cli.output;

import dev.wheelsweep.core.policy.Finding;
import dev.wheelsweep.core.policy.FindingId;
import dev.wheelsweep.core.policy.Severity;
import dev.wheelsweep.core.policy.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Counts the verdicts of the wheels checked, the errors that are no violated tags, and the warnings. */
final class CheckTotals {
    private final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    private int wheels;
    private int unread;
    private int errors;
    private int warnings;

    void add(CheckedWheel wheel) {
        wheels++;
        wheel.verdict().ifPresentOrElse(verdict -> verdicts.merge(verdict, 1, Integer::sum), () -> unread++);
        errors +=
                count(wheel, finding -> finding.severity() == Severity.ERROR && finding.id() != FindingId.TAG_VIOLATED);
        warnings += count(wheel, finding -> finding.severity() == Severity.WARNING);
    }

    private static int count(CheckedWheel wheel, Predicate<Finding> counted) {
        return (int) wheel.findings().stream().filter(counted).count();
    }

    /** @return one line; empty for a single wheel, whose report is complete */
    Optional<String> summary() {
        return wheels < 2 ? Optional.empty() : Optional.of(line());
    }

    /** @return one line */
    String line() {
        List<String> parts = new ArrayList<>();
        for (Verdict verdict : Verdict.values()) {
            count(verdicts.getOrDefault(verdict, 0), word(verdict), parts);
        }
        count(unread, "unread", parts);
        count(errors, errors == 1 ? "error" : "errors", parts);
        count(warnings, warnings == 1 ? "warning" : "warnings", parts);
        return wheels + (wheels == 1 ? " wheel: " : " wheels: ") + String.join(", ", parts);
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case HONEST -> "honest";
            case OVERCLAIMS -> "overclaiming";
            case UNDERCLAIMS -> "underclaiming";
            case NOT_APPLICABLE -> "not judged";
            case UNKNOWN -> "unknown";
        };
    }

    private static void count(int count, String what, List<String> parts) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }
}
