package dev.wheelsweep.spark.diff;

import dev.wheelsweep.core.ColumnWord;

/** How a wheel or a finding differs between two sweeps. */
public enum ChangeKind implements ColumnWord {
    /** Only the later sweep has it. */
    NEW,
    /** The file has other content. */
    CHANGED,
    /** The same file has another verdict: another release or other policies judged it. */
    JUDGED_ANEW,
    /** Only the earlier sweep has it. */
    VANISHED
}
