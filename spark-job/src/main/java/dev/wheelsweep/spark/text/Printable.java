package dev.wheelsweep.spark.text;

/**
 * Makes untrusted text safe for a terminal: it must not move the cursor, change colours, break the line or reverse the
 * direction of writing.
 */
public final class Printable {
    private Printable() {}

    /** @return the text with such characters as <code>&#92;u{1b}</code> */
    public static String of(String text) {
        return text.codePoints().allMatch(Printable::plain) ? text : escaped(text);
    }

    private static boolean plain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(codePoint -> {
            if (plain(codePoint)) {
                escaped.appendCodePoint(codePoint);
            } else {
                escaped.append("\\u{").append(Integer.toHexString(codePoint)).append('}');
            }
        });
        return escaped.toString();
    }
}
