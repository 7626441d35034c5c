package dev.wheelsweep.spark.judge;

import dev.wheelsweep.spark.dataset.SweepId;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.dataset.VerdictCounts;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.Path;

/** Writes and counts verdicts: in the driver if there are few rows, otherwise by Spark. */
interface FactsJudge {
    /**
     * Writes verdicts.
     *
     * @param facts a sweep, whose facts are judged
     * @param folder must not exist
     */
    void judge(SweepId facts, PolicySource policy, Path folder) throws IOException;

    /**
     * @param facts a sweep that a policy set has judged
     * @return whether the stored verdicts lack columns: the release that wrote them did not know these
     */
    boolean lacksColumns(SweepId facts, String policyId) throws IOException;

    /** @return the counts of a policy set's verdicts on the wheels whose rows the sweep uses */
    VerdictCounts counts(SweepRecord sweep, String policyId) throws IOException;

    /** @return the wheels of {@link #counts} on which the sweeps that read them published another verdict or policy */
    List<PolicyDifference.VerdictChange> changes(SweepRecord sweep, String policyId) throws IOException;
}
