package dev.wheelsweep.spark.compact;

import dev.wheelsweep.spark.dataset.DatasetLayout;
import java.util.Map;
import org.apache.hadoop.fs.Path;

/**
 * A generation that was published.
 *
 * @param folder where it is
 * @param sweeps how many sweeps are in it
 * @param rows number of rows per table
 */
public record Compacted(Path folder, int sweeps, Map<String, Long> rows) {

    /** For people. */
    public String text() {
        return "%,d sweeps with %,d rows compacted%npublished in %s%n"
                .formatted(
                        sweeps,
                        rows.values().stream().mapToLong(Long::longValue).sum(),
                        DatasetLayout.forPeople(folder));
    }
}
