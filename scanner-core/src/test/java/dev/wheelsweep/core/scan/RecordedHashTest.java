package dev.wheelsweep.core.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.audit.RecordHashes;
import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.wheel.RecordFile;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hash of an ELF file that RECORD declares. */
class RecordedHashTest {
    private static final String NAME = "demo-1.0-cp312-cp312-linux_x86_64.whl";

    @TempDir
    private Path folder;

    @Test
    void isTheSha256InHex() throws Exception {
        ElfBuilder library = ElfBuilder.library().soname("libz.so.1");
        WheelBuilder.named(NAME).elf("demo.libs/libz-1a2b3c4d.so.1", library).writeTo(folder);

        WheelReport report = new WheelScanner(InputMode.READ).scan(folder.resolve(NAME));

        assertThat(report.elfFiles())
                .extracting(file -> file.recordSha256().orElse("-"))
                .containsExactly(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(library.bytes())));
    }

    @Test
    void otherHashesAreNone() throws Exception {
        String digest = "A".repeat(43);
        Map<String, String> hashes = RecordFile.hashes("""
                a,sha256=%1$s,1
                b,sha256=%1$s=,1
                c,sha512=%1$s,1
                d,sha256=AAAA,1
                e,sha256=*%1$s,1
                f,,
                "g\\h",sha256=%1$s,1
                """.formatted(digest).getBytes(UTF_8));
        RecordHashes record = RecordHashes.of("RECORD", hashes);

        assertThat(hashes).hasSize(7);
        for (String name : new String[] {"a", "b", "c", "d", "e", "f", "g/h"}) {
            assertThat(record.sha256(name).isPresent()).as(name).isEqualTo("abg/h".contains(name));
        }
    }
}
