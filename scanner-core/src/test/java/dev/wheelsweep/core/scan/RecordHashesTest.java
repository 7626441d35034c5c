package dev.wheelsweep.core.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.audit.ZipOddity;
import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.zip.ZipEntryBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hashes of the text "abc" are those of FIPS 180-4 and FIPS 202, in the form that RECORD has. */
class RecordHashesTest {
    private static final String NAME = "a-1.0-py3-none-any.whl";
    private static final String DIST_INFO = "a-1.0.dist-info/";
    private static final byte[] ABC = "abc".getBytes(UTF_8);
    private static final String SHA256 = "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0";

    private static final List<String> RIGHT = List.of(
            "sha256=" + SHA256,
            "SHA256=" + SHA256,
            "sha256=" + SHA256 + "=",
            "sha384=ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP_W-2AhgcroefMI1i67KE0yCWn",
            "sha512=3a81oZNherrMQXNJriBBMRLm-k6JqX6iCp7u5ktV05ohkpkqJ0_BqDa6PCOj_uu9RU1EI2Q86A4qmslPpUyknw",
            "sha3_256=Ophdp0_iJbIEXBcta9OQvYVfCG4-nVJbRr_iRRFDFTI",
            "md5=kAFQmDzST7DWlj99KOF_cg",
            "sha1=qZk-NkcGgWq6PiVxeFDCbJzQ2J0",
            // Nothing to compare with.
            "",
            "sha256",
            "blake2b=AAAA",
            "unknown=AAAA");

    private static final List<String> WRONG = List.of(
            "sha256=AngWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0",
            "sha256=",
            "sha256=ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0",
            "sha256=" + SHA256.toUpperCase(Locale.ROOT),
            "sha384=" + SHA256,
            "sha512=" + SHA256,
            "md5=AAAAAAAAAAAAAAAAAAAAAA");

    @TempDir
    private Path folder;

    private WheelReport scan(WheelBuilder wheel, Verification verification) throws IOException {
        return new WheelScanner(InputMode.READ, verification).scan(wheel.writeTo(folder));
    }

    private List<String> differing(WheelBuilder wheel) throws IOException {
        WheelReport report = scan(wheel, Verification.ALL);
        assertThat(report.failures()).isEmpty();
        return report.zipOddities().stream()
                .filter(oddity -> oddity.kind() == ZipOddity.Kind.RECORD_HASH_DIFFERS)
                .map(oddity -> oddity.entry().orElse(oddity.detail()))
                .toList();
    }

    private static WheelBuilder wheel(String hash) {
        return WheelBuilder.named(NAME).unrecorded("a.py", ABC).recorded("a.py,%s,3".formatted(hash));
    }

    @Test
    void everyAlgorithmIsCompared() throws IOException {
        for (String hash : RIGHT) {
            assertThat(differing(wheel(hash))).as(hash).isEmpty();
        }
        for (String hash : WRONG) {
            assertThat(differing(wheel(hash))).as(hash).containsExactly("a.py");
        }
    }

    @Test
    void hashesAreComparedOnlyIfEveryEntryIsDecoded() throws IOException {
        assertThat(scan(wheel(WRONG.get(0)), Verification.NONE).zipOddities()).isEmpty();
        assertThat(scan(wheel(WRONG.get(0)), Verification.SAMPLE).zipOddities()).isEmpty();
        assertThat(scan(wheel(WRONG.get(0)), Verification.ALL).zipOddities())
                .extracting(ZipOddity::detail)
                .containsExactly("RECORD has %s, the content has sha256=%s".formatted(WRONG.get(0), SHA256));
    }

    /** Stored, deflated, and longer than what the scanner keeps of one entry. */
    @Test
    void everyKindOfEntryIsCompared() throws IOException {
        byte[] library = ElfBuilder.library().needed("libc.so.6").bytes();
        byte[] large = Arrays.copyOf(library, 40 << 20);
        WheelBuilder right = WheelBuilder.named(NAME)
                .file("b.txt", ABC)
                .file("c.so", library)
                .file("d.so", large)
                .entry("e.so", library, ZipEntryBuilder.stored("e.so", library))
                .entry("f.txt", ABC, ZipEntryBuilder.stored("f.txt", ABC));
        assertThat(differing(right)).isEmpty();
        WheelBuilder wrong = WheelBuilder.named(NAME)
                .entry("b.txt", library, ZipEntryBuilder.deflated("b.txt", ABC))
                .entry("c.so", ABC, ZipEntryBuilder.deflated("c.so", library))
                .entry("d.so", ABC, ZipEntryBuilder.deflated("d.so", large))
                .entry("e.so", ABC, ZipEntryBuilder.stored("e.so", library))
                .entry("f.txt", library, ZipEntryBuilder.stored("f.txt", ABC));
        assertThat(differing(wrong)).containsExactlyInAnyOrder("b.txt", "c.so", "d.so", "e.so", "f.txt");
    }

    @Test
    void recordAndItsSignaturesNeedNoHash() throws IOException {
        assertThat(differing(WheelBuilder.named(NAME)
                        .unrecorded(DIST_INFO + "RECORD.jws", ABC)
                        .recorded(DIST_INFO + "RECORD.jws,,")
                        .unrecorded(DIST_INFO + "RECORD.p7s", ABC)
                        .recorded(DIST_INFO + "RECORD,sha256=AAAA,3")))
                .isEmpty();
    }

    @Test
    void namesAreReadAsElsewhere() throws IOException {
        String wrong = WRONG.get(0);
        assertThat(differing(WheelBuilder.named(NAME)
                        .unrecorded("p/a,b.py", ABC)
                        .recorded("\"p\\a,b.py\",\"%s\",3".formatted(wrong))
                        .unrecorded("twice.py", ABC)
                        .recorded("twice.py,%s,3".formatted(wrong))
                        .recorded("twice.py,sha256=%s,3".formatted(SHA256))
                        .phantom("absent.py")))
                .containsExactly("p/a,b.py");
    }

    @Test
    void ofManyEntriesTheFirstAreNamed() throws IOException {
        WheelBuilder wheel = WheelBuilder.named(NAME);
        for (int i = 0; i < 25; i++) {
            wheel.unrecorded("%02d.py".formatted(i), ABC).recorded("%02d.py,%s,3".formatted(i, WRONG.get(0)));
        }
        assertThat(differing(wheel)).hasSize(11).startsWith("00.py").endsWith("15 more");
    }
}
