package dev.wheelsweep.spark.report;

import java.util.Locale;

/**
 * An important number, which leads to the section that explains it.
 *
 * @param label what is counted
 * @param value the number, as a person reads it
 * @param section the anchor of that section; empty if the page does not have it
 * @param style the class that colours it
 */
record Tile(String label, String value, String section, String style) {

    /** What a number that is not zero means to the reader. */
    enum Urgency {
        /** Something is wrong. */
        WRONG,
        /** Something deserves a look. */
        LOOK,
        /** Everything is as it should be. */
        GOOD,
        /** A count. */
        PLAIN
    }

    /** A zero is never urgent. */
    static Tile of(String label, long value, Urgency urgency, String section) {
        Urgency shown = value == 0 ? Urgency.PLAIN : urgency;
        return new Tile(
                label, Texts.number((double) value), section, shown.name().toLowerCase(Locale.ROOT));
    }

    Tile withoutLink() {
        return new Tile(label, value, "", style);
    }
}
