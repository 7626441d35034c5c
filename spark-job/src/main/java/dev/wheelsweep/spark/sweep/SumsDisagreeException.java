package dev.wheelsweep.spark.sweep;

import dev.wheelsweep.core.scan.WheelStatus;
import dev.wheelsweep.spark.dataset.VerdictCounts;
import java.util.Arrays;
import java.util.Map;

/** A sweep lost a wheel or counted one twice: our own error, and none of its rows can be trusted. */
public final class SumsDisagreeException extends Exception {
    private static final long serialVersionUID = 1L;

    private SumsDisagreeException(String message) {
        super(message);
    }

    /** Every listed file must end in exactly one status. */
    static void check(long listed, Map<String, Long> statuses) throws SumsDisagreeException {
        if (statuses.values().stream().mapToLong(Long::longValue).sum() != listed) {
            throw new SumsDisagreeException(
                    "%d files were listed, but the rows by status are %s".formatted(listed, statuses));
        }
    }

    /** Every wheel that could be read must have exactly one verdict. */
    static void check(Map<String, Long> statuses, VerdictCounts verdicts) throws SumsDisagreeException {
        long judged = Arrays.stream(WheelStatus.values())
                .filter(WheelStatus::isJudged)
                .mapToLong(status -> statuses.getOrDefault(status.column(), 0L))
                .sum();
        if (judged != verdicts.wheels()) {
            throw new SumsDisagreeException(
                    "the wheels by status are %s, but their verdicts %s".formatted(statuses, verdicts.verdicts()));
        }
    }
}
