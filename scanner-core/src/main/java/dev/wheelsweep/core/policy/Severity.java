package dev.wheelsweep.core.policy;

import dev.wheelsweep.core.ColumnWord;

/** How much a finding matters; ascending. */
public enum Severity implements ColumnWord {
    /** Worth knowing. */
    INFO,
    /** Will fail on some systems, or is probably a mistake. */
    WARNING,
    /** The wheel breaks a promise of its name. */
    ERROR;
}
