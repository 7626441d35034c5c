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
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * One file of a mirror that is named like a wheel, as it was listed. Owns its data and is sent to executors.
 *
 * @param location the absolute path, an address of an index's file, or the path's {@code file:} URI if its bytes are not valid text in this
 *     system's encoding; see {@link #path}
 * @param size bytes; of the link itself if it is {@link FileState#DANGLING}, 0 if {@link FileState#DENIED}
 * @param modifiedMicros modification time in microseconds since 1970-01-01 UTC; of the link itself if it is
 *     {@link FileState#DANGLING}, 0 if {@link FileState#DENIED}
 * @param state whether the file can be opened
 * @param index what an index or a manifest says about it
 * @param etag the entity tag that a server gave it, as written; empty if there is none
 * @param wheelPath what identifies it in a dataset: see {@link Mirrors}; the location if nothing else was given
 */
public record WheelFile(
        String location,
        long size,
        long modifiedMicros,
        FileState state,

        @JsonInclude(value = Include.CUSTOM, valueFilter = IndexEntry.None.class)
        IndexEntry index,

        @JsonInclude(Include.NON_EMPTY) String etag,
        String wheelPath)
        implements Serializable {
    private static final String URI_SCHEME = "file:";

    /** Never in a normalized path. */
    private static final String SERVER = "://";

    /** An inventory may omit the index entry, the entity tag and the name in the dataset. */
    public WheelFile {
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(state, "state");
        index = index == null ? IndexEntry.NONE : index;
        etag = etag == null ? "" : etag;
        wheelPath = wheelPath == null ? location : wheelPath;
    }

    /** A file that its location identifies. */
    public WheelFile(String location, long size, long modifiedMicros, FileState state, IndexEntry index, String etag) {
        this(location, size, modifiedMicros, state, index, etag, location);
    }

    /** A file without entity tag. */
    public WheelFile(String location, long size, long modifiedMicros, FileState state, IndexEntry index) {
        this(location, size, modifiedMicros, state, index, "");
    }

    /** A file that no index lists. */
    public WheelFile(String location, long size, long modifiedMicros, FileState state) {
        this(location, size, modifiedMicros, state, IndexEntry.NONE);
    }

    /**
     * Reads the attributes of one file.
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

    /** A file that an index lists but that does not exist. */
    static WheelFile absent(Path path, IndexEntry index) {
        return new WheelFile(locationOf(path), 0, 0, FileState.DANGLING, index);
    }

    /** @return the same file with an entity tag */
    public WheelFile tagged(String tag) {
        return new WheelFile(location, size, modifiedMicros, state, index, tag, wheelPath);
    }

    /** @return the same file with what an index says about it */
    public WheelFile with(IndexEntry entry) {
        return new WheelFile(location, size, modifiedMicros, state, entry, etag, wheelPath);
    }

    /** @return the same file under another name in the dataset */
    public WheelFile named(String path) {
        return new WheelFile(location, size, modifiedMicros, state, index, etag, path);
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

    /** @return the same file, never to be opened again */
    public WheelFile quarantined() {
        return new WheelFile(location, size, modifiedMicros, FileState.QUARANTINED, index, etag, wheelPath);
    }

    /** Text from which exactly this path can be restored. Linux allows any bytes in names, and Java strings lose some. */
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

    /** @return whether the location is the address of a server, and {@link #path} therefore none of this machine */
    public boolean hasAddress() {
        return isAddress(location);
    }

    /** @return whether a location is the address of a server */
    public static boolean isAddress(String location) {
        return location.contains(SERVER) && !location.startsWith(URI_SCHEME);
    }

    public Path path() {
        return pathOf(location);
    }

    /** @param location one that {@link #locationOf} made */
    public static Path pathOf(String location) {
        return location.startsWith(URI_SCHEME) ? Path.of(URI.create(location)) : Path.of(location);
    }

    /** @return the wheel's name: as a manifest states it, else the last element of the path */
    public String filename() {
        return index.filename().orElseGet(() -> path().getFileName().toString());
    }
}
