package dev.wheelsweep.spark.advisory;

import java.util.regex.Pattern;

/**
 * The order of rpm (rpm-version(7)):
 *
 * <pre>
 *   [epoch:]version[-release]     1:1.1.1k-14.el8_10
 * </pre>
 *
 * <p>Version and release are compared in parts of digits or of letters. A number is after letters; {@code ~} is before the end, and
 * {@code ^} after the end and before everything else.
 *
 * <p>The bills of materials that auditwheel writes have no epochs, also where the package has one. So a version without an epoch
 * is compared with the version and release of another one alone, as if it had the same epoch.
 */
final class RpmVersion {
    private static final Pattern VERSION = Pattern.compile("(?:[0-9]++:)?+[A-Za-z0-9._+~^]++(?:-[A-Za-z0-9._+~^]++)?+");
    private static final char EPOCH = ':';
    private static final char RELEASE = '-';
    private static final char TILDE = '~';
    private static final char CARET = '^';

    private RpmVersion() {}

    static boolean isVersion(String text) {
        return VERSION.matcher(text).matches();
    }

    static int compare(String one, String other) {
        int left = one.indexOf(EPOCH);
        int right = other.indexOf(EPOCH);
        int order = left < 0 || right < 0 ? 0 : Digits.compare(one.substring(0, left), other.substring(0, right));
        return order != 0 ? order : compareReleases(one.substring(left + 1), other.substring(right + 1));
    }

    /** A version without release is equal to one with any. */
    private static int compareReleases(String one, String other) {
        int left = one.indexOf(RELEASE);
        int right = other.indexOf(RELEASE);
        int order = compareParts(
                one.substring(0, left < 0 ? one.length() : left),
                other.substring(0, right < 0 ? other.length() : right));
        return order != 0 || left < 0 || right < 0
                ? order
                : compareParts(one.substring(left + 1), other.substring(right + 1));
    }

    /** What rpm calls rpmvercmp. */
    private static int compareParts(String one, String other) {
        int i = 0;
        int j = 0;
        while (true) {
            i = skipSeparators(one, i);
            j = skipSeparators(other, j);
            int order = Integer.compare(mark(one, i), mark(other, j));
            if (order != 0) {
                return order;
            }
            if (i == one.length()) {
                return 0;
            }
            if (isMark(one.charAt(i))) {
                i++;
                j++;
                continue;
            }
            boolean isNumber = Digits.isDigit(one.charAt(i));
            if (isNumber != Digits.isDigit(other.charAt(j))) {
                return isNumber ? 1 : -1;
            }
            int left = end(one, i, isNumber);
            int right = end(other, j, isNumber);
            order = isNumber
                    ? Digits.compare(one.substring(i, left), other.substring(j, right))
                    : one.substring(i, left).compareTo(other.substring(j, right));
            if (order != 0) {
                return order;
            }
            i = left;
            j = right;
        }
    }

    private static int mark(String text, int at) {
        if (at == text.length()) {
            return 1;
        }
        return switch (text.charAt(at)) {
            case TILDE -> 0;
            case CARET -> 2;
            default -> 3;
        };
    }

    private static boolean isMark(char character) {
        return character == TILDE || character == CARET;
    }

    private static boolean isLetter(char character) {
        return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
    }

    private static int skipSeparators(String text, int start) {
        int at = start;
        while (at < text.length()
                && !Digits.isDigit(text.charAt(at))
                && !isLetter(text.charAt(at))
                && !isMark(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int end(String text, int start, boolean isNumber) {
        if (isNumber) {
            return Digits.end(text, start);
        }
        int end = start;
        while (end < text.length() && isLetter(text.charAt(end))) {
            end++;
        }
        return end;
    }
}
