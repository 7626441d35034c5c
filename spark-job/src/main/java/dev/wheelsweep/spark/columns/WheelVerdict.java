package dev.wheelsweep.spark.columns;

import dev.wheelsweep.core.install.Candidate;
import dev.wheelsweep.core.policy.Judgement;
import dev.wheelsweep.core.wheel.WheelFilename;
import dev.wheelsweep.spark.systems.WheelOnSystem;
import java.util.List;

/**
 * The source of one row of verdicts.
 *
 * @param wheelPath {@link NameColumns#WHEEL_PATH}; identifies it among wheels of the same name
 * @param name its parsed file name
 * @param judgement how a policy set judges it
 * @param broken the systems on which it is installed and does not load
 * @param candidates where pip takes it
 * @param requiresDist every {@code Requires-Dist:}, raw
 */
public record WheelVerdict(
        String wheelPath,
        WheelFilename name,
        Judgement judgement,
        List<WheelOnSystem> broken,
        List<Candidate> candidates,
        List<String> requiresDist) {
    public WheelVerdict {
        broken = List.copyOf(broken);
        candidates = List.copyOf(candidates);
        requiresDist = List.copyOf(requiresDist);
    }
}
