package dev.wheelsweep.spark.source;

import dev.wheelsweep.core.scan.WheelReport;
import dev.wheelsweep.spark.listing.WheelFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes the name of the wheel that a task is reading into a file, which survives the JVM. A name in the journal
 * of a dead task is the wheel that the task was reading when it died. A task that ends, even with an error, deletes its
 * file. While it runs, its file is locked; the operating system ends the lock when the JVM dies.
 *
 * <p>Costs two short writes per wheel into an open file, a few microseconds.
 */
public final class InFlightJournal implements WheelReader.Scanner {
    /** Ends a name that was written completely. */
    private static final String END = "\n";

    private final WheelReader.Scanner scanner;
    private final Path file;
    /** Not a channel: channels close when a task is interrupted. */
    private final RandomAccessFile out;

    private boolean died;

    /**
     * @param folder of the journals of all tasks; created if it does not exist
     * @param scanner reads the wheels
     */
    InFlightJournal(Path folder, WheelReader.Scanner scanner) throws IOException {
        this.scanner = scanner;
        Files.createDirectories(folder);
        this.file = folder.resolve(UUID.randomUUID().toString());
        this.out = new RandomAccessFile(file.toFile(), "rw");
        // Held until the file is closed.
        out.getChannel().lock();
    }

    @Override
    public WheelReport scan(WheelFile wheel) throws IOException {
        out.seek(0);
        out.write((wheel.location() + END).getBytes(StandardCharsets.UTF_8));
        try {
            return scanner.scan(wheel);
        } catch (OutOfMemoryError | StackOverflowError fatal) {
            // Spark exits the JVM for these errors. The exit is orderly, but this wheel caused it.
            died = true;
            throw fatal;
        } finally {
            if (!died) {
                out.setLength(0);
            }
        }
    }

    @Override
    public void close() throws IOException {
        scanner.close();
        if (!died) {
            Files.deleteIfExists(file);
        }
        // Last: a file without a lock is one that a dead task left.
        out.close();
    }

    /** @return whether the task that writes this journal still runs; false if the file is gone */
    public static boolean isBeingWritten(Path journal) throws IOException {
        try (FileChannel channel = FileChannel.open(journal, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException taskOfThisProcess) {
            return true;
        } catch (NoSuchFileException ended) {
            return false;
        }
    }

    /**
     * @param journal the content of a journal
     * @return the location of the wheel that was in flight; empty if none was
     */
    public static Optional<String> wheelIn(String journal) {
        return journal.endsWith(END)
                ? Optional.of(journal.substring(0, journal.length() - END.length()))
                : Optional.empty();
    }
}
