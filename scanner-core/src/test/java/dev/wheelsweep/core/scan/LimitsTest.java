package dev.wheelsweep.core.scan;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.input.Limits;
import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.policy.Finding;
import dev.wheelsweep.core.policy.FindingId;
import dev.wheelsweep.core.policy.Judgement;
import dev.wheelsweep.core.policy.PolicyCatalog;
import dev.wheelsweep.core.policy.PolicyEngine;
import dev.wheelsweep.core.policy.Subject;
import dev.wheelsweep.core.policy.Verdict;
import dev.wheelsweep.core.zip.ZipBuilder;
import dev.wheelsweep.core.zip.ZipEntryBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.zip.ZipFile;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A limit that is reached is named by the wheel's reason and by a finding, and everything else is read and judged. */
class LimitsTest {
    private static final String GOOD = "pkg/good.so";
    private static final String BAD = "pkg/large.so";

    private static final PolicyEngine ENGINE = new PolicyEngine(PolicyCatalog.builtIn());

    /** The limit of a directory, which is not read at all; the others are limits of one entry. */
    private static final Reason OF_THE_WHEEL = Reason.LIMIT_ENTRIES;

    @TempDir
    private Path folder;

    /** Limits that the wheel below just keeps, and those that it just exceeds. */
    private record Case(Reason reason, Limits kept, Limits reached) {}

    /**
     * RECORD is the longest text. The second file needs 3 libraries, 2 versions by 4 records, has 3 symbols, one of them null,
     * and the longest string has 9 bytes. It is so long that dist-info needs less than half of what is decoded.
     */
    private static WheelBuilder wheel() {
        return WheelBuilder.named(NativeWheel.NAME)
                .elf(GOOD, ElfBuilder.library().soname("good"))
                .file(
                        BAD,
                        Arrays.copyOf(
                                ElfBuilder.library()
                                        .needed("liba.so", "libb.so", "libcc.so1")
                                        .need("liba.so", "A_1", "f")
                                        .need("libb.so", "B_1", "g")
                                        .bytes(),
                                1 << 16));
    }

    private static List<Case> cases(Path wheel) throws IOException {
        return List.of(
                of(Reason.LIMIT_ENTRIES, SmallLimits::entries, 5),
                of(Reason.LIMIT_DECODED_BYTES, (limits, most) -> limits.decoded(most, 1), decodedBytes(wheel)),
                of(Reason.LIMIT_TEXT_BYTES, SmallLimits::textBytes, recordSize(wheel)),
                of(Reason.LIMIT_STRING_BYTES, SmallLimits::stringBytes, 9),
                of(Reason.LIMIT_NEEDED_LIBRARIES, SmallLimits::neededLibraries, 3),
                of(Reason.LIMIT_VERSION_RECORDS, SmallLimits::versionRecords, 4),
                of(Reason.LIMIT_SYMBOLS, SmallLimits::symbols, 3),
                of(Reason.LIMIT_ROW_BYTES, SmallLimits::rowBytes, rowBytes(wheel)));
    }

    private static int decodedBytes(Path wheel) throws IOException {
        int decoded = (int) scan(wheel, Limits.DEFAULT).cost().bytesDecoded();
        assertThat((long) decoded).as("more than once its size").isGreaterThan(Files.size(wheel));
        return decoded + 1; // Asking for another byte shows that the last stream ends.
    }

    /** The fewest with which the wheel is whole; {@link RowBudgetTest} shows how they are counted. */
    private static int rowBytes(Path wheel) throws IOException {
        int tooFew = 0;
        int enough = 1 << 16;
        while (enough - tooFew > 1) {
            int middle = (tooFew + enough) / 2;
            if (scan(wheel, new SmallLimits().rowBytes(middle).all()).status() == WheelStatus.OK) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return enough;
    }

    private static int recordSize(Path wheel) throws IOException {
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            return (int) zip.getEntry("Demo.Pkg-1.0.dist-info/RECORD").getSize();
        }
    }

    private static Case of(Reason reason, BiFunction<SmallLimits, Integer, SmallLimits> limit, int kept) {
        return new Case(
                reason,
                limit.apply(new SmallLimits(), kept).all(),
                limit.apply(new SmallLimits(), kept - 1).all());
    }

    @Test
    void aLimitIsReachedByTheFirstExcess() throws IOException {
        Path wheel = wheel().writeTo(folder);
        for (Case it : cases(wheel)) {
            assertThat(scan(wheel, it.kept())).as("%s kept", it.reason()).returns(WheelStatus.OK, WheelReport::status);
            WheelReport report = scan(wheel, it.reached());
            boolean ofTheWheel = it.reason() == OF_THE_WHEEL;
            assertThat(report)
                    .as("%s", it.reason())
                    .returns(ofTheWheel ? WheelStatus.LIMIT : WheelStatus.PARTIAL, WheelReport::status);
            assertThat(report.reason().orElseThrow().reason()).isEqualTo(it.reason());
            assertThat(report.allFailures())
                    .as("limits have names")
                    .noneMatch(failure -> failure.reason() == Reason.LIMIT_EXCEEDED);
            assertThat(it.reason().column()).startsWith("limit_");
            assertThat(it.reason().isLimit()).isTrue();
            Optional<Judgement> judgement = Subject.of(report).map(ENGINE::judge);
            assertThat(judgement.isEmpty()).as("%s", it.reason()).isEqualTo(ofTheWheel);
            if (!ofTheWheel) {
                assertThat(judgement.get().verdict() == Verdict.UNKNOWN)
                        .as("%s: what an unread file needs is unknown, and a text needs nothing", it.reason())
                        .isEqualTo(it.reason().hidesNeeds());
                assertNamed(judgement.get(), it.reason());
                assertThat(report.elfFiles())
                        .as("%s", it.reason())
                        .extracting(ElfFile::path)
                        .contains(GOOD);
            }
        }
    }

    /** There is a case for each component of Limits; two components make one limit together. */
    @Test
    void everyLimitHasACase() throws IOException {
        assertThat(cases(wheel().writeTo(folder))).hasSize(Limits.class.getRecordComponents().length - 1);
    }

    @Test
    void theDecodingLimitGrowsWithTheFile() {
        Limits limits = new SmallLimits().decoded(100, 3).all();
        assertThat(limits.decodedBytes(33)).isEqualTo(100);
        assertThat(limits.decodedBytes(34)).isEqualTo(102);
        assertThat(limits.decodedBytes(Long.MAX_VALUE / 3)).isEqualTo(Long.MAX_VALUE / 3 * 3);
        assertThat(limits.decodedBytes(Long.MAX_VALUE / 3 + 1)).isEqualTo(Long.MAX_VALUE);
    }

    private static void assertNamed(Judgement judgement, Reason limit) {
        assertThat(judgement.findings())
                .filteredOn(finding -> finding.id() == FindingId.UNREAD_ENTRY)
                .extracting(Finding::detail)
                .as("%s", limit)
                .contains(limit.column());
    }

    @Test
    void otherFilesOfTheWheelAreKept() throws IOException {
        WheelReport report = scan(
                wheel().writeTo(folder), new SmallLimits().neededLibraries(2).all());

        assertThat(report.elfFiles()).extracting(ElfFile::path).containsExactly(GOOD);
        assertThat(report.distInfo().recorded()).isTrue();
        assertThat(report.entries()).isEqualTo(5);
        assertThat(report.allFailures())
                .as("the failure that is also the reason is listed once")
                .hasSize(1);
        assertThat(report.allFailures().get(0).entry()).contains(BAD);
    }

    /** 1 MB of zeros between ELF header and tables, in 1 KB: PyPI accepts it, and we read it within the limits. */
    @Test
    void decodedBytesAreCountedAsTheyAreDecoded() throws IOException {
        byte[] library = ElfBuilder.library().soname("lib").bytes();
        byte[] large = Arrays.copyOf(library, 1 << 20);
        WheelBuilder wheel = WheelBuilder.named(NativeWheel.NAME).elf(GOOD, ElfBuilder.library());
        for (int i = 0; i < 10; i++) {
            large[large.length - 1] = (byte) i; // Otherwise they are the same file, which is read once.
            wheel.file("pkg/%d.so".formatted(i), large.clone());
        }
        Path path = wheel.writeTo(folder);

        assertThat(scan(path, new SmallLimits().decoded(11 << 20, 1).all()).status())
                .isEqualTo(WheelStatus.OK);
        WheelReport report = scan(path, new SmallLimits().decoded(4 << 20, 1).all());
        assertThat(report.status()).isEqualTo(WheelStatus.PARTIAL);
        assertThat(report.reason().orElseThrow().reason()).isEqualTo(Reason.LIMIT_DECODED_BYTES);
        assertThat(report.cost().bytesDecoded()).isEqualTo(4 << 20);
        assertThat(report.elfFiles())
                .extracting(ElfFile::path)
                .contains(GOOD, "pkg/2.so")
                .doesNotContain("pkg/4.so");
        assertThat(report.failures())
                .as("each that is not read")
                .hasSize(11 - report.elfFiles().size());
        assertThat(report.distInfo().recorded())
                .as("dist-info has a part of its own")
                .isTrue();
    }

    /**
     * Whatever takes all that a wheel may decode to, and wherever it is in the wheel: what needs no more than its share is read.
     */
    @Test
    void nothingUsesUpWhatOthersNeed() throws IOException {
        byte[] bomb = Arrays.copyOf(ElfBuilder.library().soname("bomb").bytes(), 8 << 20);
        for (String first : List.of("a_bomb.so", "z_bomb.so")) {
            for (int declared : new int[] {bomb.length, 4096}) {
                WheelBuilder wheel = WheelBuilder.named(NativeWheel.NAME);
                Runnable addBombs = () -> {
                    for (int i = 0; i < 20; i++) {
                        bomb[bomb.length - 1] = (byte) i;
                        byte[] content = bomb.clone();
                        wheel.file(i + first, content, entry -> entry.withCentral(h -> h.set("size", declared)));
                        wheel.file(
                                "Demo.Pkg-1.0.dist-info/sboms/" + i + first,
                                content,
                                entry -> entry.withCentral(h -> h.set("size", declared)));
                    }
                };
                if (first.startsWith("a")) {
                    addBombs.run();
                }
                wheel.elf(GOOD, ElfBuilder.library())
                        .elf("pkg/other.so", ElfBuilder.library().soname("other"));
                if (first.startsWith("z")) {
                    addBombs.run();
                }
                WheelReport report = scan(
                        wheel.writeTo(folder),
                        new SmallLimits().decoded(4 << 20, 1).all());

                assertThat(report.elfFiles())
                        .as("%s, %d bytes declared", first, declared)
                        .extracting(ElfFile::path)
                        .contains(GOOD, "pkg/other.so");
                assertThat(report.distInfo().recorded()).isTrue();
                assertThat(report.status()).isEqualTo(WheelStatus.PARTIAL);
                assertThat(report.cost().bytesDecoded()).isLessThan(5 << 20);
            }
        }
    }

    /** All of dist-info declares 4 GiB less 2 bytes. CPython reads what is there, and so do we. */
    @Test
    void declaredSizesOfTextsDoNotCount() throws IOException {
        byte[] record = "pkg/good.so,,\n".getBytes(US_ASCII);
        byte[] metadata = "Metadata-Version: 2.1\nName: demo\nVersion: 1\nRequires-Python: >=3.9\n".getBytes(US_ASCII);
        byte[] tags = "Wheel-Version: 1.0\nTag: py3-none-any\n".getBytes(US_ASCII);
        byte[] zip = new ZipBuilder()
                .entry(huge("a-1.dist-info/WHEEL", tags))
                .entry(huge("a-1.dist-info/METADATA", metadata))
                .entry(huge("a-1.dist-info/RECORD", record))
                .deflated(GOOD, ElfBuilder.library().bytes())
                .bytes();
        WheelReport report = scan(
                Files.write(folder.resolve("a-1-py3-none-any.whl"), zip),
                new SmallLimits().decoded(1 << 16, 1).all());

        assertThat(report.status()).as("%s", report.failures()).isEqualTo(WheelStatus.OK);
        assertThat(report.distInfo().recorded()).isTrue();
        assertThat(report.distInfo().requiresPython()).contains(">=3.9");
        assertThat(report.distInfo().tags()).containsExactly("py3-none-any");
        assertThat(report.cost().bytesDecoded()).isLessThan(1 << 14);
    }

    private static ZipEntryBuilder huge(String name, byte[] content) {
        return ZipEntryBuilder.deflated(name, content).withCentral(header -> header.set("size", 0xfffffffeL));
    }

    /** A text that is longer than its limit is named, and nothing after the limit is decoded. */
    @Test
    void aTextIsDecodedUpToItsLimit() throws IOException {
        byte[] record = new byte[3 << 20];
        Arrays.fill(record, (byte) '\n');
        WheelBuilder wheel = WheelBuilder.named(NativeWheel.NAME)
                .elf(GOOD, ElfBuilder.library())
                .file("Demo.Pkg-1.0.dist-info/entry_points.txt", record);
        WheelReport report =
                scan(wheel.writeTo(folder), new SmallLimits().textBytes(1 << 20).all());

        assertThat(report.reason().orElseThrow())
                .returns(Reason.LIMIT_TEXT_BYTES, Failure::reason)
                .returns(Optional.of("Demo.Pkg-1.0.dist-info/entry_points.txt"), Failure::entry);
        assertThat(report.cost().bytesDecoded()).isBetween(1L << 20, (1L << 20) + (1 << 14));
        assertThat(report.elfFiles()).hasSize(1);
    }

    /** Components repeat the name of their bill of materials, so a small wheel can have rows that fill any memory. */
    @Test
    void rowsOfComponentsAndOfDistInfoDoNotHideTheFiles() throws IOException {
        String name = "Demo.Pkg-1.0.dist-info/sboms/" + "s".repeat(2_000);
        String bill = "{\"name\": \"c\"},".repeat(100);
        WheelBuilder wheel = WheelBuilder.named(NativeWheel.NAME)
                .elf(GOOD, ElfBuilder.library())
                .text(name, "{\"bomFormat\": \"CycloneDX\", \"components\": [" + bill + "{\"name\": \"d\"}]}");
        Path path = wheel.writeTo(folder);

        assertThat(scan(path, Limits.DEFAULT).sbomComponents()).hasSize(101);
        WheelReport report = scan(path, new SmallLimits().rowBytes(50_000).all());
        assertThat(report.reason().orElseThrow())
                .returns(Reason.LIMIT_ROW_BYTES, Failure::reason)
                .returns(Optional.of(name), Failure::entry);
        assertThat(report.sbomComponents()).hasSizeBetween(10, 30);
        assertThat(report.elfFiles()).extracting(ElfFile::path).containsExactly(GOOD);
    }

    @Test
    void moreComponentsThanAreKeptAreALimit() throws IOException {
        String bill = "{\"name\": \"c\"},".repeat(10_001);
        WheelReport report = scan(
                WheelBuilder.named(NativeWheel.NAME)
                        .elf(GOOD, ElfBuilder.library())
                        .text(
                                "Demo.Pkg-1.0.dist-info/sboms/a",
                                "{\"bomFormat\": \"CycloneDX\", \"components\": [" + bill + "{\"name\": \"d\"}]}")
                        .writeTo(folder),
                Limits.DEFAULT);

        assertThat(report.sbomComponents()).hasSize(10_000);
        assertThat(report.status()).isEqualTo(WheelStatus.PARTIAL);
        assertThat(report.reason().orElseThrow().reason()).isEqualTo(Reason.LIMIT_COMPONENTS);
        assertNamed(ENGINE.judge(Subject.of(report).orElseThrow()), Reason.LIMIT_COMPONENTS);
    }

    @Test
    void declaredSizesDoNotCount() throws IOException {
        byte[] text = "text".getBytes(US_ASCII);
        WheelBuilder wheel = WheelBuilder.named(NativeWheel.NAME)
                .file("pkg/huge", text, entry -> entry.withCentral(header -> header.set("size", 0xfffffffeL)));

        assertThat(scan(
                                wheel.writeTo(folder),
                                new SmallLimits().decoded(4096, 1).all())
                        .status())
                .isEqualTo(WheelStatus.OK);
    }

    @Test
    void bytesOfOtherMethodsCount() throws IOException {
        byte[] library = Arrays.copyOf(ElfBuilder.library().soname("lib").bytes(), 1 << 20);
        Path wheel = WheelBuilder.named(NativeWheel.NAME)
                .entry(BAD, library, ZipEntryBuilder.of(BAD.getBytes(US_ASCII), 12, bzip2(library), library))
                .writeTo(folder);

        assertThat(scan(wheel, Limits.DEFAULT).elfFiles()).hasSize(1);
        WheelReport report = scan(wheel, new SmallLimits().decoded(1 << 19, 1).all());
        assertThat(report.reason().orElseThrow().reason()).isEqualTo(Reason.LIMIT_DECODED_BYTES);
    }

    /** 32,768 times DT_NEEDED, all pointing at one string of 512 KiB: 1 MiB of file that names 17 GB. */
    @Test
    void oneStringNeededManyTimesIsALimit() throws IOException {
        ElfBuilder elf = ElfBuilder.library();
        String name = "l".repeat(512 << 10);
        for (int i = 0; i < 32_768; i++) {
            elf.needed(name);
        }
        WheelReport report = scan(
                WheelBuilder.named(NativeWheel.NAME)
                        .elf(BAD, elf)
                        .elf(GOOD, ElfBuilder.library())
                        .writeTo(folder),
                Limits.DEFAULT);

        assertThat(report.reason().orElseThrow().reason()).isEqualTo(Reason.LIMIT_NEEDED_LIBRARIES);
        assertThat(report.elfFiles()).extracting(ElfFile::path).containsExactly(GOOD);
    }

    /** Every failure and every oddity has its entry's name, so many of long names also reach the limit. */
    @Test
    void textOfFailuresCounts() throws IOException {
        Random random = new Random(7);
        WheelBuilder wheel = WheelBuilder.named(NativeWheel.NAME);
        for (int i = 0; i < 20; i++) {
            byte[] content = new byte[10];
            random.nextBytes(content);
            String name = "pkg/%d%s".formatted(i, "x".repeat(500));
            wheel.entry(name, content, ZipEntryBuilder.of(name.getBytes(StandardCharsets.UTF_8), 14, content, content));
        }
        wheel.elf(GOOD, ElfBuilder.library());
        WheelReport report =
                scan(wheel.writeTo(folder), new SmallLimits().rowBytes(11_000).all());

        assertThat(report.reason().orElseThrow().reason()).isEqualTo(Reason.LIMIT_ROW_BYTES);
        assertThat(report.failures()).hasSizeBetween(5, 12);
        assertThat(report.status())
                .as("not judged, as nobody knows what is unread")
                .isEqualTo(WheelStatus.LIMIT);
        assertThat(report.elfFiles()).as("read nevertheless").hasSize(1);
    }

    private static byte[] bzip2(byte[] content) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream stream = new BZip2CompressorOutputStream(compressed)) {
            stream.write(content);
        }
        return compressed.toByteArray();
    }

    private static WheelReport scan(Path wheel, Limits limits) throws IOException {
        return new WheelScanner(InputMode.MMAP::open, limits).scan(wheel);
    }
}
