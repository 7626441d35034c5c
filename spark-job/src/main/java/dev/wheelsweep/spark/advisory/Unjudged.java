package dev.wheelsweep.spark.advisory;

import dev.wheelsweep.core.ColumnWord;

/** A component that no advisory was compared with. */
record Unjudged(Component component, Reason reason) {

    /** Why. */
    enum Reason implements ColumnWord {
        NO_PACKAGE_URL,
        BAD_PACKAGE_URL,
        NO_VERSION,
        /** OSV has no ecosystem for such package URLs, or one whose versions are not known here. */
        NO_ECOSYSTEM,
        /** The export has no advisory of the ecosystem. */
        NO_ADVISORIES,
        /** Advisories of the ecosystem name source packages. No advisory has this name, which may be that of a built package. */
        NO_SOURCE_PACKAGE
    }
}
