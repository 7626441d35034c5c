package dev.wheelsweep.spark.diff;

import java.util.Locale;

/** What became of a wheel, or of a finding. */
public enum Change {
    /** It was not there before. */
    NEW,
    /** Another file lies in its place. */
    CHANGED,
    /** The same file has another verdict: another release or other policies judged it. */
    JUDGED_ANEW,
    /** It is not there any more. */
    VANISHED;

    /** @return as written in rows and JSON, such as {@code "judged_anew"} */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
