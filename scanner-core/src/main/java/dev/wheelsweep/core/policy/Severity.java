package dev.wheelsweep.core.policy;

import java.util.Locale;

/** How much a finding matters; ascending. */
public enum Severity {
    /** Worth knowing. */
    INFO,
    /** Will fail on some systems, or was hardly meant. */
    WARNING,
    /** The wheel promises what it does not keep. */
    ERROR;

    /** @return the name as written in rows and JSON, such as {@code "warning"} */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
