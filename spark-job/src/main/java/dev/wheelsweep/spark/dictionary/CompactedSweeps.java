package dev.wheelsweep.spark.dictionary;

import java.util.List;
import java.util.Map;

/**
 * The sweeps whose rows a compaction copied into one folder. The files of the sweeps keep the same rows.
 *
 * @param folder below the dataset, with the same layout, all sweeps together
 * @param sweeps their ids
 * @param verdicts the sweeps whose verdicts are there, by policy set
 */
public record CompactedSweeps(String folder, List<String> sweeps, Map<String, List<String>> verdicts) {
    boolean isEmpty() {
        return sweeps.isEmpty();
    }

    /** @return an SQL condition for the rows of other sweeps */
    String others() {
        return "NOT " + JudgedSweeps.in(sweeps);
    }

    /** @return an SQL condition for the verdicts of other sweeps */
    String otherVerdicts() {
        return new JudgedSweeps(verdicts).others();
    }
}
