package dev.wheelsweep.spark.listing;

import dev.wheelsweep.core.input.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.atomic.LongAdder;

/**
 * One walk over a mirror; folders are read in parallel. Links are followed after everything else, so that a file is listed
 * under its own path. Each folder is entered once, however many paths lead to it, so that links cannot form a loop.
 */
final class MirrorWalk implements AutoCloseable {
    private static final String WHEEL = ".whl";
    private static final String HIDDEN = ".";

    /** More threads than cores: a walk mostly waits for the disk or the network. */
    private static final int WALKERS = 16;

    private final ForkJoinPool walkers = new ForkJoinPool(WALKERS);

    /** By location: each hard link is a separate file; a wheel that the caller names twice is one file. */
    private final Map<String, WheelFile> listed = new ConcurrentHashMap<>();

    /** Identities of the listed files: a symbolic link to one of them is not listed again. */
    private final Set<Object> identities = ConcurrentHashMap.newKeySet();

    private final Set<Object> entered = ConcurrentHashMap.newKeySet();
    private final Set<UnreadableFolder> unreadable = ConcurrentHashMap.newKeySet();
    private final Queue<Path> links = new ConcurrentLinkedQueue<>();
    private final LongAdder aliases = new LongAdder();

    void root(Path root) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(root, BasicFileAttributes.class);
        if (attributes.isDirectory()) {
            walk(root, attributes);
        } else {
            list(root, attributes);
        }
    }

    MirrorListing finish() throws IOException {
        while (!links.isEmpty()) {
            List<Path> sorted = links.stream().sorted().toList();
            links.clear();
            // One by one: the link that a folder is listed under must not depend on timing.
            for (Path link : sorted) {
                follow(link);
            }
        }
        return new MirrorListing(
                listed.values().stream()
                        .sorted(Comparator.comparing(WheelFile::location))
                        .toList(),
                unreadable.stream()
                        .sorted(Comparator.comparing(UnreadableFolder::location))
                        .toList(),
                aliases.sum());
    }

    @Override
    public void close() {
        walkers.shutdown();
    }

    private void walk(Path folder, BasicFileAttributes attributes) throws IOException {
        try {
            if (enter(folder, attributes)) {
                walkers.invoke(new Folder(folder));
            }
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    /** Reads one folder, then those in it. */
    private final class Folder extends RecursiveAction {
        private final transient Path folder;

        Folder(Path folder) {
            this.folder = folder;
        }

        @Override
        protected void compute() {
            try {
                List<Folder> below = new ArrayList<>();
                for (Path entry : entries(folder)) {
                    if (visit(entry)) {
                        below.add(new Folder(entry));
                    }
                }
                ForkJoinTask.invokeAll(below);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    private List<Path> entries(Path folder) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, MirrorWalk::isVisible)) {
            stream.forEach(entries::add);
        } catch (DirectoryIteratorException failed) {
            report(folder, failed.getCause());
        } catch (FileSystemException failed) {
            report(folder, failed);
        }
        return entries;
    }

    /** Reports a folder that cannot be read; throws if the file system itself fails. */
    private void report(Path folder, IOException failed) throws IOException {
        Reason reason;
        if (failed instanceof AccessDeniedException) {
            reason = Reason.ACCESS_DENIED;
        } else if (failed instanceof NoSuchFileException || failed instanceof NotDirectoryException) {
            reason = Reason.FILE_VANISHED;
        } else {
            throw failed;
        }
        unreadable.add(new UnreadableFolder(WheelFile.locationOf(folder), reason));
    }

    /** @return whether the entry is a folder that must be read */
    private boolean visit(Path entry) throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = ownAttributes(entry);
        } catch (NoSuchFileException goneSinceItsFolderWasRead) {
            return false;
        } catch (AccessDeniedException denied) {
            deny(entry, denied);
            return false;
        }
        if (attributes.isSymbolicLink()) {
            // Other links lead to no wheel, and a mirror may have a million links to index pages.
            if (isWheel(entry) || Files.isDirectory(entry)) {
                links.add(entry);
            }
            return false;
        }
        if (isWheel(entry)) {
            list(entry, attributes);
        }
        return attributes.isDirectory() && enter(entry, attributes);
    }

    private void follow(Path link) throws IOException {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(link, BasicFileAttributes.class);
        } catch (AccessDeniedException denied) {
            deny(link, denied);
            return;
        } catch (FileSystemException leadsNowhere) {
            // Its target does not exist, or the link refers to itself; Java has no exception type for the second case.
            if (isWheel(link)) {
                add(WheelFile.of(link, ownAttributes(link), FileState.DANGLING));
            }
            return;
        }
        if (isWheel(link)) {
            if (identities.contains(identity(link, attributes))) {
                aliases.increment();
            } else {
                list(link, attributes);
            }
        }
        if (attributes.isDirectory()) {
            walk(link, attributes);
        }
    }

    private void list(Path path, BasicFileAttributes attributes) throws IOException {
        add(WheelFile.of(path, attributes, attributes.isRegularFile() ? FileState.REGULAR : FileState.SPECIAL));
        identities.add(identity(path, attributes));
    }

    private void add(WheelFile file) {
        listed.put(file.location(), file);
    }

    private boolean enter(Path folder, BasicFileAttributes attributes) throws IOException {
        return entered.add(identity(folder, attributes));
    }

    /** A wheel is listed although its attributes are unknown. Any other entry may be a folder, so its parent is reported. */
    private void deny(Path entry, AccessDeniedException denied) throws IOException {
        if (isWheel(entry)) {
            add(WheelFile.denied(entry));
        } else {
            report(entry.getParent(), denied);
        }
    }

    private static BasicFileAttributes ownAttributes(Path entry) throws IOException {
        return Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    /** Device and inode, or the real path where a file system has neither. */
    private static Object identity(Path path, BasicFileAttributes attributes) throws IOException {
        Object key = attributes.fileKey();
        return key == null ? path.toRealPath() : key;
    }

    private static boolean isVisible(Path entry) {
        return !entry.getFileName().toString().startsWith(HIDDEN);
    }

    private static boolean isWheel(Path entry) {
        String name = entry.getFileName().toString();
        return name.regionMatches(true, name.length() - WHEEL.length(), WHEEL, 0, WHEEL.length());
    }
}
