package dev.wheelsweep.spark.listing;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A listing as a file, so that everything a sweep does rests on one walk. JSON Lines, one {@link WheelFile} each:
 *
 * <pre>
 *   {"location":"/srv/pypi/NAME.whl","size":18253431,"modified_micros":1790000000000000,"state":"REGULAR"}
 * </pre>
 *
 * <p>Written and read as a stream; names come back exactly, because {@link WheelFile#location} is text.
 */
public final class Inventory {
    /** How a line becomes a file, and back. */
    public static final JsonLines<WheelFile> LINES = new JsonLines<>(WheelFile.class);

    private Inventory() {}

    /** Writes a new file, or over an old one. */
    public static void write(Path inventory, Iterable<WheelFile> files) throws IOException {
        try (JsonLines.Sink<WheelFile> sink = LINES.to(Files.newOutputStream(inventory))) {
            for (WheelFile file : files) {
                sink.write(file);
            }
        }
    }

    /**
     * Hands on every file, in the order of the inventory.
     *
     * @throws IOException if it cannot be read, or holds a line that is none of ours; the message names file and line
     */
    public static void read(Path inventory, Consumer<WheelFile> consumer) throws IOException {
        try (InputStream in = Files.newInputStream(inventory)) {
            LINES.read(in, consumer);
        } catch (JsonProcessingException malformed) {
            throw new IOException(
                    "%s is no inventory: line %d: %s"
                            .formatted(inventory, malformed.getLocation().getLineNr(), malformed.getOriginalMessage()),
                    malformed);
        }
    }
}
