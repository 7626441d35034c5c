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
import java.util.OptionalLong;

/**
 * Where the central directory is: the end record (APPNOTE 4.3.16), or the ZIP64 one (4.3.14) that a locator before it
 * points to.
 *
 * <p>The directory is taken to end where the record begins, whatever offset is declared. The difference between the two
 * places is the length of a prefix, by which all declared offsets are too small: CPython calls it {@code concat}.
 *
 * @param directoryOffset where the first central header begins in the file, in bytes
 * @param directorySize bytes, at least 0; the range lies within the file
 * @param prefix bytes to add to every offset in the archive; negative if the declared offset lies behind the real place
 * @param declaredEntries the count as declared, which wraps at 65,536 without ZIP64 and may be wrong
 */
public record EndOfCentralDirectory(long directoryOffset, long directorySize, long prefix, long declaredEntries) {
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
        long at = locate(file);
        OptionalLong at64 = locate64(file, at);
        return at64.isPresent() ? read64(file, at64.getAsLong()) : read(file, at);
    }

    /** @return where the end record is that zipfile takes */
    public static long locate(ByteSource file) throws IOException, FormatException {
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
                        "begins with a local header, but has no end record; cut off while it was copied?")
                : start.bad(Reason.NOT_A_ZIP, 0, "neither a local header at the start nor an end record at the end");
    }

    /**
     * CPython 3.14 follows the locator and wants the record to reach up to it; CPython 3.13 looks right before the
     * locator, which also finds the record behind a prefix. Neither there: CPython 3.13 makes do with the plain record.
     */
    public static OptionalLong locate64(ByteSource file, long end) throws IOException, FormatException {
        long locatorAt = end - Locator64.LENGTH;
        long adjacent = locatorAt - End64.LENGTH;
        if (locatorAt < 0) {
            return OptionalLong.empty();
        }
        ByteView locator = file.view(Format.ZIP, locatorAt, Locator64.LENGTH);
        if (locator.u32(0) != Locator64.SIGNATURE) {
            return OptionalLong.empty();
        }
        if (locator.u32(Locator64.END_DISK) != 0 || locator.u32(Locator64.DISKS) > 1) {
            throw locator.bad(
                    Reason.MULTI_DISK,
                    0,
                    "the ZIP64 end record is on disk %d of %d"
                            .formatted(locator.u32(Locator64.END_DISK), locator.u32(Locator64.DISKS)));
        }
        if (adjacent < 0) {
            throw locator.bad(
                    Reason.BAD_END_OF_CENTRAL_DIRECTORY,
                    0,
                    "a ZIP64 locator at %d, but a ZIP64 end record has %d bytes".formatted(locatorAt, End64.LENGTH));
        }
        long declared = ZipFormat.clamped(locator.s64(Locator64.END_OFFSET));
        if (declared <= adjacent
                && isEnd64(file, declared)
                && recordSize(file, declared) == locatorAt - declared - End64.SIZE_EXCLUDES) {
            return OptionalLong.of(declared);
        }
        return isEnd64(file, adjacent) ? OptionalLong.of(adjacent) : OptionalLong.empty();
    }

    private static boolean isEnd64(ByteSource file, long at) throws IOException, FormatException {
        return file.view(Format.ZIP, at, Integer.BYTES).u32(0) == End64.SIGNATURE;
    }

    private static long recordSize(ByteSource file, long at) throws IOException, FormatException {
        return file.view(Format.ZIP, at, End64.LENGTH).s64(End64.RECORD_SIZE);
    }

    private static EndOfCentralDirectory read(ByteSource file, long at) throws IOException, FormatException {
        ByteView end = file.view(Format.ZIP, at, End.LENGTH);
        refuseOtherDisks(end, end.u16(End.DISK), end.u16(End.DIRECTORY_DISK));
        return of(end, end.u32(End.DIRECTORY_SIZE), end.u32(End.DIRECTORY_OFFSET), end.u16(End.ENTRIES));
    }

    private static EndOfCentralDirectory read64(ByteSource file, long at) throws IOException, FormatException {
        ByteView end = file.view(Format.ZIP, at, End64.LENGTH);
        refuseOtherDisks(end, end.u32(End64.DISK), end.u32(End64.DIRECTORY_DISK));
        return of(
                end,
                ZipFormat.clamped(end.s64(End64.DIRECTORY_SIZE)),
                ZipFormat.clamped(end.s64(End64.DIRECTORY_OFFSET)),
                ZipFormat.clamped(end.s64(End64.ENTRIES)));
    }

    private static void refuseOtherDisks(ByteView end, long disk, long directoryDisk) throws FormatException {
        if (disk != 0 || directoryDisk != 0) {
            throw end.bad(
                    Reason.MULTI_DISK,
                    0,
                    "this is disk %d, the central directory begins on disk %d".formatted(disk, directoryDisk));
        }
    }

    private static EndOfCentralDirectory of(ByteView end, long size, long declaredOffset, long entries)
            throws FormatException {
        long offset = end.origin() - size;
        if (offset < 0) {
            throw end.bad(
                    Reason.BAD_END_OF_CENTRAL_DIRECTORY,
                    0,
                    "a central directory of %d bytes, but only %d bytes precede the end record"
                            .formatted(size, end.origin()));
        }
        return new EndOfCentralDirectory(offset, size, offset - declaredOffset, entries);
    }
}
