package dev.wheelsweep.core.install;

import dev.wheelsweep.core.ColumnWord;

/** How the build tag of a wheel counts when an installer compares two wheels of one version. */
public enum BuildTagUse implements ColumnWord {
    /** It does not. */
    NONE,
    /** The higher build tag wins, whatever the other tags are. */
    BEFORE_TAGS,
    /** It decides between wheels of the same rank. */
    AFTER_TAGS
}
