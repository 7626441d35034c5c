package dev.wheelsweep.spark.listing;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A listing stored as a file, so that a sweep walks the mirror only once. JSON Lines, one {@link WheelFile} per line:
 *
 * <pre>
 *   {"location":"/srv/pypi/NAME.whl","size":18253431,"modified_micros":1790000000000000,"state":"REGULAR",
 *    "wheel_path":"NAME.whl"}
 * </pre>
 *
 * <p>Written and read as a stream. Paths survive exactly, because {@link WheelFile#location} is text.
 */
public final class Inventory {
    /** Converts between a line and a file. */
    public static final JsonLines<WheelFile> LINES = new JsonLines<>(WheelFile.class);

    private Inventory() {}

    /** Writes the file; replaces an existing one. */
    public static void write(Path inventory, Iterable<WheelFile> files) throws IOException {
        try (JsonLines.Sink<WheelFile> sink = LINES.to(Files.newOutputStream(inventory))) {
            for (WheelFile file : files) {
                sink.write(file);
            }
        }
    }

    /**
     * Passes every file to the consumer, in the order of the inventory.
     *
     * @throws IOException if it cannot be read, or has a line that no inventory has; the message names file and line
     */
    public static void read(Path inventory, Consumer<WheelFile> consumer) throws IOException {
        try (InputStream in = Files.newInputStream(inventory)) {
            LINES.read(in, consumer::accept);
        } catch (JsonProcessingException malformed) {
            throw new IOException(
                    "%s is not an inventory: line %d: %s"
                            .formatted(inventory, malformed.getLocation().getLineNr(), malformed.getOriginalMessage()),
                    malformed);
        }
    }
}
