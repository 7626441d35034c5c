package dev.wheelsweep.core.wheel;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The grammar of versions: PEP 440 appendix B, with the spellings that packaging normalises ({@code v1.0-alpha_1}) and
 * the white space around it that packaging strips. It distinguishes versions from other text, and equal from different ones.
 */
public final class Pep440 {
    private static final String SPACE = "[\\s\\x1c-\\x1f\\x85\\p{Z}]*+";

    private static final String LOCAL = "+";

    private static final String SEPARATOR = "[._-]?+";

    /** Every quantifier that repeats is possessive: the match takes linear time and no stack. */
    private static final Pattern VERSION = Pattern.compile(
            SPACE
                    + "v?+"
                    + "(?:(?<epoch>[0-9]++)!)?+"
                    + "(?<release>[0-9]++(?:\\.[0-9]++)*+)"
                    + "(?:" + SEPARATOR + "(?<pre>alpha|a|beta|b|preview|pre|c|rc)" + SEPARATOR
                    + "(?<preNumber>[0-9]*+))?+"
                    + "(?:-(?<implicitPost>[0-9]++)|" + SEPARATOR + "(?<post>post|rev|r)" + SEPARATOR
                    + "(?<postNumber>[0-9]*+))?+"
                    + "(?:" + SEPARATOR + "(?<dev>dev)" + SEPARATOR + "(?<devNumber>[0-9]*+))?+"
                    + "(?:\\+(?<local>[a-z0-9]++(?:[._-][a-z0-9]++)*+))?+"
                    + SPACE,
            Pattern.CASE_INSENSITIVE);

    private static final Pattern TRAILING_ZEROS = Pattern.compile("(?<!\\.0)(?:\\.0)++$");
    private static final Pattern NUMBER = Pattern.compile("[0-9]++");

    private Pep440() {}

    public static boolean isVersion(String text) {
        return VERSION.matcher(text).matches();
    }

    /** @return whether a version has a local part, such as {@code 1.0+cu128} */
    public static boolean isLocal(String version) {
        return version.contains(LOCAL) && isVersion(version);
    }

    /** @return the same text for versions that PEP 440 calls equal, such as {@code 1.0} and {@code v01}; empty for no version */
    public static Optional<String> normalized(String text) {
        Matcher parts = VERSION.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String release = Arrays.stream(parts.group("release").split("\\.", -1))
                .map(Pep440::number)
                .collect(Collectors.joining("."));
        return Optional.of(number(parts.group("epoch")) + "!"
                + TRAILING_ZEROS.matcher(release).replaceFirst("")
                + (parts.group("pre") == null ? "" : pre(parts.group("pre")) + number(parts.group("preNumber")))
                + post(parts)
                + (parts.group("dev") == null ? "" : ".dev" + number(parts.group("devNumber")))
                + (parts.group("local") == null ? "" : LOCAL + local(parts.group("local"))));
    }

    private static String pre(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "alpha", "a" -> "a";
            case "beta", "b" -> "b";
            default -> "rc";
        };
    }

    private static String post(Matcher parts) {
        if (parts.group("implicitPost") != null) {
            return ".post" + number(parts.group("implicitPost"));
        }
        return parts.group("post") == null ? "" : ".post" + number(parts.group("postNumber"));
    }

    private static String local(String text) {
        return Arrays.stream(text.toLowerCase(Locale.ROOT).split("[._-]", -1))
                .map(part -> NUMBER.matcher(part).matches() ? number(part) : part)
                .collect(Collectors.joining("."));
    }

    /** @param digits null or empty for zero */
    private static String number(String digits) {
        if (digits == null) {
            return "0";
        }
        int zeros = 0;
        while (zeros < digits.length() && digits.charAt(zeros) == '0') {
            zeros++;
        }
        return zeros == digits.length() ? "0" : digits.substring(zeros);
    }
}
