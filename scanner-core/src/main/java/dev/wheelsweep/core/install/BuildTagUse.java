package dev.wheelsweep.core.install;

/** How the build tag of a wheel counts when an installer compares two wheels of one version. */
public enum BuildTagUse {
    /** It does not. */
    NONE,
    /** The higher build tag wins, whatever the other tags are. */
    BEFORE_TAGS,
    /** It decides between wheels of the same rank. */
    AFTER_TAGS
}
