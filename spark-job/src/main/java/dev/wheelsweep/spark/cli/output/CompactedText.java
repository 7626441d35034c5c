package dev.wheelsweep.spark.cli.output;

import dev.wheelsweep.spark.compact.Compacted;
import dev.wheelsweep.spark.dataset.DatasetLayout;

/** The result of a compaction, for people. */
public final class CompactedText {
    private CompactedText() {}

    public static String of(Compacted compacted) {
        return "%,d sweeps with %,d rows compacted%npublished in %s%n"
                .formatted(
                        compacted.sweeps(),
                        compacted.rows().values().stream()
                                .mapToLong(Long::longValue)
                                .sum(),
                        DatasetLayout.forPeople(compacted.folder()));
    }
}
