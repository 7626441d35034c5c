package dev.wheelsweep.spark.advisory;

import dev.wheelsweep.core.ColumnWord;
import java.util.List;
import java.util.Optional;

/**
 * An advisory that is about a component, or may be.
 *
 * @param cves the CVE identifiers that the advisory names
 * @param severity as the advisory writes it; empty if it has none
 * @param fixed the first version after the component's that is not affected; empty if the advisory names none
 */
record Match(
        Component component,
        String ecosystem,
        String advisory,
        List<String> cves,
        String severity,
        Optional<String> fixed,
        Outcome outcome) {

    /** The surest first. */
    enum Outcome implements ColumnWord {
        AFFECTED,
        /** In some releases of the distribution; the component's release is not known. */
        AFFECTED_IN_SOME_RELEASE,
        /** The advisory has only commits, or one of the versions is none of the ecosystem. */
        NOT_COMPARABLE
    }

    /** @return the surer one of two about the same component and advisory */
    Match or(Match other) {
        int order = outcome.compareTo(other.outcome());
        return order < 0 || (order == 0 && fixed.isPresent()) ? this : other;
    }
}
