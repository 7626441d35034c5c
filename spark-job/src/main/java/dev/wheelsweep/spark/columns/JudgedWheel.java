package dev.wheelsweep.spark.columns;

import dev.wheelsweep.core.policy.Judgement;
import dev.wheelsweep.core.wheel.WheelFilename;

/**
 * The record behind one row of verdicts.
 *
 * @param wheelPath where the wheel lay when it was swept; tells wheels of one name apart
 * @param name what it claims
 * @param judgement what a policy set makes of it
 */
public record JudgedWheel(String wheelPath, WheelFilename name, Judgement judgement) {}
