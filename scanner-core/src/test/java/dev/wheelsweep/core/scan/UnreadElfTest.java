package dev.wheelsweep.core.scan;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.audit.ZipOddity;
import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.input.Limits;
import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.policy.Finding;
import dev.wheelsweep.core.policy.FindingId;
import dev.wheelsweep.core.policy.Floors;
import dev.wheelsweep.core.policy.Judgement;
import dev.wheelsweep.core.policy.PolicyCatalog;
import dev.wheelsweep.core.policy.PolicyEngine;
import dev.wheelsweep.core.policy.Subject;
import dev.wheelsweep.core.policy.Verdict;
import dev.wheelsweep.core.zip.ZipEntryBuilder;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A wheel of which an ELF file cannot be read never looks clean, and one that pip reads is read. */
class UnreadElfTest {
    private static final String NAME = "a-1.0-cp312-cp312-manylinux_2_17_x86_64.whl";
    private static final String PATH = "pkg/_x.so";
    private static final String SIBLING = "pkg/_y.so";
    private static final int DEFLATED = 8;
    private static final int LZMA = 14;
    private static final PolicyEngine ENGINE = new PolicyEngine(PolicyCatalog.builtIn());

    private static final byte[] ELF = extension("_x", "GLIBC_2.34").bytes();

    private static ElfBuilder extension(String module, String version) {
        return ElfBuilder.library()
                .needed("libc.so.6")
                .need("libc.so.6", version, "dlopen")
                .exporting("PyInit_" + module);
    }

    /** One way in which an entry with the ELF file is bad. */
    private record Case(String what, ZipEntryBuilder entry) {}

    private static List<Case> unread() {
        byte[] stream = ZipEntryBuilder.deflate(ELF);
        byte[] otherClass = ELF.clone();
        otherClass[4] = 7;
        return List.of(
                new Case("not an ELF class", ZipEntryBuilder.deflated(PATH, otherClass)),
                new Case("cut in its header", ZipEntryBuilder.deflated(PATH, Arrays.copyOf(ELF, 40))),
                new Case("another CRC-32", crc(ZipEntryBuilder.deflated(PATH, ELF))),
                new Case("another CRC-32, stored", crc(ZipEntryBuilder.stored(PATH, ELF))),
                new Case("half of the stream", of(DEFLATED, Arrays.copyOf(stream, stream.length / 2))),
                new Case("no stream", of(DEFLATED, new byte[0])),
                new Case("another CRC-32 and leftover bytes", crc(of(DEFLATED, longer(stream)))),
                new Case("encrypted", ZipEntryBuilder.deflated(PATH, ELF).withFlags(1)),
                new Case("a method that is not read", of(LZMA, stream)),
                new Case(
                        "no local header",
                        ZipEntryBuilder.deflated(PATH, ELF).withLocal(header -> header.set("signature", 0))),
                new Case("more than its limits", ZipEntryBuilder.deflated(PATH, endless())));
    }

    private static ZipEntryBuilder of(int method, byte[] compressed) {
        return ZipEntryBuilder.of(PATH.getBytes(US_ASCII), method, compressed, ELF);
    }

    private static ZipEntryBuilder crc(ZipEntryBuilder entry) {
        return entry.withCentral(header -> header.add("crc-32", 1));
    }

    private static byte[] longer(byte[] stream) {
        return Arrays.copyOf(stream, stream.length + 1);
    }

    /** It needs more libraries than a file may. */
    private static byte[] endless() {
        ElfBuilder elf = ElfBuilder.library();
        for (int i = 0; i <= Limits.DEFAULT.neededLibraries(); i++) {
            elf.needed("l");
        }
        return elf.bytes();
    }

    private static WheelReport scan(Case it, Optional<ElfBuilder> sibling, Verification verification)
            throws IOException {
        WheelBuilder wheel = WheelBuilder.named(NAME).entry(PATH, ELF, it.entry());
        sibling.ifPresent(elf -> wheel.elf(SIBLING, elf));
        return new ScannedBytes(verification).scan(wheel.bytes());
    }

    private static Judgement judge(WheelReport report) {
        return ENGINE.judge(Subject.of(report).orElseThrow());
    }

    @Test
    void anUnreadElfFileLeavesNothingClean() throws IOException {
        for (Case it : unread()) {
            for (Verification verification : Verification.values()) {
                for (Optional<ElfBuilder> sibling :
                        List.of(Optional.<ElfBuilder>empty(), Optional.of(extension("_y", "GLIBC_2.17")))) {
                    WheelReport report = scan(it, sibling, verification);
                    String what = "%s, verify %s, %s".formatted(it.what(), verification, sibling.isPresent());

                    assertThat(report.status()).as(what).isEqualTo(WheelStatus.PARTIAL);
                    assertThat(report.reason().orElseThrow().entry()).as(what).contains(PATH);
                    assertThat(report.elfFiles()).as(what).hasSize(sibling.isPresent() ? 1 : 0);
                    assertThat(judge(report).verdict()).as(what).isEqualTo(Verdict.UNKNOWN);
                    assertThat(judge(report).findings())
                            .as(what)
                            .contains(new Finding(
                                    FindingId.UNREAD_ENTRY,
                                    Optional.of(PATH),
                                    report.reason().orElseThrow().reason().column()));
                }
            }
        }
    }

    @Test
    void aViolationOfAReadSiblingStaysOne() throws IOException {
        for (Case it : unread()) {
            WheelReport report = scan(it, Optional.of(extension("_y", "GLIBC_2.34")), Verification.NONE);

            assertThat(report.status()).as(it.what()).isEqualTo(WheelStatus.PARTIAL);
            assertThat(judge(report).verdict()).as(it.what()).isEqualTo(Verdict.OVERCLAIMS);
            assertThat(judge(report).floors().byNamespace())
                    .as(it.what())
                    .containsEntry(Floors.GLIBC, DottedNumber.of(2, 34));
        }
    }

    @Test
    void aLimitIsNamedByTheFinding() throws IOException {
        WheelReport report = scan(
                new Case("", ZipEntryBuilder.deflated(PATH, endless())),
                Optional.of(extension("_y", "GLIBC_2.17")),
                Verification.NONE);

        assertThat(report.reason().orElseThrow().reason()).isEqualTo(Reason.LIMIT_NEEDED_LIBRARIES);
        assertThat(judge(report).findings())
                .contains(new Finding(FindingId.UNREAD_ENTRY, Optional.of(PATH), "limit_needed_libraries"));
    }

    /** CPython's zipfile, and so pip, reads these: {@code zip.StreamEndDifferentialTest} asks it. */
    private static List<Case> oddlyEnded() {
        byte[] stream = ZipEntryBuilder.deflate(ELF);
        return List.of(
                new Case("one byte after the stream", of(DEFLATED, longer(stream))),
                new Case(
                        "more is declared than the stream has",
                        ZipEntryBuilder.deflated(PATH, ELF).withCentral(header -> header.add("size", 16))),
                new Case(
                        "more is declared than is stored",
                        ZipEntryBuilder.stored(PATH, ELF).withCentral(header -> header.add("size", 16))),
                new Case(
                        "the stream goes on",
                        of(DEFLATED, ZipEntryBuilder.deflate(longer(ELF)))
                                .withCentral(header -> header.set("size", ELF.length))),
                new Case("more is stored than is declared", of(0, longer(ELF))));
    }

    @Test
    void anElfFileThatPipReadsIsReadThoughItsDataEndsElsewhere() throws IOException {
        for (Case it : oddlyEnded()) {
            for (Verification verification : Verification.values()) {
                WheelReport report = scan(it, Optional.empty(), verification);
                String what = "%s, verify %s".formatted(it.what(), verification);

                assertThat(report.failures()).as(what).isEmpty();
                assertThat(report.status()).as(what).isEqualTo(WheelStatus.OK);
                assertThat(report.elfFiles()).as(what).extracting(ElfFile::size).containsExactly((long) ELF.length);
                assertThat(judge(report).verdict()).as(what).isEqualTo(Verdict.OVERCLAIMS);
                assertThat(report.zipOddities())
                        .as(what)
                        .filteredOn(oddity -> oddity.kind() == ZipOddity.Kind.STREAM_END_DIFFERS)
                        .extracting(ZipOddity::entry)
                        .containsExactly(Optional.of(PATH));
                assertThat(judge(report).findings())
                        .as(what)
                        .extracting(Finding::id)
                        .contains(FindingId.STREAM_END_DIFFERS);
            }
        }
    }

    @Test
    void aDistInfoFileThatPipReadsIsReadThoughItsDataEndsElsewhere() throws IOException {
        WheelBuilder wheel = WheelBuilder.named(NAME);
        String path = wheel.distInfo() + "WHEEL";
        byte[] text = "Generator: by hand\n".getBytes(US_ASCII);
        WheelReport report = new ScannedBytes(Verification.NONE)
                .scan(wheel.file(path, text, entry -> entry.withCentral(header -> header.add("size", 3)))
                        .bytesWithoutDistInfo());

        assertThat(report.distInfo().generators()).containsExactly("by hand");
        assertThat(report.zipOddities()).extracting(ZipOddity::kind).contains(ZipOddity.Kind.STREAM_END_DIFFERS);
    }

    /** A malformed text hides no ELF file. */
    @Test
    void aMalformedTextLeavesTheVerdict() throws IOException {
        WheelBuilder wheel = WheelBuilder.named(NAME).elf(SIBLING, extension("_y", "GLIBC_2.17"));
        WheelReport report = new ScannedBytes(Verification.NONE)
                .scan(wheel.text(wheel.distInfo() + "WHEEL", "no header\n").bytesWithoutDistInfo());

        assertThat(report.failures()).isNotEmpty();
        assertThat(report.status()).isEqualTo(WheelStatus.OK);
        assertThat(judge(report).verdict()).isEqualTo(Verdict.HONEST);
    }
}
