package dev.wheelsweep.spark.judge;

import dev.wheelsweep.spark.dataset.SweepId;
import dev.wheelsweep.spark.dataset.VerdictCounts;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * The verdicts of a policy set on a sweep.
 *
 * @param sweep the sweep judged
 * @param policyId the set
 * @param isNew whether this run published the verdicts; an earlier run did if not
 * @param folder where they are
 * @param rejudged the sweeps whose wheels this run judged again, because their stored verdicts lacked columns
 * @param counts of wheels and findings
 * @param difference from the sweep's own verdicts; empty if these are the sweep's own
 */
public record SweepVerdicts(
        SweepId sweep,
        String policyId,
        boolean isNew,
        Path folder,
        List<SweepId> rejudged,
        VerdictCounts counts,
        Optional<PolicyDifference> difference) {}
