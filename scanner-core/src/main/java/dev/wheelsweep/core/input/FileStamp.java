package dev.wheelsweep.core.input;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;

/**
 * What identifies one state of a file. Taken before and after a scan: if the two differ, the file was written meanwhile
 * and nothing read from it counts.
 *
 * @param size bytes
 * @param modified the file system's modification time, at its own resolution; the epoch if a server gives none
 * @param key device and inode where the file system has them, the ETag or version of an object store or an HTTP server,
 *     else the empty string
 */
public record FileStamp(long size, FileTime modified, String key) {
    /** How many symbolic links Linux follows before it gives up. */
    private static final int MOST_LINKS = 40;

    /**
     * @throws FormatException {@link Reason#NOT_A_REGULAR_FILE} before anything is opened, since opening a pipe would
     *     wait forever; {@link Reason#FILE_VANISHED} and {@link Reason#ACCESS_DENIED} as the system says
     */
    public static FileStamp of(Path path) throws IOException, FormatException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(path, BasicFileAttributes.class);
        } catch (FileSystemException refused) {
            if (isLoop(path)) {
                throw new FormatException(
                        Format.FILE, Reason.NOT_A_REGULAR_FILE, 0, "symbolic links that form a cycle");
            }
            throw refusal(refused);
        }
        if (!attributes.isRegularFile()) {
            throw new FormatException(
                    Format.FILE,
                    Reason.NOT_A_REGULAR_FILE,
                    0,
                    "a directory, pipe, socket or device with a wheel's name");
        }
        return new FileStamp(
                attributes.size(), attributes.lastModifiedTime(), Objects.toString(attributes.fileKey(), ""));
    }

    /** Same as the record's own, which links itself at its first call and delays the scan of a single wheel. */
    @Override
    public boolean equals(Object other) {
        return other instanceof FileStamp stamp
                && size == stamp.size
                && modified.equals(stamp.modified)
                && key.equals(stamp.key);
    }

    @Override
    public int hashCode() {
        return Objects.hash(size, modified, key);
    }

    /** The JDK distinguishes such links from a broken disk only by the text of the message. */
    private static boolean isLoop(Path path) throws IOException {
        Path at = path;
        for (int links = 0; links <= MOST_LINKS; links++) {
            if (!Files.isSymbolicLink(at)) {
                return false;
            }
            at = at.resolveSibling(Files.readSymbolicLink(at));
        }
        return true;
    }

    /** Separates a state of the file (a row) from a fault of the machine (an exception; the caller may try again). */
    static FormatException refusal(FileSystemException refused) throws FileSystemException {
        if (refused instanceof NoSuchFileException) {
            return new FormatException(Format.FILE, Reason.FILE_VANISHED, 0, "listed, but no longer there");
        }
        if (refused instanceof AccessDeniedException) {
            return new FormatException(
                    Format.FILE, Reason.ACCESS_DENIED, 0, "the operating system refuses to open the file for reading");
        }
        throw refused;
    }
}
