package dev.wheelsweep.core.wheel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The facts of the three files, and those that are left if some cannot be read. {@link DistInfoFolderTest} tests how
 * they are found.
 */
class DistInfoTest {
    private static final String NAME = "pkg-1.0-cp312-cp312-linux_x86_64.whl";
    private static final String WHEEL = "pkg-1.0.dist-info/WHEEL";
    private static final String METADATA = "pkg-1.0.dist-info/METADATA";
    private static final String RECORD = "pkg-1.0.dist-info/RECORD";

    private static final String WHEEL_TEXT = """
            Wheel-Version: 1.0
            Generator: setuptools (80.9.0)
            Root-Is-Purelib: False
            Tag: cp312-cp312-linux_x86_64
            Tag: py3-none-py3-none-manylinux2014_aarch64
            Generator: auditwheel 6.7.0
            """;

    private static final DistInfo COMPLETE = new DistInfo(
            List.of("setuptools (80.9.0)", "auditwheel 6.7.0"),
            Optional.of(false),
            List.of("cp312-cp312-linux_x86_64", "py3-none-py3-none-manylinux2014_aarch64"),
            Optional.of(">=3.9,!=3.9.1"),
            List.of(),
            List.of(),
            true,
            0,
            0,
            Optional.of(new Declarations(
                    List.of("pkg-1.0.dist-info"),
                    Optional.of("1.0"),
                    Optional.of("Pkg"),
                    Optional.of("1.0"),
                    List.of("six", "tbb; extra == 'x'"))));

    private static MemoryArchive archive() {
        return new MemoryArchive()
                .with("pkg/", "")
                .with("pkg/a.py", "")
                .with(WHEEL, WHEEL_TEXT)
                .with(
                        METADATA,
                        "Metadata-Version: 2.4\nName: Pkg\nVersion: 1.0\nRequires-Python: >=3.9,!=3.9.1\nRequires-Dist: six\nRequires-Dist: tbb; extra == 'x'\n\nRequires-Python: body\n")
                .with(RECORD, record("pkg/a.py", WHEEL, METADATA, RECORD));
    }

    private static String record(String... names) {
        return List.of(names).stream().map(name -> name + ",sha256=x,1\n").collect(Collectors.joining());
    }

    private static DistInfo.Parsed read(MemoryArchive archive) throws IOException, FormatException {
        return DistInfo.read(WheelFilename.parse(NAME), archive);
    }

    private static DistInfo facts(MemoryArchive archive) throws IOException, FormatException {
        DistInfo.Parsed reading = read(archive);
        assertThat(reading.failures()).isEmpty();
        return reading.facts();
    }

    @Test
    void readsAllThreeFiles() throws IOException, FormatException {
        assertThat(facts(archive())).isEqualTo(COMPLETE);
    }

    @Test
    void readsAWheelWithoutMetadata() throws IOException, FormatException {
        DistInfo facts = facts(archive().without(METADATA).with(RECORD, record("pkg/a.py", WHEEL, RECORD)));
        assertThat(facts.requiresPython()).isEmpty();
        assertThat(facts.tags()).isEqualTo(COMPLETE.tags());
        assertThat(facts.recorded()).isTrue();
    }

    @Test
    void withoutRecordNothingIsKnownToBeUnrecorded() throws IOException, FormatException {
        DistInfo facts = facts(archive().without(RECORD));
        assertThat(facts.recorded()).isFalse();
        assertThat(facts.unrecorded()).isEmpty();
        assertThat(facts.unrecordedCount()).isZero();
        assertThat(facts.requiresPython()).isEqualTo(COMPLETE.requiresPython());
    }

    @Test
    void readsRootIsPurelibInUpperAndLowerCase() throws IOException, FormatException {
        record Case(String header, Optional<Boolean> expected) {}
        for (Case wanted : List.of(
                new Case("Root-Is-Purelib: true", Optional.of(true)),
                new Case("root-is-purelib: TRUE", Optional.of(true)),
                new Case("Root-Is-Purelib: False", Optional.of(false)),
                new Case("Root-Is-Purelib: maybe", Optional.empty()),
                new Case("Root-Is-Purelib:", Optional.empty()),
                new Case("Wheel-Version: 1.0", Optional.empty()))) {
            assertThat(facts(archive().with(WHEEL, wanted.header + "\n")).rootIsPurelib())
                    .as(wanted.header)
                    .isEqualTo(wanted.expected);
        }
    }

    @Test
    void findsEntriesThatRecordDoesNotList() throws IOException, FormatException {
        DistInfo facts = facts(archive()
                .with("pkg/native.so", "")
                .with("pkg\\b.py", "")
                .with("pkg\\c.py", "")
                .with("pkg/empty/", "")
                .with("pkg-1.0.dist-info/RECORD.jws", "")
                .with("pkg-1.0.dist-info/RECORD.p7s", "")
                .with("other/RECORD", "")
                .with(RECORD, record("pkg\\a.py", "pkg/b.py", WHEEL, METADATA)));
        assertThat(facts.unrecorded()).containsExactly("pkg/native.so", "pkg/c.py", "other/RECORD");
        assertThat(facts.unrecordedCount()).isEqualTo(3);
        assertThat(facts.phantoms()).isEmpty();
    }

    @Test
    void findsNamesInRecordThatNoEntryHas() throws IOException, FormatException {
        DistInfo facts = facts(archive()
                .with(
                        RECORD,
                        record(
                                "pkg/a.py",
                                "pkg/gone.py",
                                "pkg\\lost.py",
                                "pkg/gone.py",
                                "pkg/folder/",
                                "PKG/a.py",
                                WHEEL,
                                METADATA,
                                RECORD,
                                RECORD + ".jws",
                                RECORD + ".p7s")));
        assertThat(facts.phantoms()).containsExactly("pkg/gone.py", "pkg/lost.py", "PKG/a.py");
        assertThat(facts.phantomCount()).isEqualTo(3);
        assertThat(facts.unrecorded()).isEmpty();
    }

    @Test
    void cutsListsButNotCounts() throws IOException, FormatException {
        MemoryArchive archive = archive();
        IntStream.range(0, 150).forEach(i -> archive.with("u" + i, ""));
        archive.with(
                RECORD,
                record(IntStream.range(0, 120).mapToObj(i -> "p" + i).toArray(String[]::new))
                        + record("pkg/a.py", WHEEL, METADATA));
        DistInfo facts = facts(archive);
        assertThat(facts.unrecorded())
                .hasSize(DistInfo.MAX_NAMES)
                .startsWith("u0")
                .endsWith("u99");
        assertThat(facts.unrecordedCount()).isEqualTo(150);
        assertThat(facts.phantoms())
                .hasSize(DistInfo.MAX_NAMES)
                .startsWith("p0")
                .endsWith("p99");
        assertThat(facts.phantomCount()).isEqualTo(120);
    }

    @Test
    void keepsTheFactsOfTheOtherFilesIfOneIsBad() throws IOException, FormatException {
        DistInfo.Parsed badMetadata = read(archive().with(METADATA, "<html>"));
        assertThat(failures(badMetadata))
                .containsExactly(METADATA
                        + " metadata: bad_metadata at offset 0: no \"Key: value\" line where the first should be");
        assertThat(badMetadata.facts().tags()).isEqualTo(COMPLETE.tags());
        assertThat(badMetadata.facts().requiresPython()).isEmpty();
        assertThat(badMetadata.facts().recorded()).isTrue();

        DistInfo.Parsed badWheel = read(archive()
                .withFault(WHEEL, new FormatException(Format.DEFLATE, Reason.TRUNCATED_STREAM, 77, "ends in a block")));
        assertThat(failures(badWheel))
                .containsExactly(WHEEL + " deflate: truncated_stream at offset 77: ends in a block");
        assertThat(badWheel.facts().tags()).isEmpty();
        assertThat(badWheel.facts().rootIsPurelib()).isEmpty();
        assertThat(badWheel.facts().requiresPython()).isEqualTo(COMPLETE.requiresPython());

        DistInfo.Parsed badRecord = read(archive().with(RECORD, "x".repeat(RecordFile.MAX_NAME + 1)));
        assertThat(failures(badRecord))
                .containsExactly(
                        RECORD + " metadata: limit_record_name_bytes at offset 4096: a name of more than 4096 bytes");
        assertThat(badRecord.facts().recorded()).isFalse();
        assertThat(badRecord.facts().unrecorded()).isEmpty();
        assertThat(badRecord.facts().tags()).isEqualTo(COMPLETE.tags());
    }

    @Test
    void aValueThatIsTooLongHidesNothingElseOfItsFile() throws IOException, FormatException {
        String tooLong = "x".repeat(HeaderBlock.MAX_VALUE);
        DistInfo.Parsed reading = read(archive()
                .with(METADATA, "Name: Pkg\nRequires-Python: %s\nVersion: 1.0\nRequires-Dist: six\n".formatted(tooLong))
                .with(WHEEL, "Wheel-Version: 1.0\nGenerator: %1$s\nTag: a-b-c\nTag: %1$s\n".formatted(tooLong)));
        assertThat(failures(reading))
                .containsExactly(
                        WHEEL + " metadata: limit_header_bytes at offset 29: a value of 4098 bytes, more than 4096",
                        METADATA + " metadata: limit_header_bytes at offset 26: a value of 4098 bytes, more than 4096");
        assertThat(reading.metadata().name()).contains("Pkg");
        assertThat(reading.metadata().version()).contains("1.0");
        assertThat(reading.metadata().requiresDist()).containsExactly("six");
        assertThat(reading.facts().requiresPython()).isEmpty();
        assertThat(reading.facts().tags()).containsExactly("a-b-c");
        assertThat(reading.facts().generators()).isEmpty();
    }

    @Test
    void doesNotReadFilesThatAreTooLarge() throws IOException, FormatException {
        DistInfo.Parsed reading = read(archive()
                .with(WHEEL, "a".repeat(1_048_577))
                .with(METADATA, "Requires-Python: >=3.9,!=3.9.1\n\n" + "a".repeat(1_048_577))
                .with(RECORD, "a".repeat(16_777_217)));
        assertThat(failures(reading))
                .containsExactly(
                        WHEEL + " metadata: limit_text_bytes at offset 1048576: \"" + WHEEL
                                + "\" has more than 1048576 bytes",
                        RECORD + " metadata: limit_text_bytes at offset 16777216: \"" + RECORD
                                + "\" has more than 16777216 bytes");
        assertThat(reading.facts().requiresPython()).isEqualTo(COMPLETE.requiresPython());
    }

    private static List<String> failures(DistInfo.Parsed reading) {
        return reading.failures().stream()
                .map(failure ->
                        failure.entry().orElse("") + " " + failure.cause().getMessage())
                .toList();
    }
}
