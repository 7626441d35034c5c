package dev.wheelsweep.spark.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a disk has of a folder, while the machine's memory has all of it. The bytes of a file are on the disk up to its last
 * sync. A name that was made, moved or removed is on the disk once the folder was synced that it is in, for a moved name the
 * folder that it was moved to; before, it may be there or not. A move happens whole or not at all.
 */
final class PowerCutDisk {
    private final Path folder;
    private final Path removed;
    private final List<Change> unsynced = new ArrayList<>();
    private final Map<Object, Long> syncedBytes = new HashMap<>();
    private int cuts;
    private int syncs;

    /** What is left of names that were not synced. */
    enum Names {
        LOST,
        KEPT,
        /** The later half is lost, as file systems with a journal lose them. */
        HALF
    }

    /** What is left of bytes that were not synced. */
    enum Bytes {
        EMPTY,
        HALF,
        ZEROS
    }

    /**
     * A change of names.
     *
     * @param from where it was; empty for what was made
     * @param to where it is; for what was removed, in the folder of removed things
     * @param replaced what was at {@code to} before
     */
    private record Change(Optional<Path> from, Path to, Optional<Path> replaced) {
        /** The folder whose sync makes it durable. */
        Path folder(Path removed) {
            return to.startsWith(removed) ? from.orElseThrow().getParent() : to.getParent();
        }
    }

    /** @param removed a folder of the same file system for what is removed */
    PowerCutDisk(Path folder, Path removed) throws IOException {
        this.folder = folder;
        this.removed = Files.createDirectories(removed);
    }

    boolean has(Path path) {
        return path.startsWith(folder);
    }

    /** How often power was cut. What began before the last cut is dead. */
    synchronized int cuts() {
        return cuts;
    }

    /** How many files and folders were synced. */
    synchronized int syncs() {
        return syncs;
    }

    synchronized void made(Path path) throws IOException {
        unsynced.add(new Change(Optional.empty(), path, Optional.empty()));
        if (Files.isRegularFile(path)) {
            syncedBytes.put(key(path), 0L);
        }
    }

    synchronized void truncated(Path file) throws IOException {
        syncedBytes.put(key(file), 0L);
    }

    synchronized void move(Path from, Path to) throws IOException {
        Optional<Path> replaced = Files.isRegularFile(to) ? Optional.of(away(to)) : Optional.empty();
        Files.move(from, to);
        unsynced.add(new Change(Optional.of(from), to, replaced));
    }

    synchronized void remove(Path path) throws IOException {
        unsynced.add(new Change(Optional.of(path), away(path), Optional.empty()));
    }

    private Path away(Path path) throws IOException {
        return Files.move(path, Files.createTempDirectory(removed, "").resolve(path.getFileName()));
    }

    synchronized void sync(Path synced) throws IOException {
        syncs++;
        if (Files.isRegularFile(synced)) {
            syncedBytes.put(key(synced), Files.size(synced));
            return;
        }
        for (int i = 0; i < unsynced.size(); ) {
            if (now(unsynced.get(i).folder(removed), i + 1).equals(synced)) {
                Change durable = unsynced.remove(i);
                List<Change> earlier = unsynced.subList(0, i);
                earlier.replaceAll(change -> moved(change, durable));
                // What was made in a removed folder has no name any more.
                earlier.removeIf(
                        change -> change.from().isEmpty() && change.to().startsWith(removed));
                i = earlier.size();
            } else {
                i++;
            }
        }
    }

    /** Where something is now that was at a path before the later changes. */
    private Path now(Path path, int later) {
        Path now = path;
        for (Change change : unsynced.subList(later, unsynced.size())) {
            now = moved(now, change);
        }
        return now;
    }

    private static Path moved(Path path, Change change) {
        return change.from().filter(path::startsWith).isPresent()
                ? change.to().resolve(change.from().get().relativize(path))
                : path;
    }

    private static Change moved(Change change, Change later) {
        return new Change(change.from().map(from -> moved(from, later)), moved(change.to(), later), change.replaced());
    }

    /** Cuts the power: the folder has what the disk has. */
    synchronized void cut(Names names, Bytes bytes) throws IOException {
        cuts++;
        int kept = names == Names.KEPT ? unsynced.size() : names == Names.LOST ? 0 : unsynced.size() / 2;
        for (int i = unsynced.size() - 1; i >= kept; i--) {
            undo(unsynced.get(i));
        }
        unsynced.clear();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                damage(file, syncedBytes.getOrDefault(key(file), Files.size(file)), bytes);
            }
        }
        syncedBytes.clear();
    }

    private static void undo(Change change) throws IOException {
        if (change.from().isEmpty()) {
            delete(change.to());
            return;
        }
        if (Files.exists(change.to()) && !Files.exists(change.from().get())) {
            Files.createDirectories(change.from().get().getParent());
            Files.move(change.to(), change.from().get());
        }
        if (change.replaced().isPresent()) {
            Files.move(change.replaced().get(), change.to());
        }
    }

    private static void damage(Path file, long synced, Bytes bytes) throws IOException {
        long size = Files.size(file);
        if (synced >= size) {
            return;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(bytes == Bytes.HALF ? synced + (size - synced) / 2 : synced);
            if (bytes == Bytes.ZEROS) {
                channel.write(java.nio.ByteBuffer.allocate((int) (size - synced)), synced);
            }
        }
    }

    private static Object key(Path file) throws IOException {
        return Files.getAttribute(file, "unix:ino");
    }

    static void delete(Path path) throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            all.sorted(Comparator.reverseOrder()).forEach(each -> {
                try {
                    Files.delete(each);
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            });
        } catch (NoSuchFileException none) {
            return;
        }
    }
}
