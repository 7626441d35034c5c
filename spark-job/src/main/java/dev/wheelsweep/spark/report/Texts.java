package dev.wheelsweep.spark.report;

import dev.wheelsweep.spark.query.Cell;
import dev.wheelsweep.spark.text.Printable;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Values as the page shows them. */
final class Texts {
    /** In UTF-16 units: room for the longest file name that file systems take. */
    private static final int LONGEST = 300;

    private static final String CUT = "...";

    /** Values of a list in a sentence. */
    private static final int LISTED = 12;

    private Texts() {}

    /** @return printable and of bounded length; escaping is the template's */
    static String shown(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Number number) {
            return number(number.doubleValue());
        }
        String text = Printable.of(Cell.text(value));
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - CUT.length()) + CUT;
    }

    static String number(double value) {
        return String.format(Locale.ROOT, value == Math.rint(value) ? "%,.0f" : "%,.1f", value);
    }

    /** @return {@code "2.17"} for 17 */
    static String glibc(long minor) {
        return "2." + minor;
    }

    /** @return the first value, and how many others there are */
    static String andMore(List<String> values) {
        return values.size() < 2
                ? String.join("", values)
                : "%s and %s more".formatted(values.get(0), number(values.size() - 1));
    }

    /** @return the first values with commas, and how many others there are */
    static String first(Collection<String> values) {
        String listed = values.stream().limit(LISTED).map(Texts::shown).collect(Collectors.joining(", "));
        return values.size() <= LISTED ? listed : "%s and %s more".formatted(listed, number(values.size() - LISTED));
    }
}
