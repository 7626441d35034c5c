package dev.wheelsweep.spark.columns;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.wheel.WheelFilename;
import dev.wheelsweep.spark.listing.WheelFile;
import java.util.Optional;

/**
 * What is known about a listed file before it is opened. Columns and filters on it read nothing.
 *
 * @param file as it was listed
 * @param filename the last element of its path
 * @param name the parsed name; empty if it is invalid
 */
public record NamedFile(WheelFile file, String filename, Optional<WheelFilename> name) {

    public static NamedFile of(WheelFile file) {
        String filename = file.filename();
        return new NamedFile(file, filename, parse(filename));
    }

    private static Optional<WheelFilename> parse(String filename) {
        try {
            return Optional.of(WheelFilename.parse(filename));
        } catch (FormatException invalid) {
            // The scan reports why the name is invalid.
            return Optional.empty();
        }
    }
}
