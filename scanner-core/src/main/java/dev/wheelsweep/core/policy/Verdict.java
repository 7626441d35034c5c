package dev.wheelsweep.core.policy;

import dev.wheelsweep.core.ColumnWord;

/** Whether a wheel keeps what its platform tags claim. */
public enum Verdict implements ColumnWord {
    /** Every tag is kept, and no older one could be claimed. */
    HONEST,
    /** A tag is not kept: some installation that it allows will fail. */
    OVERCLAIMS,
    /** Every tag is kept, and an older one of the same architecture and C library would also be kept. */
    UNDERCLAIMS,
    /** No ELF file, or no tag that is about Linux. */
    NOT_APPLICABLE,
    /** An entry cannot be read, and what was read proves no violation. */
    UNKNOWN;
}
