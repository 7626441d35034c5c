package dev.wheelsweep.core.audit;

import dev.wheelsweep.core.audit.ZipOddity.Kind;
import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.zip.CentralDirectory;
import dev.wheelsweep.core.zip.EndOfCentralDirectory;
import dev.wheelsweep.core.zip.EndRecord;
import dev.wheelsweep.core.zip.Zip64EndRecord;
import dev.wheelsweep.core.zip.Zip64Locator;
import dev.wheelsweep.core.zip.ZipFormat;
import dev.wheelsweep.core.zip.ZipFormat.End;
import dev.wheelsweep.core.zip.ZipFormat.End64;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Checks the records after the directory, and what follows them in the file. */
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
        EndOfCentralDirectory end = directory.end();
        EndRecord record = end.record();
        long at = record.offset();
        afterEnd(at, record.commentLength());
        otherEndRecords(at);
        otherDisk(at, record.disk(), record.directoryDisk());
        if (end.record64().isPresent()) {
            zip64(record, end.locator().orElseThrow(), end.record64().get());
        } else {
            end.locator()
                    .ifPresent(locator -> found.add(
                            Kind.ZIP64_LOCATOR_DIFFERS, locator.offset(), "it points to no ZIP64 end record"));
        }
        if (end.prefix() != 0) {
            found.add(
                    Kind.DIRECTORY_OFFSET_DIFFERS,
                    at + End.DIRECTORY_OFFSET,
                    "%d declared, %d found".formatted(directory.offset() - end.prefix(), directory.offset()));
        }
        if (end.declaredEntries() != directory.entries().size()) {
            found.add(
                    Kind.ENTRY_COUNT_DIFFERS,
                    at + End.ENTRIES,
                    "%d declared, %d found"
                            .formatted(
                                    end.declaredEntries(), directory.entries().size()));
        }
        long declared = PypiUploadRules.declaredBytes(directory);
        if (PypiUploadRules.isBomb(declared, file.size())) {
            found.add(Kind.DECLARED_BOMB, 0, "%d bytes declared in a file of %d".formatted(declared, file.size()));
        }
    }

    private void afterEnd(long at, int commentLength) {
        long trailing = file.size() - at - End.LENGTH - commentLength;
        if (trailing > 0) {
            found.add(Kind.TRAILING_BYTES, file.size() - trailing, "%d bytes".formatted(trailing));
        } else if (trailing < 0) {
            found.add(Kind.CUT_COMMENT, at + End.COMMENT_LENGTH, "%d bytes are missing".formatted(-trailing));
        }
    }

    /**
     * Finds end records in the directory, and those whose comment ends with the file, as that of the right one does.
     */
    private void otherEndRecords(long at) throws IOException, FormatException {
        long from = Math.max(0, file.size() - EndOfCentralDirectory.SEARCHED);
        ByteView tail = file.view(Format.ZIP, from, file.size() - from);
        ByteBuffer bytes = tail.buffer();
        // Nearly all of a small wheel is searched. A 4-byte signature always covers one position divisible by four, so
        // testing every fourth byte cannot miss it.
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
            found.add(Kind.SECOND_END_RECORD, offset, "zipfile uses the one at %d".formatted(at));
        }
    }

    private void otherDisk(long at, long disk, long directoryDisk) {
        if (disk != 0 || directoryDisk != 0) {
            found.add(Kind.OTHER_DISK, at, "disk %d, the directory begins on disk %d".formatted(disk, directoryDisk));
        }
    }

    private void zip64(EndRecord end, Zip64Locator locator, Zip64EndRecord end64) {
        otherDisk(end64.offset(), end64.disk(), end64.directoryDisk());
        boolean differ = differ(end.entries(), SATURATED_16, end64.entries())
                || differ(end.directorySize(), ZipFormat.SATURATED_32, end64.directorySize())
                || differ(end.directoryOffset(), ZipFormat.SATURATED_32, end64.directoryOffset())
                || end64.entriesOnDisk() != end64.entries();
        if (differ) {
            found.add(Kind.ZIP64_DIFFERS, end64.offset(), "zipfile uses the ZIP64 record");
        }
        long between = locator.offset() - end64.offset() - End64.LENGTH;
        if (!end64.hasFixedFieldsOnly() || between != 0) {
            found.add(Kind.ZIP64_EXTENSIBLE_DATA, end64.offset(), "%d bytes".formatted(between));
        }
        if (locator.endOffset() != end64.offset()) {
            found.add(
                    Kind.ZIP64_LOCATOR_DIFFERS,
                    locator.offset(),
                    "to %d, the record is at %d".formatted(locator.endOffset(), end64.offset()));
        }
    }

    /** A saturated narrow field only refers to the wide one. */
    private static boolean differ(long narrow, long saturated, long wide) {
        return narrow != saturated && narrow != wide;
    }
}
