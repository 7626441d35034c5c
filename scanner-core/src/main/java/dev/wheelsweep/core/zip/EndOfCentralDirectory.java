package dev.wheelsweep.core.zip;

import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.zip.ZipFormat.End;
import dev.wheelsweep.core.zip.ZipFormat.End64;
import dev.wheelsweep.core.zip.ZipFormat.Local;
import dev.wheelsweep.core.zip.ZipFormat.Locator64;
import java.io.IOException;
import java.util.Optional;

/**
 * Where the central directory is: the end record (APPNOTE 4.3.16), or the ZIP64 one (4.3.14) that a locator before it
 * points to.
 *
 * <p>The directory is taken to end where the record begins, even if another offset is declared. The difference between the two
 * places is the length of a prefix, by which all declared offsets are too small: CPython calls it {@code concat}.
 *
 * @param directoryOffset where the first central header begins in the file, in bytes
 * @param directorySize bytes, at least 0; the range is within the file
 * @param prefix bytes to add to every offset in the archive; negative if the declared offset is after the real place
 * @param declaredEntries the count as declared, which wraps at 65,536 without ZIP64 and may be wrong
 * @param record the end record itself
 * @param locator the ZIP64 locator before it
 * @param record64 the ZIP64 end record; absent also if the locator points to none
 */
public record EndOfCentralDirectory(
        long directoryOffset,
        long directorySize,
        long prefix,
        long declaredEntries,
        EndRecord record,
        Optional<Zip64Locator> locator,
        Optional<Zip64EndRecord> record64) {
    /** How far from the end of the file CPython looks for the record: the longest comment, and one byte more. */
    public static final int SEARCHED = (1 << 16) + End.LENGTH;

    /**
     * @throws FormatException {@code EMPTY_FILE}, {@code NOT_A_ZIP}, {@code NO_END_OF_CENTRAL_DIRECTORY}, {@code
     *     BAD_END_OF_CENTRAL_DIRECTORY}, {@code MULTI_DISK}
     */
    public static EndOfCentralDirectory find(ByteSource file) throws IOException, FormatException {
        if (file.size() == 0) {
            throw new FormatException(Format.FILE, Reason.EMPTY_FILE, 0, "a file of zero bytes");
        }
        EndRecord record = EndRecord.read(file.view(Format.ZIP, locate(file), End.LENGTH));
        Optional<Zip64Locator> locator = locator(file, record.offset() - Locator64.LENGTH);
        Optional<Zip64EndRecord> record64 = locator.isPresent() ? record64(file, locator.get()) : Optional.empty();
        if (record64.isPresent()) {
            Zip64EndRecord wide = record64.get();
            return of(
                    wide.offset(),
                    ZipFormat.clamped(wide.directorySize()),
                    ZipFormat.clamped(wide.directoryOffset()),
                    ZipFormat.clamped(wide.entries()),
                    record,
                    locator,
                    record64);
        }
        return of(
                record.offset(),
                record.directorySize(),
                record.directoryOffset(),
                record.entries(),
                record,
                locator,
                record64);
    }

    /** @return the offset of the end record that zipfile uses */
    private static long locate(ByteSource file) throws IOException, FormatException {
        long size = file.size();
        if (size >= End.LENGTH) {
            ByteView last = file.view(Format.ZIP, size - End.LENGTH, End.LENGTH);
            if (last.u32(0) == End.SIGNATURE && last.u16(End.COMMENT_LENGTH) == 0) {
                return size - End.LENGTH;
            }
        }
        long from = Math.max(0, size - SEARCHED);
        ByteView tail = file.view(Format.ZIP, from, size - from);
        for (int at = tail.length() - Integer.BYTES; at >= 0; at--) {
            if (tail.u32(at) == End.SIGNATURE) {
                if (tail.length() - at < End.LENGTH) {
                    throw tail.bad(
                            Reason.NO_END_OF_CENTRAL_DIRECTORY,
                            at,
                            "only %d of the %d bytes of the end record are there"
                                    .formatted(tail.length() - at, End.LENGTH));
                }
                return from + at;
            }
        }
        throw missing(file);
    }

    private static FormatException missing(ByteSource file) throws IOException, FormatException {
        ByteView start = file.view(Format.ZIP, 0, Math.min(Integer.BYTES, file.size()));
        boolean beginsLikeZip = start.length() == Integer.BYTES && start.u32(0) == Local.SIGNATURE;
        return beginsLikeZip
                ? new FormatException(
                        Format.ZIP,
                        Reason.NO_END_OF_CENTRAL_DIRECTORY,
                        file.size(),
                        "begins with a local header, but has no end record; perhaps the copy was interrupted")
                : start.bad(Reason.NOT_A_ZIP, 0, "neither a local header at the start nor an end record at the end");
    }

    private static Optional<Zip64Locator> locator(ByteSource file, long at) throws IOException, FormatException {
        if (at < 0) {
            return Optional.empty();
        }
        ByteView bytes = file.view(Format.ZIP, at, Locator64.LENGTH);
        if (bytes.u32(0) != Locator64.SIGNATURE) {
            return Optional.empty();
        }
        Zip64Locator locator = Zip64Locator.read(bytes);
        if (locator.endDisk() != 0 || locator.disks() > 1) {
            throw bytes.bad(
                    Reason.MULTI_DISK,
                    0,
                    "the ZIP64 end record is on disk %d of %d".formatted(locator.endDisk(), locator.disks()));
        }
        if (at < End64.LENGTH) {
            throw bytes.bad(
                    Reason.BAD_END_OF_CENTRAL_DIRECTORY,
                    0,
                    "a ZIP64 locator at %d, but a ZIP64 end record has %d bytes".formatted(at, End64.LENGTH));
        }
        return Optional.of(locator);
    }

    /**
     * CPython 3.14 follows the locator, and the record must end where the locator begins. CPython 3.13 looks right
     * before the locator, which also finds the record after a prefix. If neither finds one, CPython 3.13 uses the plain
     * record.
     */
    private static Optional<Zip64EndRecord> record64(ByteSource file, Zip64Locator locator)
            throws IOException, FormatException {
        long adjacent = locator.offset() - End64.LENGTH;
        long declared = ZipFormat.clamped(locator.endOffset());
        if (declared < adjacent) {
            Optional<Zip64EndRecord> record = record64(file, declared);
            if (record.isPresent() && record.get().recordSize() == locator.offset() - declared - End64.SIZE_EXCLUDES) {
                return record;
            }
        }
        return record64(file, adjacent);
    }

    private static Optional<Zip64EndRecord> record64(ByteSource file, long at) throws IOException, FormatException {
        ByteView bytes = file.view(Format.ZIP, at, End64.LENGTH);
        return bytes.u32(0) == End64.SIGNATURE ? Optional.of(Zip64EndRecord.read(bytes)) : Optional.empty();
    }

    private static EndOfCentralDirectory of(
            long end,
            long size,
            long declaredOffset,
            long entries,
            EndRecord record,
            Optional<Zip64Locator> locator,
            Optional<Zip64EndRecord> record64)
            throws FormatException {
        long offset = end - size;
        if (offset < 0) {
            throw new FormatException(
                    Format.ZIP,
                    Reason.BAD_END_OF_CENTRAL_DIRECTORY,
                    end,
                    "a central directory of %d bytes, but only %d bytes precede the end record".formatted(size, end));
        }
        return new EndOfCentralDirectory(offset, size, offset - declaredOffset, entries, record, locator, record64);
    }
}
