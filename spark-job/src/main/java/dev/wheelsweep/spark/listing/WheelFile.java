package dev.wheelsweep.spark.listing;

import java.io.Serializable;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/**
 * One file of a mirror that is named like a wheel, as the walk saw it. Owns its data and travels to executors.
 *
 * @param location the absolute path, or its {@code file:} URI where the path's bytes are no text in this system's
 *     encoding; see {@link #path}
 * @param size bytes; of the link itself if it is {@link FileState#DANGLING}, 0 if {@link FileState#DENIED}
 * @param modifiedMicros modification time in microseconds since 1970-01-01 UTC; likewise
 * @param state whether there is a file to open
 */
public record WheelFile(String location, long size, long modifiedMicros, FileState state) implements Serializable {
    private static final String URI_SCHEME = "file:";

    static WheelFile of(Path path, BasicFileAttributes attributes, FileState state) {
        return new WheelFile(
                locationOf(path),
                attributes.size(),
                attributes.lastModifiedTime().to(TimeUnit.MICROSECONDS),
                state);
    }

    static WheelFile denied(Path path) {
        return new WheelFile(locationOf(path), 0, 0, FileState.DENIED);
    }

    /** @return the same file, not to be opened any more */
    public WheelFile quarantined() {
        return new WheelFile(location, size, modifiedMicros, FileState.QUARANTINED);
    }

    /** The text that leads back to exactly this path: Linux takes any bytes as a name, and Java's strings lose some. */
    public static String locationOf(Path path) {
        String text = path.toString();
        return leadsTo(path, text) ? text : path.toUri().toString();
    }

    private static boolean leadsTo(Path path, String text) {
        try {
            return Path.of(text).equals(path);
        } catch (InvalidPathException notInThisEncoding) {
            return false;
        }
    }

    public Path path() {
        return location.startsWith(URI_SCHEME) ? Path.of(URI.create(location)) : Path.of(location);
    }

    /** @return the last element of the path, as text */
    public String filename() {
        return path().getFileName().toString();
    }
}
