package dev.wheelsweep.core.policy;

import dev.wheelsweep.core.ColumnWord;

/** How much a finding matters; ascending. */
public enum Severity implements ColumnWord {
    /** Worth knowing. */
    INFO,
    /** Will fail on some systems, or was hardly meant. */
    WARNING,
    /** The wheel promises what it does not keep. */
    ERROR;
}
