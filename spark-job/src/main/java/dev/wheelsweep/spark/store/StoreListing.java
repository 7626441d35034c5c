package dev.wheelsweep.spark.store;

import dev.wheelsweep.spark.listing.FileState;
import dev.wheelsweep.spark.listing.Mirrors;
import dev.wheelsweep.spark.listing.WheelFile;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.EtagSource;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/**
 * Lists the wheels of mirrors by the recursive listing of their file system, which for an object store is one request for
 * every thousand objects. As in a folder of this machine, hidden files and folders are not searched.
 */
public final class StoreListing {
    private static final String WHEEL = ".whl";
    private static final String HIDDEN = ".";

    private StoreListing() {}

    /**
     * @param mirrors addresses of folders and of single files; a file given here is listed under any name
     * @return each file once, sorted by location, and named by its path below its mirror
     * @throws java.io.FileNotFoundException if a mirror does not exist
     * @throws UnsupportedFileSystemException if there is no class for the file system
     * @throws IOException if the file system fails or refuses
     */
    public static List<WheelFile> of(List<String> mirrors, Configuration hadoop) throws IOException {
        Map<String, WheelFile> listed = new TreeMap<>();
        List<String> roots = new ArrayList<>();
        for (String mirror : mirrors) {
            Path root = new Path(mirror);
            FileSystem system = fileSystem(root, hadoop);
            FileStatus status = system.getFileStatus(root);
            roots.add(status.getPath().toString());
            if (status.isFile()) {
                add(status, listed);
                continue;
            }
            RemoteIterator<LocatedFileStatus> files = system.listFiles(root, true);
            while (files.hasNext()) {
                FileStatus file = files.next();
                if (isWheel(file.getPath(), status.getPath())) {
                    add(file, listed);
                }
            }
        }
        Mirrors names = Mirrors.of(roots);
        return listed.values().stream()
                .map(names::named)
                .sorted(Comparator.comparing(WheelFile::location))
                .toList();
    }

    private static FileSystem fileSystem(Path root, Configuration hadoop) throws IOException {
        try {
            return root.getFileSystem(hadoop);
        } catch (RuntimeException failed) {
            // Hadoop knows the name of the class that reads s3a, and does not have the class.
            if (failed.getCause() instanceof ClassNotFoundException missing) {
                throw new UnsupportedFileSystemException(missing.getMessage());
            }
            if (failed.getCause() instanceof UnknownHostException unknown) {
                throw new IOException("unknown host " + unknown.getMessage(), unknown);
            }
            throw failed;
        }
    }

    private static void add(FileStatus file, Map<String, WheelFile> listed) {
        String location = file.getPath().toString();
        listed.put(
                location,
                new WheelFile(
                                location,
                                file.getLen(),
                                TimeUnit.MILLISECONDS.toMicros(file.getModificationTime()),
                                FileState.REGULAR)
                        .tagged(file instanceof EtagSource tagged && tagged.getEtag() != null ? tagged.getEtag() : ""));
    }

    private static boolean isWheel(Path file, Path root) {
        if (!file.getName().toLowerCase(Locale.ROOT).endsWith(WHEEL)) {
            return false;
        }
        Path at = file;
        while (at != null && !at.equals(root)) {
            if (at.getName().startsWith(HIDDEN)) {
                return false;
            }
            at = at.getParent();
        }
        return true;
    }
}
