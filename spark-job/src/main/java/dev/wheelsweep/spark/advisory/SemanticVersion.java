package dev.wheelsweep.spark.advisory;

import java.util.regex.Pattern;

/**
 * The order of Semantic Versioning 2.0.0, section 11:
 *
 * <pre>
 *   major.minor.patch[-prerelease][+build]     1.0.0-alpha &lt; 1.0.0-alpha.1 &lt; 1.0.0-alpha.beta &lt; 1.0.0
 * </pre>
 */
final class SemanticVersion {
    private static final String NUMBER = "(?:0|[1-9][0-9]*+)";
    private static final String IDENTIFIER =
            "(?:0(?![0-9A-Za-z-])|[1-9][0-9]*+(?![0-9A-Za-z-])|[0-9]*+[A-Za-z-][0-9A-Za-z-]*+)";

    private static final Pattern VERSION = Pattern.compile(
            "%1$s\\.%1$s\\.%1$s(?:-%2$s(?:\\.%2$s)*+)?+(?:\\+[0-9A-Za-z.-]++)?+".formatted(NUMBER, IDENTIFIER));

    private static final char BUILD = '+';
    private static final char PRE_RELEASE = '-';
    private static final String SEPARATOR = "\\.";

    private SemanticVersion() {}

    static boolean isVersion(String text) {
        return VERSION.matcher(text).matches();
    }

    static int compare(String one, String other) {
        String left = withoutBuild(one);
        String right = withoutBuild(other);
        int mine = left.indexOf(PRE_RELEASE);
        int theirs = right.indexOf(PRE_RELEASE);
        int order = compareIdentifiers(
                left.substring(0, mine < 0 ? left.length() : mine),
                right.substring(0, theirs < 0 ? right.length() : theirs));
        if (order != 0 || (mine < 0 && theirs < 0)) {
            return order;
        }
        return mine < 0 || theirs < 0
                ? Boolean.compare(mine < 0, theirs < 0)
                : compareIdentifiers(left.substring(mine + 1), right.substring(theirs + 1));
    }

    private static String withoutBuild(String version) {
        int build = version.indexOf(BUILD);
        return build < 0 ? version : version.substring(0, build);
    }

    private static int compareIdentifiers(String one, String other) {
        String[] left = one.split(SEPARATOR, -1);
        String[] right = other.split(SEPARATOR, -1);
        for (int i = 0; i < Math.min(left.length, right.length); i++) {
            boolean isNumber = isNumber(left[i]);
            int order = Boolean.compare(isNumber(right[i]), isNumber);
            if (order == 0) {
                order = isNumber ? Digits.compare(left[i], right[i]) : left[i].compareTo(right[i]);
            }
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.length, right.length);
    }

    private static boolean isNumber(String identifier) {
        return Digits.end(identifier, 0) == identifier.length();
    }
}
