package dev.wheelsweep.spark.advisory;

import com.github.packageurl.PackageURL;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The release of a distribution that a package is of, as far as its package URL says: the qualifier {@code distro}, such as
 * {@code alpine-3.18.4}, or the tag in the release of an RPM, such as {@code el8}.
 *
 * @param numbers such as 3, 18, 4; empty if it is not known
 */
record DistributionRelease(List<String> numbers) {
    private static final Pattern NUMBERS = Pattern.compile("[0-9]++(?:\\.[0-9]++)*+");
    private static final Pattern RPM_TAG = Pattern.compile("\\.el([0-9]++)");
    private static final String DISTRO = "distro";

    /** Whether an advisory for some release of the distribution is also for this one. */
    enum Relation {
        SAME,
        /** One of the two releases is not known, or not exactly. */
        PERHAPS,
        OTHER
    }

    static DistributionRelease of(PackageURL purl) {
        Optional<String> distro = Optional.ofNullable(purl.getQualifiers()).map(all -> all.get(DISTRO));
        return new DistributionRelease(distro.map(DistributionRelease::numbers)
                .filter(numbers -> !numbers.isEmpty())
                .orElseGet(() -> RPM_TAG.matcher(String.valueOf(purl.getVersion()))
                        .results()
                        .findFirst()
                        .map(tag -> List.of(tag.group(1)))
                        .orElse(List.of())));
    }

    private static List<String> numbers(String text) {
        return NUMBERS.matcher(text)
                .results()
                .findFirst()
                .map(MatchResult::group)
                .map(numbers -> Arrays.asList(numbers.split("\\.", -1)))
                .orElse(List.of());
    }

    /** @param release of an advisory's ecosystem, such as {@code "v3.18"}; empty if it is for every release */
    Relation to(String release) {
        if (release.isEmpty()) {
            return Relation.SAME;
        }
        List<String> other = numbers(release);
        int common = Math.min(numbers.size(), other.size());
        if (!numbers.subList(0, common).equals(other.subList(0, common))) {
            return Relation.OTHER;
        }
        return other.isEmpty() || other.size() > numbers.size() ? Relation.PERHAPS : Relation.SAME;
    }
}
