package dev.wheelsweep.spark.advisory;

import java.util.regex.Pattern;

/**
 * The order of dpkg (deb-version(7)):
 *
 * <pre>
 *   [epoch:]upstream[-revision]     1:1.2.13.dfsg-1+deb12u1
 * </pre>
 *
 * <p>Text and numbers alternate. In text, {@code ~} is before the end, the end before letters, and letters before all others.
 */
final class DebianVersion {
    private static final Pattern VERSION =
            Pattern.compile("(?:[0-9]++:[0-9][A-Za-z0-9.+:~-]*+|[0-9][A-Za-z0-9.+~-]*+)(?<!-)");
    private static final char EPOCH = ':';
    private static final char REVISION = '-';
    private static final char TILDE = '~';

    /** Is added to the codes of characters that are no letters. */
    private static final int AFTER_LETTERS = 256;

    private DebianVersion() {}

    static boolean isVersion(String text) {
        return VERSION.matcher(text).matches();
    }

    static int compare(String one, String other) {
        int left = one.indexOf(EPOCH);
        int right = other.indexOf(EPOCH);
        int order = Digits.compare(one.substring(0, Math.max(left, 0)), other.substring(0, Math.max(right, 0)));
        return order != 0 ? order : compareRevisions(one.substring(left + 1), other.substring(right + 1));
    }

    private static int compareRevisions(String one, String other) {
        int left = one.lastIndexOf(REVISION);
        int right = other.lastIndexOf(REVISION);
        int order = compareParts(
                one.substring(0, left < 0 ? one.length() : left),
                other.substring(0, right < 0 ? other.length() : right));
        return order != 0
                ? order
                : compareParts(left < 0 ? "" : one.substring(left + 1), right < 0 ? "" : other.substring(right + 1));
    }

    private static int compareParts(String one, String other) {
        int i = 0;
        int j = 0;
        while (i < one.length() || j < other.length()) {
            while (isText(one, i) || isText(other, j)) {
                int order = Integer.compare(place(one, i), place(other, j));
                if (order != 0) {
                    return order;
                }
                i++;
                j++;
            }
            int left = Digits.end(one, i);
            int right = Digits.end(other, j);
            int order = Digits.compare(one.substring(i, left), other.substring(j, right));
            if (order != 0) {
                return order;
            }
            i = left;
            j = right;
        }
        return 0;
    }

    private static boolean isText(String text, int at) {
        return at < text.length() && !Digits.isDigit(text.charAt(at));
    }

    /** Digits end a text. */
    private static int place(String text, int at) {
        if (!isText(text, at)) {
            return 0;
        }
        char character = text.charAt(at);
        if (character == TILDE) {
            return -1;
        }
        return Character.isLetter(character) ? character : character + AFTER_LETTERS;
    }
}
