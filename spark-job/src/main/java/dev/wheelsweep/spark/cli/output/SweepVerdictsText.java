package dev.wheelsweep.spark.cli.output;

import dev.wheelsweep.spark.columns.VerdictColumns;
import dev.wheelsweep.spark.dataset.DatasetLayout;
import dev.wheelsweep.spark.dataset.SweepId;
import dev.wheelsweep.spark.dataset.VerdictCounts;
import dev.wheelsweep.spark.judge.PolicyDifference;
import dev.wheelsweep.spark.judge.SweepVerdicts;
import java.util.List;
import java.util.stream.Collectors;

/** The verdicts of a policy set on a sweep, for people. */
public final class SweepVerdictsText {
    private SweepVerdictsText() {}

    public static String of(SweepVerdicts judged) {
        StringBuilder text = new StringBuilder();
        text.append("sweep %s by %s: %,d wheels judged%n"
                        .formatted(
                                judged.sweep(),
                                judged.policyId(),
                                judged.counts().wheels()))
                .append("verdicts: %s%n"
                        .formatted(VerdictCounts.text(judged.counts().verdicts())))
                .append("findings: %s%n"
                        .formatted(VerdictCounts.text(judged.counts().findings())));
        judged.difference().ifPresent(it -> {
            text.append("compared with %s, the sweep's own policies:%s%n"
                    .formatted(it.policyId(), it.changes().isEmpty() ? " no difference" : ""));
            it.changes().forEach(change -> text.append("  %,8d  %s%n".formatted(change.wheels(), text(change))));
        });
        if (!judged.rejudged().isEmpty()) {
            text.append("judged again, because an earlier release stored these verdicts without %s: %s%n"
                    .formatted(VerdictColumns.last().name(), texts(judged.rejudged())));
        }
        return text.append(
                        (judged.isNew() ? "published in %s%n" : "nothing written: these verdicts are already in %s%n")
                                .formatted(DatasetLayout.forPeople(judged.folder())))
                .toString();
    }

    private static String texts(List<SweepId> sweeps) {
        return sweeps.stream().map(SweepId::text).collect(Collectors.joining(", "));
    }

    private static String text(PolicyDifference.VerdictChange change) {
        return change.before().equals(change.after())
                ? "%s as before, under another policy".formatted(change.after())
                : "%s -> %s".formatted(change.before(), change.after());
    }
}
