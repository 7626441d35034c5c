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
 *     symbolic link's; hard links are files of their own
 * @param unreadable folders whose wheels are missing, sorted likewise
 * @param aliases how many symbolic links lead to files listed already
 */
public record MirrorListing(List<WheelFile> files, List<UnreadableFolder> unreadable, long aliases) {

    /**
     * Walks.
     *
     * @param roots folders and files; a file named here is listed whatever its name
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
