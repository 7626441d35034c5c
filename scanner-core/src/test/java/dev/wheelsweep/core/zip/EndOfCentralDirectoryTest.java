package dev.wheelsweep.core.zip;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One entry, {@code a} with one byte: local header at 0, central header at 32, end record at 32 + 47 = 79. */
class EndOfCentralDirectoryTest {
    private static final int DIRECTORY = 30 + 1 + 1;
    private static final int DIRECTORY_SIZE = 46 + 1;
    private static final int END = DIRECTORY + DIRECTORY_SIZE;
    private static final int END_64 = 56;
    private static final int LOCATOR = 20;
    private static final byte[] END_SIGNATURE = {'P', 'K', 5, 6};

    private record Good(String name, ZipBuilder zip, Found expected) {}

    private record Bad(String name, SparseSource file, Format format, Reason reason, long offset) {}

    private static ZipBuilder one() {
        return new ZipBuilder().stored("a", new byte[] {1});
    }

    /** The values that a reader takes from the records; the audit's tests compare the records themselves. */
    private record Found(long directoryOffset, long directorySize, long prefix, long declaredEntries) {
        static Found of(EndOfCentralDirectory end) {
            return new Found(end.directoryOffset(), end.directorySize(), end.prefix(), end.declaredEntries());
        }
    }

    private static Found at(long offset, long prefix, long entries) {
        return new Found(offset, DIRECTORY_SIZE, prefix, entries);
    }

    private static final List<Good> GOOD = List.of(
            new Good("plain", one(), at(DIRECTORY, 0, 1)),
            new Good("comment", one().withComment("hello".getBytes(US_ASCII)), at(DIRECTORY, 0, 1)),
            new Good("longest comment", one().withComment(new byte[0xffff]), at(DIRECTORY, 0, 1)),
            new Good(
                    "comment shorter than declared",
                    one().withComment(new byte[3]).withEnd(end -> end.set("comment length", 9)),
                    at(DIRECTORY, 0, 1)),
            new Good("trailing bytes", one().withTrailing(new byte[100]), at(DIRECTORY, 0, 1)),
            new Good(
                    "as many trailing bytes as are searched",
                    one().withTrailing(new byte[1 << 16]),
                    at(DIRECTORY, 0, 1)),
            new Good("prefix", one().withPrefix(new byte[1000]), at(1000 + DIRECTORY, 1000, 1)),
            new Good("gap", one().withGapBeforeDirectory(new byte[7]), at(DIRECTORY + 7, 0, 1)),
            new Good(
                    "declared offset after the real one",
                    one().withEnd(end -> end.add("directory offset", 5)),
                    at(DIRECTORY, -5, 1)),
            new Good("wrong count", one().withEnd(end -> end.set("entries", 77)), at(DIRECTORY, 0, 77)),
            new Good("ZIP64", one().withZip64(), at(DIRECTORY, 0, 1)),
            new Good("ZIP64 after a prefix", one().withZip64().withPrefix(new byte[9]), at(9 + DIRECTORY, 9, 1)),
            new Good("ZIP64 with extensible data", one().withExtensibleData(new byte[8]), at(DIRECTORY, 0, 1)),
            new Good(
                    "ZIP64 record right before a locator that points elsewhere",
                    one().withLocator(locator -> locator.set("end offset", 3)),
                    at(DIRECTORY, 0, 1)),
            new Good(
                    "ZIP64 record of another size than the locator shows",
                    one().withEnd64(end -> end.set("record size", 45)),
                    at(DIRECTORY, 0, 1)),
            new Good(
                    "locator without a record: the plain one counts",
                    one().withEnd64(end -> end.set("signature", 0))
                            .withEnd(end -> end.set("directory offset", DIRECTORY)),
                    new Found(DIRECTORY + END_64 + LOCATOR, DIRECTORY_SIZE, END_64 + LOCATOR, 1)));

    /** The end of an archive without entries, cut off one byte after the start of its ZIP64 end record. */
    private static final byte[] LOCATOR_AND_END =
            Arrays.copyOfRange(new ZipBuilder().withZip64().bytes(), 1, END_64 + LOCATOR + 22);

    private static final List<Bad> BAD = List.of(
            new Bad("nothing", SparseSource.of(new byte[0]), Format.FILE, Reason.EMPTY_FILE, 0),
            new Bad("one byte", SparseSource.of(new byte[1]), Format.ZIP, Reason.NOT_A_ZIP, 0),
            new Bad(
                    "HTML",
                    SparseSource.of("<!DOCTYPE html><p>not found".getBytes(US_ASCII)),
                    Format.ZIP,
                    Reason.NOT_A_ZIP,
                    0),
            new Bad("half a signature", SparseSource.of(new byte[] {'P', 'K', 3}), Format.ZIP, Reason.NOT_A_ZIP, 0),
            new Bad(
                    "local header only",
                    SparseSource.of(Arrays.copyOf(one().bytes(), DIRECTORY)),
                    Format.ZIP,
                    Reason.NO_END_OF_CENTRAL_DIRECTORY,
                    DIRECTORY),
            new Bad(
                    "one byte more after the end than is searched",
                    one().withTrailing(new byte[(1 << 16) + 1]).source(),
                    Format.ZIP,
                    Reason.NO_END_OF_CENTRAL_DIRECTORY,
                    END + 22 + (1 << 16) + 1),
            new Bad(
                    "end record without its last byte",
                    SparseSource.of(Arrays.copyOf(one().bytes(), END + 21)),
                    Format.ZIP,
                    Reason.NO_END_OF_CENTRAL_DIRECTORY,
                    END),
            new Bad(
                    "end record signature in the trailing bytes",
                    one().withTrailing(END_SIGNATURE).source(),
                    Format.ZIP,
                    Reason.NO_END_OF_CENTRAL_DIRECTORY,
                    END + 22),
            new Bad(
                    "directory larger than what precedes it",
                    one().withEnd(end -> end.set("directory size", END + 1)).source(),
                    Format.ZIP,
                    Reason.BAD_END_OF_CENTRAL_DIRECTORY,
                    END),
            new Bad(
                    "ZIP64 directory of 2^64-1 bytes",
                    one().withEnd64(end -> end.set("directory size", -1)).source(),
                    Format.ZIP,
                    Reason.BAD_END_OF_CENTRAL_DIRECTORY,
                    END),
            new Bad(
                    "locator with no room for a record before it",
                    SparseSource.of(LOCATOR_AND_END),
                    Format.ZIP,
                    Reason.BAD_END_OF_CENTRAL_DIRECTORY,
                    END_64 - 1),
            new Bad(
                    "ZIP64 record on disk 1",
                    one().withLocator(locator -> locator.set("end disk", 1)).source(),
                    Format.ZIP,
                    Reason.MULTI_DISK,
                    END + END_64),
            new Bad(
                    "two disks",
                    one().withLocator(locator -> locator.set("disks", 2)).source(),
                    Format.ZIP,
                    Reason.MULTI_DISK,
                    END + END_64));

    @Test
    void findsTheDirectory() throws IOException, FormatException {
        for (Good good : GOOD) {
            assertThat(Found.of(EndOfCentralDirectory.find(good.zip.source())))
                    .as(good.name)
                    .isEqualTo(good.expected);
        }
    }

    @Test
    void everyErrorHasReasonAndOffset() {
        for (Bad bad : BAD) {
            FormatException refusal =
                    catchThrowableOfType(FormatException.class, () -> EndOfCentralDirectory.find(bad.file));
            assertThat(refusal)
                    .as(bad.name)
                    .isNotNull()
                    .returns(bad.format, FormatException::format)
                    .returns(bad.reason, FormatException::reason)
                    .returns(bad.offset, FormatException::offset);
        }
    }

    @Test
    void theLastSignatureWinsOverOneInTheComment() throws IOException, FormatException {
        byte[] inner = one().bytes();
        ZipBuilder outer = one().stored("b", new byte[] {2}).withComment(inner);
        assertThat(EndOfCentralDirectory.find(outer.source()).declaredEntries()).isEqualTo(1);
    }
}
