package dev.wheelsweep.spark.listing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * The files of a mirror that are named like wheels: {@code *.whl} in any case, not hidden, found in the folders given
 * and below, or named themselves.
 *
 * @param files sorted by {@link WheelFile#location}; each file once, under its own path rather than a
 *     symbolic link's; each hard link is a separate file
 * @param unreadable folders whose wheels are missing, also sorted
 * @param aliases number of symbolic links to files that are listed anyway
 */
public record MirrorListing(List<WheelFile> files, List<UnreadableFolder> unreadable, long aliases) {

    /**
     * Walks the mirror.
     *
     * @param roots folders and files; a file given here is listed under any name
     * @throws java.nio.file.NoSuchFileException if a root does not exist
     * @throws IOException if the file system fails
     */
    public static MirrorListing of(Collection<Path> roots) throws IOException {
        try (MirrorWalk walk = new MirrorWalk()) {
            for (Path root : roots) {
                walk.root(root.toAbsolutePath().normalize());
            }
            return walk.finish();
        }
    }
}
