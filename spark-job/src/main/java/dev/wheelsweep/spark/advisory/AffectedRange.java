package dev.wheelsweep.spark.advisory;

import java.util.List;
import java.util.Optional;

/**
 * A range of versions, with the evaluation of the OSV schema ("Evaluation"): events in the order of their versions switch
 * between affected and not affected.
 *
 * @param type {@code "SEMVER"}, {@code "ECOSYSTEM"} or {@code "GIT"}
 */
record AffectedRange(String type, List<Event> events) {
    private static final String GIT = "GIT";
    private static final String SEMVER = "SEMVER";

    /** Before every version. */
    private static final String BEGINNING = "0";

    /** A limit after every version. */
    private static final String INFINITY = "*";

    /** One line of a history. */
    record Event(Kind kind, String version) {
        /** What begins or ends there. */
        enum Kind {
            INTRODUCED,
            FIXED,
            LAST_AFFECTED,
            LIMIT
        }
    }

    /** @return whether versions are commits, which have no order without their repository */
    boolean isGit() {
        return type.equals(GIT);
    }

    /** @return whether every event is in the order */
    boolean isComparable(VersionOrder order) {
        return !isGit()
                && !(type.equals(SEMVER) && order != VersionOrder.SEMVER)
                && events.stream().allMatch(event -> isBound(event) || order.isVersion(event.version()));
    }

    private static boolean isBound(Event event) {
        return (event.kind() == Event.Kind.INTRODUCED && event.version().equals(BEGINNING))
                || (event.kind() == Event.Kind.LIMIT && event.version().equals(INFINITY));
    }

    /** @return whether the version is affected */
    boolean contains(String version, VersionOrder order) {
        if (!isBeforeLimits(version, order)) {
            return false;
        }
        boolean affected = false;
        for (Event event : sorted(order)) {
            switch (event.kind()) {
                case INTRODUCED -> affected |= isBound(event) || order.compare(version, event.version()) >= 0;
                case FIXED -> affected &= order.compare(version, event.version()) < 0;
                case LAST_AFFECTED -> affected &= order.compare(version, event.version()) <= 0;
                case LIMIT -> {}
            }
        }
        return affected;
    }

    private boolean isBeforeLimits(String version, VersionOrder order) {
        List<Event> limits = events.stream()
                .filter(event -> event.kind() == Event.Kind.LIMIT)
                .toList();
        return limits.isEmpty()
                || limits.stream().anyMatch(limit -> isBound(limit) || order.compare(version, limit.version()) < 0);
    }

    private List<Event> sorted(VersionOrder order) {
        return events.stream()
                .filter(event -> event.kind() != Event.Kind.LIMIT)
                .sorted((one, other) -> isBound(one) || isBound(other)
                        ? Boolean.compare(isBound(other), isBound(one))
                        : order.compare(one.version(), other.version()))
                .toList();
    }

    /** @return the first fixed version after an affected one */
    Optional<String> fixed(String version, VersionOrder order) {
        return events.stream()
                .filter(event -> event.kind() == Event.Kind.FIXED)
                .map(Event::version)
                .filter(fixed -> order.compare(version, fixed) < 0)
                .min(order);
    }
}
