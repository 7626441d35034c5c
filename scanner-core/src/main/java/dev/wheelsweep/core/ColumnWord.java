package dev.wheelsweep.core;

import java.util.Locale;

/** A constant that tables, JSON and messages show as its name in lower case. */
public interface ColumnWord {
    /** @return the constant's name in the source code */
    String name();

    /** @return the published word, such as {@code "shared_object"} */
    default String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
