package dev.wheelsweep.spark.advisory;

import java.util.List;
import java.util.Optional;

/**
 * The versions of one package that an advisory is about.
 *
 * @param ecosystem raw, such as {@code "Alpine:v3.18"}
 * @param name of the package
 * @param versions that are affected, one by one
 */
record Affected(String ecosystem, String name, List<String> versions, List<AffectedRange> ranges) {
    private static final char RELEASE = ':';

    /** @return such as {@code "Alpine"} */
    String ecosystemName() {
        int end = ecosystem.indexOf(RELEASE);
        return end < 0 ? ecosystem : ecosystem.substring(0, end);
    }

    /** @return such as {@code "v3.18"}; empty for every release of the ecosystem */
    String release() {
        return ecosystem.substring(Math.min(ecosystemName().length() + 1, ecosystem.length()));
    }

    /**
     * @param order of the ecosystem
     * @return whether the version is affected, and which fixes it; empty if it is not
     */
    Optional<Verdict> verdict(String version, VersionOrder order) {
        if (versions.contains(version)) {
            return Optional.of(new Verdict(Match.Outcome.AFFECTED, fixed(version, order)));
        }
        if (order.isVersion(version)) {
            if (versions.stream().anyMatch(other -> order.isVersion(other) && order.compare(version, other) == 0)) {
                return Optional.of(new Verdict(Match.Outcome.AFFECTED, fixed(version, order)));
            }
            for (AffectedRange range : ranges) {
                if (range.isComparable(order) && range.contains(version, order)) {
                    return Optional.of(new Verdict(Match.Outcome.AFFECTED, range.fixed(version, order)));
                }
            }
        }
        boolean isCompared = order.isVersion(version)
                && ranges.stream().allMatch(range -> range.isComparable(order) || range.isGit());
        boolean hasVersions = !versions.isEmpty() || ranges.stream().anyMatch(range -> !range.isGit());
        return isCompared && hasVersions
                ? Optional.empty()
                : Optional.of(new Verdict(Match.Outcome.NOT_COMPARABLE, Optional.empty()));
    }

    private Optional<String> fixed(String version, VersionOrder order) {
        if (!order.isVersion(version)) {
            return Optional.empty();
        }
        return ranges.stream()
                .filter(range -> range.isComparable(order) && range.contains(version, order))
                .flatMap(range -> range.fixed(version, order).stream())
                .findFirst();
    }

    /** @param fixed the first version after the compared one that is not affected; empty if none is named */
    record Verdict(Match.Outcome outcome, Optional<String> fixed) {}
}
