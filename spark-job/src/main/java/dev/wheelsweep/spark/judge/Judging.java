package dev.wheelsweep.spark.judge;

import dev.wheelsweep.spark.dataset.SweepId;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.dataset.VerdictCounts;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.Path;

/** What {@link Rejudgement} asks of whoever has the rows: this process where they are few, else Spark. */
interface Judging {
    /**
     * Writes verdicts.
     *
     * @param facts a sweep, whose facts are judged
     * @param folder which is not there yet
     */
    void judge(SweepId facts, PolicySource policy, Path folder) throws IOException;

    /** @return the counts of a policy set's verdicts on the wheels whose rows stand in the sweep */
    VerdictCounts counts(SweepRecord sweep, String policyId) throws IOException;

    /** @return by verdicts, the wheels of {@link #counts} on which the sweeps that read them had said something else */
    List<Difference.Change> changes(SweepRecord sweep, String policyId) throws IOException;
}
