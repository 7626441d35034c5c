package dev.wheelsweep.core.load;

import dev.wheelsweep.core.ColumnWord;

/** Whether a file loads. */
public enum Outcome implements ColumnWord {
    LOADS,
    /** It loads if something else is there: a library of another package or wheel, a newer processor. */
    NEEDS,
    /** Nothing that was read fails, but a file of the wheel could not be read. */
    UNKNOWN,
    FAILS
}
