package dev.wheelsweep.core.audit;

import dev.wheelsweep.core.audit.ZipOddity.Kind;
import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.zip.CentralDirectory;
import dev.wheelsweep.core.zip.EndOfCentralDirectory;
import dev.wheelsweep.core.zip.ZipEntry;
import dev.wheelsweep.core.zip.ZipFormat;
import dev.wheelsweep.core.zip.ZipFormat.End;
import dev.wheelsweep.core.zip.ZipFormat.End64;
import dev.wheelsweep.core.zip.ZipFormat.Locator64;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/** Looks at the records behind the directory, and at what the file has behind those. */
final class EndAudit {
    private static final long SATURATED_16 = 0xffff;

    private final ByteSource file;
    private final CentralDirectory directory;
    private final OddityList found;

    EndAudit(ByteSource file, CentralDirectory directory, OddityList found) {
        this.file = file;
        this.directory = directory;
        this.found = found;
    }

    void run() throws IOException, FormatException {
        long at = EndOfCentralDirectory.locate(file);
        ByteView end = file.view(Format.ZIP, at, End.LENGTH);
        behind(at, end.u16(End.COMMENT_LENGTH));
        otherEndRecords(at);
        OptionalLong at64 = EndOfCentralDirectory.locate64(file, at);
        if (at64.isPresent()) {
            zip64(end, at64.getAsLong(), at - Locator64.LENGTH);
        } else if (at >= Locator64.LENGTH
                && file.view(Format.ZIP, at - Locator64.LENGTH, Integer.BYTES).u32(0) == Locator64.SIGNATURE) {
            found.add(Kind.ZIP64_LOCATOR_DIFFERS, at - Locator64.LENGTH, "it points to no ZIP64 end record");
        }
        if (directory.prefix() != 0) {
            found.add(
                    Kind.DIRECTORY_OFFSET_DIFFERS,
                    at + End.DIRECTORY_OFFSET,
                    "%d declared, %d found".formatted(directory.offset() - directory.prefix(), directory.offset()));
        }
        if (directory.declaredEntries() != directory.entries().size()) {
            found.add(
                    Kind.ENTRY_COUNT_DIFFERS,
                    at + End.ENTRIES,
                    "%d declared, %d found"
                            .formatted(
                                    directory.declaredEntries(),
                                    directory.entries().size()));
        }
        long declared = directory.entries().stream()
                .mapToLong(ZipEntry::size)
                .reduce(0, (sum, size) -> sum > Long.MAX_VALUE - size ? Long.MAX_VALUE : sum + size);
        if (UploadWalk.isBomb(declared, file.size())) {
            found.add(Kind.DECLARED_BOMB, 0, "%d bytes declared in a file of %d".formatted(declared, file.size()));
        }
    }

    private void behind(long at, int commentLength) {
        long trailing = file.size() - at - End.LENGTH - commentLength;
        if (trailing > 0) {
            found.add(Kind.TRAILING_BYTES, file.size() - trailing, "%d bytes".formatted(trailing));
        } else if (trailing < 0) {
            found.add(Kind.CUT_COMMENT, at + End.COMMENT_LENGTH, "%d bytes are missing".formatted(-trailing));
        }
    }

    /** Those in the directory, and those whose comment ends where the file does, as if they were the right one. */
    private void otherEndRecords(long at) throws IOException, FormatException {
        long from = Math.max(0, file.size() - EndOfCentralDirectory.SEARCHED);
        ByteView tail = file.view(Format.ZIP, from, file.size() - from);
        ByteBuffer bytes = tail.buffer();
        // A small wheel is nearly all tail. Whatever lies across a byte of every four has one of them there.
        for (int i = 0; i < tail.length(); i += Integer.BYTES) {
            int place = placeInSignature(bytes.get(i));
            int record = i - place;
            if (place >= 0 && record >= 0 && record + End.LENGTH <= tail.length()) {
                otherEndRecord(tail, record, at);
            }
        }
    }

    /** @return which byte of an end record's signature this is; a negative number if none */
    private static int placeInSignature(byte b) {
        for (int place = 0; place < Integer.BYTES; place++) {
            if (b == (byte) (End.SIGNATURE >> (place * Byte.SIZE))) {
                return place;
            }
        }
        return -1;
    }

    private void otherEndRecord(ByteView tail, int record, long at) throws FormatException {
        long offset = tail.origin() + record;
        if (tail.u32(record) != End.SIGNATURE || offset == at) {
            return;
        }
        boolean reachesTheEnd = record + End.LENGTH + tail.u16(record + End.COMMENT_LENGTH) == tail.length();
        if (reachesTheEnd || offset >= directory.offset()) {
            found.add(Kind.SECOND_END_RECORD, offset, "zipfile takes the one at %d".formatted(at));
        }
    }

    private void zip64(ByteView end, long at64, long locatorAt) throws IOException, FormatException {
        ByteView end64 = file.view(Format.ZIP, at64, End64.LENGTH);
        boolean differ = differ(end.u16(End.ENTRIES), SATURATED_16, end64.s64(End64.ENTRIES))
                || differ(end.u32(End.DIRECTORY_SIZE), ZipFormat.SATURATED_32, end64.s64(End64.DIRECTORY_SIZE))
                || differ(end.u32(End.DIRECTORY_OFFSET), ZipFormat.SATURATED_32, end64.s64(End64.DIRECTORY_OFFSET))
                || end64.s64(End64.ENTRIES_ON_DISK) != end64.s64(End64.ENTRIES);
        if (differ) {
            found.add(Kind.ZIP64_DIFFERS, at64, "zipfile takes the ZIP64 record");
        }
        if (end64.s64(End64.RECORD_SIZE) != End64.LENGTH - End64.SIZE_EXCLUDES || at64 + End64.LENGTH != locatorAt) {
            found.add(Kind.ZIP64_EXTENSIBLE_DATA, at64, "%d bytes".formatted(locatorAt - at64 - End64.LENGTH));
        }
        long declared = file.view(Format.ZIP, locatorAt, Locator64.LENGTH).s64(Locator64.END_OFFSET);
        if (declared != at64) {
            found.add(Kind.ZIP64_LOCATOR_DIFFERS, locatorAt, "to %d, the record is at %d".formatted(declared, at64));
        }
    }

    /** Where the narrow field is saturated it says nothing. */
    private static boolean differ(long narrow, long saturated, long wide) {
        return narrow != saturated && narrow != wide;
    }
}
