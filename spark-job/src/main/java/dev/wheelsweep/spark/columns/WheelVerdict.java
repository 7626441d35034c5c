package dev.wheelsweep.spark.columns;

import dev.wheelsweep.core.policy.Judgement;
import dev.wheelsweep.core.wheel.WheelFilename;

/**
 * The source of one row of verdicts.
 *
 * @param wheelPath where the wheel was when it was read; identifies it among wheels of the same name
 * @param name its parsed file name
 * @param judgement how a policy set judges it
 */
public record WheelVerdict(String wheelPath, WheelFilename name, Judgement judgement) {}
