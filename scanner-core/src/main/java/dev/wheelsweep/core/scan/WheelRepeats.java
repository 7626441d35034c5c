package dev.wheelsweep.core.scan;

import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.FileStamp;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.InputFile;
import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.input.RecordedSource;
import dev.wheelsweep.core.zip.LocalHeaders;
import dev.wheelsweep.core.zip.ZipEntry;
import java.io.IOException;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds the ELF files of one wheel that were read before, in it or in another wheel. Equal sizes and CRC-32 only suggest that:
 * the compressed bytes from which the facts were found must be the same, byte for byte. Others are not compared, since
 * they were not read the first time either.
 *
 * <pre>
 *   wheel read before   ...|####|............|##|.......|#####|...     # read for the facts
 *                             =                =           =
 *   this wheel          ...|####|............|##|.......|#####|...     the same: the same facts
 * </pre>
 */
final class WheelRepeats {
    /** Bytes of the smallest file that is compared: for smaller ones, the other wheel would have to be opened to save little. */
    private static final long LEAST = 64 * 1024;

    private final Repeats repeats;
    private final Optional<Repeats.Wheel> wheel;
    private final RecordedSource file;
    private final LocalHeaders locals;
    private final boolean lookups;
    private long bytesRead;
    /** What other threads wait for. */
    private Optional<Repeats.Content> begun = Optional.empty();

    /**
     * @param wheel the one to read; empty if none of its files is to be found or kept
     * @param file its bytes, in which {@code locals} are read too
     * @param lookups whether symbols and relocations are wanted
     */
    WheelRepeats(
            Repeats repeats, Optional<Repeats.Wheel> wheel, RecordedSource file, LocalHeaders locals, boolean lookups) {
        this.repeats = repeats;
        this.wheel = wheel;
        this.file = file;
        this.locals = locals;
        this.lookups = lookups;
    }

    /** @return bytes of the entry that were compared */
    long bytesRead() {
        return bytesRead;
    }

    /**
     * Begins with the next entry.
     *
     * @return what was found in the same file before; if nothing, {@link #end} must follow once the entry is read
     */
    Optional<Repeats.Known> begin(ZipEntry entry) throws IOException {
        file.forget();
        bytesRead = 0;
        if (wheel.isEmpty() || entry.size() < LEAST) {
            return Optional.empty();
        }
        Repeats.Content content = Repeats.Content.of(entry, lookups);
        Optional<Repeats.Known> known = repeats.begin(content);
        if (known.isEmpty()) {
            begun = Optional.of(content);
            return known;
        }
        OptionalLong offset = locals.deflatedData(entry);
        return offset.isPresent() && isSame(known.get(), offset.getAsLong()) ? known : Optional.empty();
    }

    private boolean isSame(Repeats.Known known, long offset) {
        try (InputFile other = InputMode.READ.open(known.wheel().path())) {
            return FileStamp.of(known.wheel().path()).equals(known.wheel().stamp()) && isSame(other, known, offset);
        } catch (FormatException | IOException unreadable) {
            // Comparing is only a shortcut: if this wheel cannot be read, reading the entry reports it.
            return false;
        }
    }

    private boolean isSame(InputFile other, Repeats.Known known, long offset) throws IOException, FormatException {
        for (RecordedSource.Range range : known.ranges()) {
            int step = other.stride();
            for (long done = 0; done < range.length(); done += step) {
                long at = range.offset() + done;
                long count = Math.min(step, range.length() - done);
                bytesRead += count;
                if (!Arrays.equals(bytes(other, known.offset() + at, count), bytes(file, offset + at, count))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static byte[] bytes(ByteSource source, long offset, long count) throws IOException, FormatException {
        return source.view(Format.ZIP, offset, count).copy(0, count);
    }

    /** The entry was read, or cannot be. */
    void end() {
        begun.ifPresent(repeats::end);
        begun = Optional.empty();
    }

    /**
     * Keeps the facts of a file that was read since {@link #begin}.
     *
     * @param names that it defines
     */
    void keep(ZipEntry entry, EntryScan.Found found, LongBuffer names) throws IOException {
        if (wheel.isEmpty()) {
            return;
        }
        OptionalLong offset = locals.deflatedData(entry);
        if (offset.isEmpty() || found.size() != entry.size() || found.size() < LEAST) {
            return;
        }
        long start = offset.getAsLong();
        file.viewed(start, start + entry.compressedSize()).ifPresent(viewed -> {
            List<RecordedSource.Range> ranges =
                    viewed.stream().map(range -> range.from(start)).toList();
            repeats.keep(
                    Repeats.Content.of(entry, lookups),
                    new Repeats.Known(wheel.get(), start, ranges, found.facts(), names));
        });
    }
}
