package dev.wheelsweep.core.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.wheelsweep.core.audit.ZipOddity.Kind;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.zip.CentralDirectory;
import dev.wheelsweep.core.zip.EntryNameTest;
import dev.wheelsweep.core.zip.LocalHeaders;
import dev.wheelsweep.core.zip.SparseSource;
import dev.wheelsweep.core.zip.ZipBuilder;
import dev.wheelsweep.core.zip.ZipEntryBuilder;
import dev.wheelsweep.core.zip.ZipEntryBuilder.Descriptor;
import dev.wheelsweep.core.zip.ZipEntryBuilder.Wide;
import dev.wheelsweep.core.zip.ZipFormat;
import dev.wheelsweep.core.zip.ZipRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ArchiveAuditTest {
    private static final byte[] TEXT = "print('hello')".getBytes(UTF_8);
    private static final byte[] JUNK = {1, 2, 3, 4};
    /** Bytes of a header's fixed part and the name "a", and of the two fixed parts after the data. */
    private static final int LOCAL = 30 + 1;

    private static final int LZMA = 14;
    private static final byte[] LOCATOR = new ZipRecord()
            .field("signature", 4, ZipFormat.Locator64.SIGNATURE)
            .field("end disk", 4, 0)
            .field("end offset", 8, 1)
            .field("disks", 4, 1)
            .bytes();

    /** The oddities of an archive, except {@link Kind#INDEX_WOULD_REJECT}, and whether PyPI would reject it. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Case(String name, ZipBuilder zip, boolean rejected, Kind... kinds) {}

    private static ZipBuilder one(UnaryOperator<ZipEntryBuilder> change) {
        return new ZipBuilder().entry(change.apply(ZipEntryBuilder.deflated("a", TEXT)));
    }

    private static ZipBuilder named(String... names) {
        ZipBuilder zip = new ZipBuilder();
        for (String name : names) {
            zip.stored(name, TEXT);
        }
        return zip;
    }

    private static ZipBuilder raw(byte[] name, int flags) {
        return new ZipBuilder().entry(ZipEntryBuilder.of(name, 0, TEXT, TEXT).withFlags(flags));
    }

    private static byte[] second() {
        return new ZipBuilder().bytes();
    }

    private static List<Case> aroundTheArchive() {
        return List.of(
                new Case("nothing odd", named("a", "b/c").withComment(JUNK), false),
                new Case("ZIP64 that no field needs", named("a").withZip64(), false),
                new Case(
                        "a self-extractor",
                        named("a").withPrefix(JUNK),
                        true,
                        Kind.PREFIX_BYTES,
                        Kind.DIRECTORY_OFFSET_DIFFERS),
                new Case("junk before the first entry", one(it -> it.withGap(JUNK)), true, Kind.PREFIX_BYTES),
                new Case(
                        "junk between entries",
                        named("b").entry(ZipEntryBuilder.stored("a", TEXT).withGap(JUNK)),
                        true,
                        Kind.GAP_BYTES),
                new Case("junk before the directory", named("a").withGapBeforeDirectory(JUNK), true, Kind.GAP_BYTES),
                new Case(
                        "an entry that is not listed",
                        named("a")
                                .withGapBeforeDirectory(
                                        ZipEntryBuilder.stored("evil", TEXT).localHeader()),
                        true,
                        Kind.UNLISTED_ENTRY),
                new Case(
                        "two entries of one local header",
                        named("a", "a")
                                .withEnd(it -> {})
                                .entry(ZipEntryBuilder.stored("c", TEXT)
                                        .withCentral(it -> it.set("local header offset", 0))),
                        true,
                        Kind.OVERLAPPING_ENTRIES,
                        Kind.DUPLICATE_NAME,
                        Kind.NAME_DIFFERS,
                        Kind.UNLISTED_ENTRY),
                new Case(
                        "data that reaches into the directory",
                        one(it -> it.withCentral(header -> header.add("compressed size", 9))),
                        true,
                        Kind.OVERLAPPING_ENTRIES,
                        Kind.SIZE_DIFFERS),
                new Case("trailing bytes", named("a").withTrailing(JUNK), true, Kind.TRAILING_BYTES),
                new Case(
                        "a comment that is cut",
                        named("a").withComment(JUNK).withEnd(it -> it.add("comment length", 3)),
                        true,
                        Kind.CUT_COMMENT),
                new Case(
                        "an archive in the comment",
                        named("a").withComment(second()),
                        true,
                        Kind.SECOND_END_RECORD,
                        Kind.UNLISTED_ENTRY,
                        Kind.DIRECTORY_OFFSET_DIFFERS),
                new Case(
                        "a wrong count",
                        named("a").withEnd(it -> it.set("entries", 2)),
                        true,
                        Kind.ENTRY_COUNT_DIFFERS),
                new Case(
                        "two different ends",
                        named("a")
                                .withZip64()
                                .withEnd(it -> it.set("entries", 2).set("entries on disk", 2)),
                        false,
                        Kind.ZIP64_DIFFERS),
                new Case(
                        "a locator to elsewhere",
                        named("a").withLocator(it -> it.add("end offset", 5)),
                        false,
                        Kind.ZIP64_LOCATOR_DIFFERS),
                new Case(
                        "a locator to nothing",
                        one(it -> it.withComment(LOCATOR)),
                        true,
                        Kind.ZIP64_LOCATOR_DIFFERS,
                        Kind.ENTRY_COMMENT),
                new Case("extensible data", named("a").withExtensibleData(JUNK), true, Kind.ZIP64_EXTENSIBLE_DATA),
                new Case(
                        "a ZIP64 end record of another length",
                        named("a").withEnd64(it -> it.add("record size", 1)),
                        true,
                        Kind.ZIP64_EXTENSIBLE_DATA),
                new Case(
                        "two different sizes of the directory",
                        named("a").withZip64().withEnd(it -> it.add("directory size", 1)),
                        false,
                        Kind.ZIP64_DIFFERS),
                new Case(
                        "two different places of the directory",
                        named("a").withZip64().withEnd(it -> it.set("directory offset", 1)),
                        false,
                        Kind.ZIP64_DIFFERS),
                new Case("disk 1", named("a").withEnd(it -> it.set("disk", 1)), false, Kind.OTHER_DISK),
                new Case(
                        "directory on disk 1",
                        named("a").withEnd(it -> it.set("directory disk", 1)),
                        false,
                        Kind.OTHER_DISK),
                new Case("ZIP64 disk 1", named("a").withEnd64(it -> it.set("disk", 1)), false, Kind.OTHER_DISK),
                new Case(
                        "ZIP64 directory on disk 1",
                        named("a").withEnd64(it -> it.set("directory disk", 1)),
                        false,
                        Kind.OTHER_DISK),
                new Case(
                        "entries on other disks",
                        named("a").withEnd64(it -> it.set("entries on disk", 2)),
                        true,
                        Kind.ZIP64_DIFFERS),
                new Case("an archive in an archive", new ZipBuilder().stored("a", second()), false),
                new Case(
                        "a bomb by its declared sizes",
                        one(it -> it.withCentral(header -> header.set("size", 65 << 20))),
                        true,
                        Kind.DECLARED_BOMB,
                        Kind.SIZE_DIFFERS));
    }

    private static List<Case> names() {
        byte[] umlaut = "ä".getBytes(UTF_8);
        byte[] unicodePath = EntryNameTest.unicodePath(new byte[] {'a'}, new byte[] {'!'});
        return List.of(
                new Case("a name twice", named("a", "a"), true, Kind.DUPLICATE_NAME),
                new Case("case", named("A/b", "a/B"), false, Kind.COLLIDING_NAME),
                new Case("normal forms", named("\u00e4", "a\u0308"), false, Kind.COLLIDING_NAME),
                new Case("needless parts", named("a/b", "./a//b"), false, Kind.COLLIDING_NAME),
                new Case("a dot that Windows drops", named("a/b", "a. /b"), false, Kind.COLLIDING_NAME),
                new Case(
                        "another name",
                        one(it -> it.withLocal(
                                header -> header.set("name length", 0).set("extra length", 1))),
                        true,
                        Kind.NAME_DIFFERS,
                        Kind.MALFORMED_EXTRA_FIELD),
                new Case(
                        "a Unicode Path",
                        one(it -> it.withCentralExtra(unicodePath)),
                        false,
                        Kind.UNICODE_PATH_DIFFERS),
                new Case(
                        "a name that is not UTF-8",
                        raw(new byte[] {(byte) 0xff}, 1 << 11),
                        true,
                        Kind.UNDECODABLE_NAME),
                new Case("UTF-8 that is not declared", raw(umlaut, 0), true, Kind.UNDECLARED_ENCODING),
                new Case("Latin-1", raw("ä".getBytes(ISO_8859_1), 0), true, Kind.UNDECLARED_ENCODING),
                new Case("a NUL", named("a\0b"), true, Kind.CONTROL_CHARACTER_IN_NAME),
                new Case("an escape sequence", named("\u001b[31m"), true, Kind.CONTROL_CHARACTER_IN_NAME),
                new Case("no name", named(""), false, Kind.EMPTY_NAME),
                new Case("absolute", named("/a"), false, Kind.UNSAFE_PATH),
                new Case("a path that leaves the folder", named("../a"), false, Kind.UNSAFE_PATH),
                new Case("a path that leaves the folder later", named("a/../../b"), false, Kind.UNSAFE_PATH),
                new Case("a path that leaves the folder at its end", named("a/.."), false, Kind.UNSAFE_PATH),
                new Case("above", named(".."), false, Kind.UNSAFE_PATH),
                new Case("a drive", named("C:a"), false, Kind.UNSAFE_PATH),
                new Case("a backslash", named("a\\b"), false, Kind.UNSAFE_PATH));
    }

    private static List<Case> headers() {
        byte[] zip64 = ZipEntryBuilder.extra(1, new byte[0]);
        return List.of(
                new Case(
                        "no local header",
                        one(it -> it.withLocal(header -> header.set("signature", 0))),
                        true,
                        Kind.LOCAL_HEADER_MISSING,
                        Kind.PREFIX_BYTES),
                new Case("size", one(it -> it.withLocal(h -> h.add("size", 1))), true, Kind.SIZE_DIFFERS),
                new Case("CRC-32", one(it -> it.withLocal(h -> h.add("crc-32", 1))), false, Kind.CRC_DIFFERS),
                new Case("method", one(it -> it.withLocal(h -> h.set("method", 0))), false, Kind.METHOD_DIFFERS),
                new Case("flags", one(it -> it.withLocal(h -> h.set("flags", 1))), false, Kind.FLAGS_DIFFER),
                new Case(
                        "version",
                        one(it -> it.withLocal(h -> h.set("version needed", 1))),
                        false,
                        Kind.VERSION_DIFFERS),
                new Case("date", one(it -> it.withLocal(h -> h.add("date", 1))), false, Kind.TIME_DIFFERS),
                new Case(
                        "a descriptor",
                        one(it -> it.withDescriptor(Descriptor.WITH_SIGNATURE)),
                        true,
                        Kind.DATA_DESCRIPTOR),
                new Case(
                        "a descriptor without signature",
                        one(it -> it.withDescriptor(Descriptor.WITHOUT_SIGNATURE)),
                        true,
                        Kind.DATA_DESCRIPTOR),
                new Case(
                        "a wide descriptor",
                        one(it -> it.withDescriptor(Descriptor.WITH_SIGNATURE).withZip64(Wide.SIZE)),
                        true,
                        Kind.DATA_DESCRIPTOR),
                new Case(
                        "a descriptor that says something else",
                        one(it -> it.withDescriptor(Descriptor.WITH_SIGNATURE)
                                .withCentral(header -> header.add("crc-32", 1))),
                        true,
                        Kind.DATA_DESCRIPTOR,
                        Kind.SIZE_DIFFERS,
                        Kind.GAP_BYTES),
                new Case(
                        "stray bytes in the local extra field",
                        one(it -> it.withLocalExtra(new byte[3])),
                        true,
                        Kind.MALFORMED_EXTRA_FIELD),
                new Case(
                        "an extra field that overruns",
                        one(it -> it.withLocalExtra(new byte[] {9, 9, 9, 9})),
                        true,
                        Kind.MALFORMED_EXTRA_FIELD),
                new Case(
                        "a ZIP64 field that is too short",
                        one(it -> it.withLocalExtra(zip64).withLocal(header -> header.set("size", 0xffffffffL))),
                        true,
                        Kind.MALFORMED_EXTRA_FIELD),
                new Case(
                        "two ZIP64 fields",
                        one(it -> it.withLocalExtra(zip64).withLocalExtra(zip64)),
                        true,
                        Kind.DUPLICATE_EXTRA_FIELD),
                new Case("a comment", one(it -> it.withComment(JUNK)), true, Kind.ENTRY_COMMENT),
                new Case(
                        "another disk",
                        one(it -> it.withCentral(header -> header.set("disk number start", 1))),
                        false,
                        Kind.OTHER_DISK),
                new Case("encrypted", one(it -> it.withFlags(1)), false, Kind.ENCRYPTED_ENTRY),
                new Case(
                        "LZMA",
                        new ZipBuilder().entry(ZipEntryBuilder.of(new byte[] {'a'}, LZMA, TEXT, TEXT)),
                        true,
                        Kind.UNUSUAL_METHOD),
                new Case(
                        "a link",
                        one(it -> it.withCentral(header -> header.set("external attributes", 0xa1ffL << 16))),
                        false,
                        Kind.SYMBOLIC_LINK),
                new Case("a folder with content", named("a/"), false, Kind.FOLDER_WITH_DATA));
    }

    private static List<Case> all() {
        List<Case> all = new ArrayList<>(aroundTheArchive());
        all.addAll(names());
        all.addAll(headers());
        return all;
    }

    @Test
    void findsExactlyTheOddities() throws IOException, FormatException {
        Map<String, String> wrong = new TreeMap<>();
        for (Case it : all()) {
            List<ZipOddity> found = audit(it.zip());
            Set<Kind> expected = EnumSet.noneOf(Kind.class);
            expected.addAll(List.of(it.kinds()));
            if (it.rejected()) {
                expected.add(Kind.INDEX_WOULD_REJECT);
            }
            Set<Kind> kinds = found.stream().map(ZipOddity::kind).collect(toSet());
            if (!kinds.equals(expected)) {
                wrong.put(it.name(), "%s instead of %s".formatted(found, expected));
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** PypiUploadRulesTest, RecordHashesTest and UnreadElfTest find the kinds that are not found in the zip alone. */
    @Test
    void everyKindIsFoundSomewhere() {
        Set<Kind> tried = EnumSet.of(Kind.INDEX_WOULD_REJECT, Kind.RECORD_HASH_DIFFERS, Kind.STREAM_END_DIFFERS);
        all().forEach(it -> tried.addAll(List.of(it.kinds())));

        assertThat(tried).containsExactlyInAnyOrder(Kind.values());
    }

    @Test
    void everyOddityHasItsOffset() throws IOException, FormatException {
        List<ZipOddity> found = audit(named("b")
                .entry(ZipEntryBuilder.stored("a", TEXT).withGap(JUNK).withLocal(header -> header.add("crc-32", 1))));
        long gap = (long) LOCAL + TEXT.length;

        assertThat(found)
                .extracting(ZipOddity::kind, ZipOddity::entry, ZipOddity::offset)
                .contains(
                        tuple(Kind.GAP_BYTES, Optional.empty(), gap),
                        tuple(Kind.CRC_DIFFERS, Optional.of("a"), gap + JUNK.length));
    }

    private static List<ZipOddity> audit(ZipBuilder zip) throws IOException, FormatException {
        SparseSource file = zip.source();
        CentralDirectory directory = CentralDirectory.read(file);
        LocalHeaders locals = new LocalHeaders(file);
        List<ZipOddity> found = new ArrayList<>(ArchiveAudit.of(file, directory, locals));
        PypiUploadRules.zipObjection(file, directory, locals)
                .ifPresent(objection -> found.add(new ZipOddity(
                        Kind.INDEX_WOULD_REJECT, Optional.empty(), objection.offset(), objection.detail())));
        return found;
    }
}
