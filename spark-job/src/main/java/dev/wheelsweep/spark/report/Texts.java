package dev.wheelsweep.spark.report;

import dev.wheelsweep.spark.query.Cell;
import dev.wheelsweep.spark.text.Printable;
import java.util.Locale;

/** Values as the page shows them. */
final class Texts {
    /** In UTF-16 units: room for the longest file name that file systems take. */
    private static final int LONGEST = 300;

    private static final String CUT = "...";

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
}
