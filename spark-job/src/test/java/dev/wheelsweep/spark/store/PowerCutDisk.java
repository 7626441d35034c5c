package dev.wheelsweep.spark.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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
    /** What was read of files since they were written. */
    private final Map<Object, byte[]> read = new HashMap<>();

    /** Equal bytes are kept once. */
    private final Map<ByteBuffer, byte[]> contents = new HashMap<>();

    private int syncs;
    private int version;

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
     * A folder at some moment. Two of one disk are equal if they have the same names with the same bytes, since a disk gives the
     * same array for equal bytes.
     *
     * @param files by path in the folder; a folder has no bytes
     */
    record Image(SortedMap<Path, Optional<byte[]>> files) {
        static Image of(Path folder) throws IOException {
            SortedMap<Path, Optional<byte[]>> files = new TreeMap<>();
            for (Path path : below(folder)) {
                files.put(
                        folder.relativize(path),
                        Files.isDirectory(path) ? Optional.empty() : Optional.of(Files.readAllBytes(path)));
            }
            return new Image(files);
        }

        /** Makes a folder that is as this one was. */
        void restore(Path folder) throws IOException {
            delete(folder);
            for (Map.Entry<Path, Optional<byte[]>> file : files.entrySet()) {
                Path path = folder.resolve(file.getKey().toString());
                if (file.getValue().isEmpty()) {
                    Files.createDirectories(path);
                } else {
                    Files.write(path, file.getValue().get());
                }
            }
        }
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

    /** How many files and folders were synced. */
    synchronized int syncs() {
        return syncs;
    }

    /** Changes with everything that changes what a power cut leaves. */
    synchronized int version() {
        return version;
    }

    synchronized void made(Path path) throws IOException {
        version++;
        unsynced.add(new Change(Optional.empty(), path, Optional.empty()));
        if (Files.isRegularFile(path)) {
            syncedBytes.put(key(path), 0L);
        }
    }

    synchronized void truncated(Path file) throws IOException {
        written(file);
        syncedBytes.put(key(file), 0L);
    }

    synchronized void written(Path file) throws IOException {
        version++;
        read.remove(key(file));
    }

    synchronized void move(Path from, Path to) throws IOException {
        version++;
        Optional<Path> replaced = Files.isRegularFile(to) ? Optional.of(away(to)) : Optional.empty();
        Files.move(from, to);
        unsynced.add(new Change(Optional.of(from), to, replaced));
    }

    synchronized void remove(Path path) throws IOException {
        version++;
        unsynced.add(new Change(Optional.of(path), away(path), Optional.empty()));
    }

    private Path away(Path path) throws IOException {
        return Files.move(path, Files.createTempDirectory(removed, "").resolve(path.getFileName()));
    }

    synchronized void sync(Path synced) throws IOException {
        version++;
        syncs++;
        if (Files.isRegularFile(synced)) {
            syncedBytes.put(key(synced), Files.size(synced));
            return;
        }
        for (int i = 0; i < unsynced.size(); ) {
            if (now(unsynced.get(i).folder(removed), i + 1).equals(synced)) {
                Change durable = unsynced.remove(i);
                List<Change> earlier = unsynced.subList(0, i);
                // A file with a durable name is there, whichever names it had before.
                earlier.removeIf(
                        change -> durable.from().filter(change.to()::equals).isPresent());
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

    /** What the disk can have of the folder if the power goes off now, by what is left of names and bytes. */
    synchronized Map<String, Image> afterPowerCut() throws IOException {
        SortedMap<Path, Path> all = new TreeMap<>();
        for (Path top : List.of(folder, removed)) {
            for (Path path : below(top)) {
                all.put(path, path);
            }
        }
        Map<String, Image> images = new LinkedHashMap<>();
        for (Names names : Names.values()) {
            SortedMap<Path, Path> left = new TreeMap<>(all);
            int kept = names == Names.KEPT ? unsynced.size() : names == Names.LOST ? 0 : unsynced.size() / 2;
            for (int i = unsynced.size() - 1; i >= kept; i--) {
                undo(unsynced.get(i), left);
            }
            for (Bytes bytes : Bytes.values()) {
                images.put("names %s, bytes %s".formatted(names, bytes), image(left, bytes));
            }
        }
        return images;
    }

    private Image image(SortedMap<Path, Path> left, Bytes bytes) throws IOException {
        SortedMap<Path, Optional<byte[]>> files = new TreeMap<>();
        for (Map.Entry<Path, Path> each : left.entrySet()) {
            if (each.getKey().startsWith(folder)) {
                files.put(folder.relativize(each.getKey()), left(each.getValue(), bytes));
            }
        }
        return new Image(files);
    }

    /** @param left the path where something is now, by the path that the disk has for it */
    private void undo(Change change, SortedMap<Path, Path> left) {
        if (change.from().isEmpty()) {
            left.keySet().removeIf(path -> path.startsWith(change.to()));
            return;
        }
        Path from = change.from().get();
        if (left.containsKey(change.to()) && !left.containsKey(from)) {
            for (Path parent = from.getParent(); parent.startsWith(folder); parent = parent.getParent()) {
                left.putIfAbsent(parent, folder);
            }
            Map<Path, Path> back = new HashMap<>();
            left.forEach((path, now) -> {
                if (path.startsWith(change.to())) {
                    back.put(from.resolve(change.to().relativize(path).toString()), now);
                }
            });
            left.keySet().removeIf(path -> path.startsWith(change.to()));
            left.putAll(back);
        }
        change.replaced().ifPresent(replaced -> left.put(change.to(), replaced));
    }

    private Optional<byte[]> left(Path now, Bytes bytes) throws IOException {
        if (Files.isDirectory(now)) {
            return Optional.empty();
        }
        Object key = key(now);
        byte[] all = read.get(key);
        if (all == null) {
            all = kept(Files.readAllBytes(now));
            read.put(key, all);
        }
        int synced = (int) Math.min(all.length, syncedBytes.getOrDefault(key, (long) all.length));
        if (synced == all.length) {
            return Optional.of(all);
        }
        byte[] durable = switch (bytes) {
            case EMPTY -> Arrays.copyOf(all, synced);
            case HALF -> Arrays.copyOf(all, synced + (all.length - synced) / 2);
            case ZEROS -> Arrays.copyOf(Arrays.copyOf(all, synced), all.length);
        };
        return Optional.of(kept(durable));
    }

    private byte[] kept(byte[] bytes) {
        return contents.computeIfAbsent(ByteBuffer.wrap(bytes), same -> bytes);
    }

    private static List<Path> below(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.toList();
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
