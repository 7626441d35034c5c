package dev.wheelsweep.core.scan;

import dev.wheelsweep.core.input.FileStamp;
import dev.wheelsweep.core.input.FileStateException;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.InputFile;
import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.input.Limits;
import dev.wheelsweep.core.input.RangeReader;
import dev.wheelsweep.core.input.RangedFile;
import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.wheel.WheelFilename;
import dev.wheelsweep.core.zip.EntryReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The pipeline from a path to a report. Reusable, but not thread-safe, because it owns the memory that entries are
 * decoded into: use one per thread.
 */
public final class WheelScanner {

    /** How often a file is read whose reading fails, with pauses that grow. */
    private static final int ATTEMPTS = 3;

    private static final Duration PAUSE = Duration.ofMillis(50);

    /** {@link InputMode#open}; tests replace it to change the file during a scan. */
    interface Opening {
        InputFile open(Path path) throws IOException, FormatException;
    }

    private final Opening opening;
    private final Verification verification;
    private final Limits limits;
    private final Repeats repeats;
    private final DecodingMemory memory;
    private final EntryReader entries = new EntryReader();

    /** Decodes what facts need, and no more. */
    public WheelScanner(InputMode mode) {
        this(mode, Verification.NONE);
    }

    public WheelScanner(InputMode mode, Verification verification) {
        this(mode, verification, new Repeats());
    }

    /** @param repeats used by all scanners of the process */
    public WheelScanner(InputMode mode, Verification verification, Repeats repeats) {
        this(mode, verification, repeats, DecodingMemory.own());
    }

    /**
     * @param repeats used by all scanners of the process
     * @param memory used by scanners that mostly wait
     */
    public WheelScanner(InputMode mode, Verification verification, Repeats repeats, DecodingMemory memory) {
        this(mode::open, verification, Limits.DEFAULT, repeats, memory);
    }

    WheelScanner(Opening opening, Limits limits) {
        this(opening, Verification.NONE, limits);
    }

    /** What {@code opening} opens need not be what is at the path, so nothing is compared with it. */
    WheelScanner(Opening opening, Verification verification, Limits limits) {
        this(opening, verification, limits, Repeats.none(), DecodingMemory.own());
    }

    private WheelScanner(
            Opening opening, Verification verification, Limits limits, Repeats repeats, DecodingMemory memory) {
        this.opening = opening;
        this.verification = verification;
        this.limits = limits;
        this.repeats = repeats;
        this.memory = memory;
    }

    /**
     * Reads one wheel.
     *
     * @param path a file with any name and any content
     * @return the report, which also holds every error of the file itself
     * @throws IOException if the machine failed; trying again may help
     */
    public WheelReport scan(Path path) throws IOException {
        return scan(path, path.getFileName().toString());
    }

    /**
     * Reads one wheel from a store that keeps wheels under other names, such as a hash of their content.
     *
     * @param file the wheel's name
     */
    public WheelReport scan(Path path, String file) throws IOException {
        long started = System.nanoTime();
        Optional<WheelFilename> name = Optional.empty();
        try {
            name = Optional.of(WheelFilename.parse(file));
            WheelContents contents = contents(path, name.get());
            return WheelReport.read(file, name.get(), contents, microsSince(started));
        } catch (FormatException bad) {
            return WheelReport.lost(file, name, bad, microsSince(started));
        }
    }

    /**
     * Reads one wheel, and again if the machine fails to read it. What fails each time is the state of the file for now:
     * {@link WheelStatus#UNREADABLE_NOW}, with the system's error.
     *
     * @throws IOException if the thread is interrupted
     */
    public WheelReport scanAgain(Path path, String file) throws IOException {
        long started = System.nanoTime();
        int attempt = 1;
        while (true) {
            try {
                return scan(path, file);
            } catch (InterruptedIOException | ClosedByInterruptException interrupted) {
                throw interrupted;
            } catch (IOException | InternalError failed) {
                if (attempt == ATTEMPTS) {
                    return unreadable(file, failed, microsSince(started));
                }
                LockSupport.parkNanos(PAUSE.multipliedBy(attempt).toNanos());
                attempt++;
            }
        }
    }

    private static WheelReport unreadable(String file, Throwable failed, long micros) {
        // The JVM reports a page that cannot be read by an error without details.
        String detail = failed instanceof InternalError
                ? "a mapped page cannot be read: the disk failed, or the file was truncated"
                : Objects.requireNonNullElseGet(
                        failed.getMessage(), () -> failed.getClass().getSimpleName());
        Optional<WheelFilename> name = Optional.empty();
        try {
            name = Optional.of(WheelFilename.parse(file));
            throw new FormatException(Format.FILE, Reason.UNREADABLE_NOW, 0, detail);
        } catch (FormatException bad) {
            return WheelReport.lost(file, name, bad, micros);
        }
    }

    /**
     * Reads one wheel over a network. Files that were read before are read again, because comparing them would need the
     * other wheel too.
     *
     * @param wheel that this method closes
     * @param file the wheel's name
     * @return the report, which also holds every error of the file itself
     * @throws IOException if a machine or the network failed; trying again may help
     */
    public WheelReport scan(RangeReader wheel, String file) throws IOException {
        return scan(wheel, file, RangedFile.Sizes.DEFAULT);
    }

    WheelReport scan(RangeReader wheel, String file, RangedFile.Sizes sizes) throws IOException {
        long started = System.nanoTime();
        WheelReport report;
        try (wheel) {
            report = report(wheel, file, sizes);
        }
        RangeReader.Traffic traffic = wheel.traffic();
        return report.withCost(new ScanCost(
                traffic.bytes(),
                report.cost().bytesDecoded(),
                microsSince(started),
                OptionalLong.of(traffic.requests())));
    }

    private WheelReport report(RangeReader wheel, String file, RangedFile.Sizes sizes) throws IOException {
        Optional<WheelFilename> name = Optional.empty();
        try {
            name = Optional.of(WheelFilename.parse(file));
            return WheelReport.read(file, name.get(), contents(wheel, name.get(), sizes), 0);
        } catch (FormatException bad) {
            return WheelReport.lost(file, name, bad, 0);
        } catch (FileStateException ended) {
            return WheelReport.lost(file, name, ended.state(), 0);
        }
    }

    private WheelContents contents(RangeReader wheel, WheelFilename name, RangedFile.Sizes sizes)
            throws IOException, FormatException {
        RangedFile input = RangedFile.open(wheel, sizes);
        try {
            WheelContents contents = new ContentsScan(input, entries, memory, verification, limits, Repeats.none())
                    .run(name, Optional.empty());
            requireUnchanged(input.stamp(), wheel.stamp());
            return contents;
        } catch (FileStateException ended) {
            throw ended;
        } catch (FormatException | IOException bad) {
            // If the file changed while it was read, that is the reason to report.
            requireUnchanged(input.stamp(), wheel.stamp());
            throw bad;
        }
    }

    private WheelContents contents(Path path, WheelFilename name) throws IOException, FormatException {
        FileStamp before = FileStamp.of(path);
        try {
            WheelContents contents = read(path, before, name);
            requireUnchanged(before, FileStamp.of(path));
            return contents;
        } catch (FormatException | IOException | InternalError bad) {
            // If the file changed while it was read, that is the reason to report.
            requireUnchanged(before, FileStamp.of(path));
            throw bad;
        }
    }

    private WheelContents read(Path path, FileStamp stamp, WheelFilename name) throws IOException, FormatException {
        InputFile input = opening.open(path);
        try {
            return new ContentsScan(input, entries, memory, verification, limits, repeats)
                    .run(name, Optional.of(new Repeats.Wheel(path, stamp)));
        } finally {
            // No try-with-resources: an error of close() must replace the result, because it makes all facts void.
            input.close();
        }
    }

    private static void requireUnchanged(FileStamp before, FileStamp after) throws FormatException {
        if (!after.equals(before)) {
            throw new FormatException(
                    Format.FILE,
                    Reason.FILE_CHANGED,
                    0,
                    "%d bytes of %s before, %d bytes of %s after"
                            .formatted(before.size(), before.modified(), after.size(), after.modified()));
        }
    }

    private static long microsSince(long nanoTime) {
        return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - nanoTime);
    }
}
