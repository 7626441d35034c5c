package dev.wheelsweep.spark.diff;

import dev.wheelsweep.core.ColumnWord;

/** What became of a wheel, or of a finding. */
public enum ChangeKind implements ColumnWord {
    /** It was not there before. */
    NEW,
    /** Another file is in its place. */
    CHANGED,
    /** The same file has another verdict: another release or other policies judged it. */
    JUDGED_ANEW,
    /** It is not there any more. */
    VANISHED
}
