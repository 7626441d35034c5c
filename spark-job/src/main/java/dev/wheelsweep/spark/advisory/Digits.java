package dev.wheelsweep.spark.advisory;

/** Decimal numbers of any length, as they are in versions. */
final class Digits {
    private Digits() {}

    static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    /** @return where the digits that begin there end */
    static int end(String text, int start) {
        int end = start;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** @param one digits, perhaps none, for zero, as the other */
    static int compare(String one, String other) {
        String left = withoutZeros(one);
        String right = withoutZeros(other);
        int order = Integer.compare(left.length(), right.length());
        return order != 0 ? order : left.compareTo(right);
    }

    private static String withoutZeros(String digits) {
        int zeros = 0;
        while (zeros < digits.length() && digits.charAt(zeros) == '0') {
            zeros++;
        }
        return digits.substring(zeros);
    }
}
