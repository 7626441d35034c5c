package dev.wheelsweep.core.install;

import dev.wheelsweep.core.wheel.WheelFilename;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The build tag of a wheel, as installers compare it: by its number, then by the text after it.
 *
 * @param number below 0 if there is no build tag
 */
record BuildTag(BigInteger number, String text) implements Comparable<BuildTag> {
    static final BuildTag NONE = new BuildTag(BigInteger.ONE.negate(), "");

    private static final Pattern GRAMMAR = Pattern.compile("([0-9]++)(.*+)", Pattern.DOTALL);
    /** The longer number is greater. File names have fewer than 1,000 characters. */
    private static final String ORDER_FORM = "%03d.%s%s";

    private static final Comparator<BuildTag> ORDER =
            Comparator.comparing(BuildTag::number).thenComparing(BuildTag::text);

    static BuildTag of(WheelFilename wheel) {
        if (wheel.build().isEmpty()) {
            return NONE;
        }
        Matcher parts = GRAMMAR.matcher(wheel.build().get());
        return parts.matches() ? new BuildTag(new BigInteger(parts.group(1)), parts.group(2)) : NONE;
    }

    /** @return a text that is greater than another one where this build tag is greater; empty if there is no build tag */
    Optional<String> order() {
        String digits = number.toString();
        return number.signum() < 0
                ? Optional.empty()
                : Optional.of(ORDER_FORM.formatted(digits.length(), digits, text));
    }

    @Override
    public int compareTo(BuildTag other) {
        return ORDER.compare(this, other);
    }
}
