package dev.wheelsweep.core.wheel;

import java.util.regex.Pattern;

/**
 * The grammar of versions: PEP 440 appendix B, with the spellings that packaging normalises ({@code v1.0-alpha_1}) and
 * the white space around it that packaging strips. It only distinguishes versions from other text, and does not compare
 * them.
 */
final class Pep440 {
    private static final String SPACE = "[\\s\\x1c-\\x1f\\x85\\p{Z}]*+";

    private static final String SEPARATOR = "[._-]?+";

    /** Every quantifier that repeats is possessive: the match takes linear time and no stack. */
    private static final Pattern VERSION = Pattern.compile(
            SPACE
                    + "v?+"
                    + "(?:[0-9]++!)?+" // epoch
                    + "[0-9]++(?:\\.[0-9]++)*+" // release
                    + "(?:" + SEPARATOR + "(?:alpha|a|beta|b|preview|pre|c|rc)" + SEPARATOR + "[0-9]*+)?+"
                    + "(?:-[0-9]++|" + SEPARATOR + "(?:post|rev|r)" + SEPARATOR + "[0-9]*+)?+"
                    + "(?:" + SEPARATOR + "dev" + SEPARATOR + "[0-9]*+)?+"
                    + "(?:\\+[a-z0-9]++(?:[._-][a-z0-9]++)*+)?+" // local version
                    + SPACE,
            Pattern.CASE_INSENSITIVE);

    private Pep440() {}

    static boolean isVersion(String text) {
        return VERSION.matcher(text).matches();
    }
}
