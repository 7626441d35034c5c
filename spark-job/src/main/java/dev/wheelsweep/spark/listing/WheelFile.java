package dev.wheelsweep.spark.listing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
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
 * @param index what an index says of it
 */
public record WheelFile(
        String location,
        long size,
        long modifiedMicros,
        FileState state,

        @JsonInclude(value = Include.CUSTOM, valueFilter = IndexEntry.None.class)
        IndexEntry index)
        implements Serializable {
    private static final String URI_SCHEME = "file:";

    /** An inventory need not tell the index. */
    public WheelFile {
        index = index == null ? IndexEntry.NONE : index;
    }

    /** A file that no index tells of. */
    public WheelFile(String location, long size, long modifiedMicros, FileState state) {
        this(location, size, modifiedMicros, state, IndexEntry.NONE);
    }

    /**
     * Looks at one file.
     *
     * @throws IOException if the file system fails
     */
    public static WheelFile at(Path path, IndexEntry index) throws IOException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return of(path, attributes, attributes.isRegularFile() ? FileState.REGULAR : FileState.SPECIAL)
                    .with(index);
        } catch (AccessDeniedException denied) {
            return denied(path).with(index);
        } catch (FileSystemException leadsNowhere) {
            return absent(path, index);
        }
    }

    /** A file that an index lists and that is not there. */
    static WheelFile absent(Path path, IndexEntry index) {
        return new WheelFile(locationOf(path), 0, 0, FileState.DANGLING, index);
    }

    /** @return the same file, as an index knows it */
    public WheelFile with(IndexEntry entry) {
        return new WheelFile(location, size, modifiedMicros, state, entry);
    }

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
        return new WheelFile(location, size, modifiedMicros, FileState.QUARANTINED, index);
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

    /** @return the wheel's name: what a manifest says, else the last element of the path */
    public String filename() {
        return index.filename().orElseGet(() -> path().getFileName().toString());
    }
}
