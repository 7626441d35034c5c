package dev.wheelsweep.core.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.audit.UploadWalk.Objection;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.zip.CentralDirectory;
import dev.wheelsweep.core.zip.LocalHeaders;
import dev.wheelsweep.core.zip.SparseSource;
import dev.wheelsweep.core.zip.ZipBuilder;
import dev.wheelsweep.core.zip.ZipEntryBuilder;
import dev.wheelsweep.core.zip.ZipEntryBuilder.Descriptor;
import dev.wheelsweep.core.zip.ZipFormat;
import dev.wheelsweep.core.zip.ZipRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Archives of one stored entry {@code a} of 14 bytes, with one change: its local header is at 0, its data at 31, its
 * central header at 45, the end record at 92, and the file ends at 114.
 */
class UploadWalkTest {
    private static final byte[] TEXT = "print('hello')".getBytes(US_ASCII);
    private static final int DATA = 30 + 1;
    private static final int CENTRAL = DATA + 14;
    private static final int END = CENTRAL + 46 + 1;
    private static final int FILE = END + 22;
    private static final byte[] TWO_BYTES = {1, 2};

    private record Case(ZipBuilder zip, long offset, String detail) {}

    private static ZipEntryBuilder a() {
        return ZipEntryBuilder.stored("a", TEXT);
    }

    private static ZipBuilder with(ZipEntryBuilder entry) {
        return new ZipBuilder().entry(entry);
    }

    private static ZipEntryBuilder raw(byte... name) {
        return ZipEntryBuilder.of(name, 0, TEXT, TEXT);
    }

    /** The entry whose two headers say that its data ends at a place of the file, where the next record is expected. */
    private static ZipEntryBuilder reachingTo(int place) {
        Consumer<ZipRecord> sizes =
                header -> header.set("compressed size", place - DATA).set("size", place - DATA);
        return a().withLocal(sizes).withCentral(sizes);
    }

    private static byte[] signature(long signature, int zeros) {
        return ZipEntryBuilder.join(new ZipRecord().field("", 4, signature).bytes(), new byte[zeros]);
    }

    private static ZipEntryBuilder zip64(ZipEntryBuilder entry, int length) {
        return entry.withLocalExtra(ZipEntryBuilder.extra(ZipFormat.Extra.ZIP64, new byte[length]));
    }

    /** With a ZIP64 field of some length that begins with these values, and that the header does not point to. */
    private static ZipEntryBuilder sizes(ZipEntryBuilder entry, int length, long... values) {
        ByteBuffer field = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.stream(values).forEach(field::putLong);
        return entry.withLocalExtra(ZipEntryBuilder.extra(ZipFormat.Extra.ZIP64, field.array()));
    }

    /** With a Unicode Path field, whose CRC-32 is that of another name, so that zipfile ignores it. */
    private static ZipEntryBuilder unicodePath(byte... name) {
        byte[] field = ZipEntryBuilder.join(new byte[] {1, 0, 0, 0, 0}, name);
        return a().withLocalExtra(ZipEntryBuilder.extra(ZipFormat.Extra.UNICODE_PATH, field));
    }

    private static ZipEntryBuilder deflated() {
        return ZipEntryBuilder.deflated("a", TEXT);
    }

    private static List<Case> records() {
        return List.of(
                new Case(with(reachingTo(FILE)), FILE, "the file ends without an end record"),
                new Case(with(reachingTo(FILE + 1)), 0, "data after the end of the file"),
                new Case(with(a()).withGapBeforeDirectory(TWO_BYTES), CENTRAL, "bytes that belong to no record"),
                new Case(with(a()).withPrefix(TWO_BYTES), 0, "bytes that belong to no record"),
                new Case(
                        with(reachingTo(FILE)).withComment(signature(ZipFormat.Local.SIGNATURE, 25)),
                        FILE,
                        "a cut local header"),
                new Case(
                        with(reachingTo(FILE)).withComment(signature(ZipFormat.Central.SIGNATURE, 41)),
                        FILE,
                        "a cut central header"),
                // A whole central header that is outside the directory.
                new Case(
                        with(reachingTo(FILE)).withComment(signature(ZipFormat.Central.SIGNATURE, 42)),
                        FILE,
                        "a central header without a local one"),
                new Case(
                        with(reachingTo(FILE)).withComment(signature(ZipFormat.End64.SIGNATURE, 51)),
                        FILE,
                        "a cut ZIP64 end record"),
                // The record's own offset field looks like another record.
                new Case(
                        with(reachingTo(END + 16)).withEnd(it -> it.set("directory offset", ZipFormat.End.SIGNATURE)),
                        END + 16,
                        "a cut end record"),
                new Case(
                        with(a()).entry(a().withCentral(it -> it.set("local header offset", 0))),
                        CENTRAL,
                        "two local headers of one name"));
    }

    private static List<Case> localHeaders() {
        return List.of(
                new Case(with(raw((byte) '\n')), 0, "a control character in a name"),
                new Case(with(raw((byte) 0x7f)), 0, "a control character in a name"),
                new Case(with(raw((byte) 0xff)), 0, "a name that is not UTF-8"),
                new Case(with(a().withDescriptor(Descriptor.WITH_SIGNATURE)), 0, "a data descriptor"),
                new Case(
                        with(a())
                                .withGapBeforeDirectory(
                                        ZipEntryBuilder.stored("b", TEXT).localHeader()),
                        CENTRAL,
                        "a local header that the directory does not list"),
                new Case(with(a().withLocal(it -> it.add("size", 1))), 0, "other sizes than in the directory"),
                new Case(
                        with(a().withLocal(it -> it.add("compressed size", 1))),
                        0,
                        "other sizes than in the directory"),
                new Case(with(a().withLocalExtra(TWO_BYTES)), 0, "an extra field that is no chain of pieces"),
                new Case(with(zip64(zip64(a(), 16), 16)), 0, "two extra fields of one kind"),
                new Case(with(sizes(a(), 8, 1)), 0, "other sizes than in the directory"),
                new Case(with(sizes(deflated(), 16, 0, 1)), 0, "other sizes than in the directory"),
                new Case(with(unicodePath((byte) '\n')), 0, "a control character in a name, in a Unicode Path field"),
                new Case(with(unicodePath((byte) 0xff)), 0, "a name that is not UTF-8, in a Unicode Path field"),
                new Case(with(zip64(a(), 9)), 0, "a ZIP64 field of a wrong length"),
                new Case(with(zip64(a(), 32)), 0, "a ZIP64 field of a wrong length"),
                new Case(with(zip64(deflated(), 8)), 0, "a ZIP64 field of a wrong length"),
                new Case(
                        with(zip64(a().withLocal(it -> it.set("size", ZipFormat.SATURATED_32)), 0)),
                        0,
                        "a ZIP64 field of a wrong length"));
    }

    private static List<Case> directoryAndEnds() {
        // Both headers of the first entry say that its data includes the second entry.
        int directory = 2 * CENTRAL;
        ZipBuilder hidden = with(reachingTo(directory)).stored("b", TEXT);
        return List.of(
                new Case(with(a().withComment(TWO_BYTES)), CENTRAL, "a comment of an entry"),
                new Case(with(a().withCentral(it -> it.add("name length", 200))), CENTRAL, "a cut central header"),
                new Case(
                        with(a()).withZip64().withExtensibleData(TWO_BYTES),
                        END,
                        "a ZIP64 end record with extensible data"),
                new Case(with(a()).withEnd64(it -> it.set("entries", 2)), END, "a ZIP64 end record with another count"),
                new Case(
                        with(a()).withEnd64(it -> it.set("entries on disk", 2)),
                        END,
                        "a ZIP64 end record with another count"),
                new Case(with(a()).withEnd(it -> it.set("entries on disk", 2)), END, "entries on other disks"),
                new Case(
                        with(a()).withEnd(it -> it.set("entries", 2).set("entries on disk", 2)),
                        END,
                        "an end record with another count"),
                new Case(
                        with(a()).withEnd(it -> it.add("directory offset", 1)),
                        END,
                        "an end record with another place of the directory"),
                new Case(
                        new ZipBuilder().withEnd(it -> it.add("directory offset", 1)),
                        0,
                        "an end record with another place of the directory"),
                new Case(with(a()).withTrailing(TWO_BYTES), END, "bytes after the end record"),
                new Case(hidden, directory + 46 + 1, "a central header without a local one"));
    }

    @Test
    void reportsWhatPypiWouldRefuseAndWhere() throws IOException, FormatException {
        List<Case> cases = new ArrayList<>(records());
        cases.addAll(localHeaders());
        cases.addAll(directoryAndEnds());
        for (Case it : cases) {
            assertThat(objection(it.zip)).as(it.detail).contains(new Objection(it.offset, it.detail));
        }
    }

    @Test
    void acceptsWhatPypiAccepts() throws IOException, FormatException {
        for (ZipBuilder zip : List.of(
                new ZipBuilder(),
                with(a()),
                with(a()).withZip64(),
                with(a()).withComment(TWO_BYTES),
                with(zip64(a(), 0)),
                with(sizes(a(), 8, TEXT.length)),
                with(sizes(deflated(), 24, 0, ZipEntryBuilder.deflate(TEXT).length)),
                with(sizes(deflated(), 28, 0, ZipEntryBuilder.deflate(TEXT).length)),
                with(unicodePath("other".getBytes(UTF_8))),
                with(unicodePath()))) {
            assertThat(objection(zip)).isEmpty();
        }
    }

    @Test
    void aBombIsLargeAndManyTimesTheSizeOfItsFile() {
        long large = 64L << 20;
        assertThat(PypiUploadRules.isBomb(large, 1)).isFalse();
        assertThat(PypiUploadRules.isBomb(large + 1, 1)).isTrue();
        assertThat(PypiUploadRules.isBomb(100 * large, 2 * large)).isFalse();
        assertThat(PypiUploadRules.isBomb(100 * large + 1, 2 * large)).isTrue();
    }

    private static Optional<Objection> objection(ZipBuilder zip) throws IOException, FormatException {
        SparseSource file = zip.source();
        return UploadWalk.objection(file, CentralDirectory.read(file), new LocalHeaders(file));
    }
}
