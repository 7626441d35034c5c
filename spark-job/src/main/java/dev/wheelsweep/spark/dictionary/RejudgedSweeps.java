package dev.wheelsweep.spark.dictionary;

import java.util.List;
import java.util.Map;

/**
 * Verdicts that the policies of a sweep gave again, because those that it was published with lack columns of a later release.
 * They replace these verdicts.
 *
 * @param folder below the dataset, with the same layout
 * @param verdicts the sweeps whose latest verdicts are there, by policy set
 * @param lacked by table, the sweeps among them that were published without the table, by their own policies
 */
public record RejudgedSweeps(String folder, Map<String, List<String>> verdicts, Map<String, List<String>> lacked) {
    public RejudgedSweeps {
        verdicts = Map.copyOf(verdicts);
        lacked = Map.copyOf(lacked);
    }
}
