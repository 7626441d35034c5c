package dev.wheelsweep.core.accelerator;

import dev.wheelsweep.core.platform.DottedNumber;
import java.util.Optional;

/**
 * The releases of a stack that a number can mean. A release includes those with more numbers: 12 is every 12.x.
 *
 * @param high empty if every later release is meant too
 */
public record Releases(DottedNumber low, Optional<DottedNumber> high) {
    private static final String ANY_LATER = "*";
    private static final String TO = "-";

    /** @param text such as {@code 12}, {@code 11.1-12} or {@code 7-*} */
    static Releases parse(String text) {
        String[] ends = text.split(TO, -1);
        String last = ends[ends.length - 1];
        return new Releases(number(ends[0]), last.equals(ANY_LATER) ? Optional.empty() : Optional.of(number(last)));
    }

    static Releases of(DottedNumber release) {
        return new Releases(release, Optional.of(release));
    }

    private static DottedNumber number(String text) {
        return DottedNumber.parse(text).orElseThrow();
    }

    /** @return whether some release is meant by both */
    boolean overlaps(Releases other) {
        return reaches(high, other.low) && reaches(other.high, low);
    }

    private static boolean reaches(Optional<DottedNumber> high, DottedNumber low) {
        return high.map(end -> isIn(low, end) || low.compareTo(end) <= 0).orElse(true);
    }

    /** @return whether a release is one of another, as 12.6 is of 12 */
    static boolean isIn(DottedNumber release, DottedNumber family) {
        int common = family.numbers().size();
        return release.numbers().size() >= common
                && release.numbers().subList(0, common).equals(family.numbers());
    }

    @Override
    public String toString() {
        return high.map(end -> end.equals(low) ? low.toString() : low + TO + end)
                .orElse(low + " or later");
    }
}
