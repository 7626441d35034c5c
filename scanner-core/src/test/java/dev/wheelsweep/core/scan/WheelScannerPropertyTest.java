package dev.wheelsweep.core.scan;

import static dev.wheelsweep.core.scan.WheelScannerTest.untimed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.input.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The scan of any damaged wheel ends in a report, and the same bytes give the same report: mapped or read by position,
 * with a scanner that has read thousands of damaged wheels or with a new one.
 */
class WheelScannerPropertyTest {
    private static final String NAME = "a-1-cp312-abi3-linux_x86_64.whl";

    @TempDir
    private Path folder;

    private final WheelScanner mapped = new WheelScanner(InputMode.MMAP);
    private final WheelScanner byPosition = new WheelScanner(InputMode.READ);
    private final Map<WheelStatus, Integer> statuses = new EnumMap<>(WheelStatus.class);
    private final Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);

    private static byte[] wheel() {
        ElfBuilder extension = ElfBuilder.library()
                .needed("libfoo.so.1", "libc.so.6")
                .runpath("$ORIGIN")
                .need("libc.so.6", "GLIBC_2.14", "memcpy")
                .importing("PyModule_Create2")
                .exporting("PyInit__a")
                .withoutSections();
        return WheelBuilder.named(NAME)
                .storedElf("_a.so", extension)
                .elf("libfoo.so.1", ElfBuilder.library().soname("libfoo.so.1").withoutSections())
                .bytes();
    }

    private void scan(Path wheel, String damage) throws IOException {
        WheelReport report;
        WheelReport other;
        try {
            report = untimed(mapped.scan(wheel));
            other = untimed(byPosition.scan(wheel));
        } catch (RuntimeException | Error ours) {
            throw new AssertionError(damage, ours);
        }
        assertThat(other).as(damage).isEqualTo(report);
        statuses.merge(report.status(), 1, Integer::sum);
        report.allFailures().forEach(failure -> reasons.merge(failure.reason(), 1, Integer::sum));
    }

    @Test
    void everyTruncation() throws IOException {
        Path wheel = Files.write(folder.resolve(NAME), wheel());
        int size = (int) Files.size(wheel);
        try (FileChannel file = FileChannel.open(wheel, StandardOpenOption.WRITE)) {
            for (int length = size - 1; length >= 0; length--) {
                file.truncate(length);
                scan(wheel, "cut to %d bytes".formatted(length));
            }
        }
        // A shorter file cannot have the signature of four bytes.
        assertThat(statuses)
                .containsOnly(Map.entry(WheelStatus.UNSUPPORTED, 3), Map.entry(WheelStatus.FAILED, size - 3));
        assertThat(reasons)
                .containsOnly(
                        Map.entry(Reason.EMPTY_FILE, 1),
                        Map.entry(Reason.NOT_A_ZIP, 3),
                        Map.entry(Reason.NO_END_OF_CENTRAL_DIRECTORY, size - 4));
    }

    @Test
    void everySingleByte() throws IOException {
        byte[] bytes = wheel();
        Path wheel = Files.write(folder.resolve(NAME), bytes);
        WheelReport undamaged = untimed(mapped.scan(wheel));
        try (FileChannel file = FileChannel.open(wheel, StandardOpenOption.WRITE)) {
            for (int at = 0; at < bytes.length; at++) {
                // In turn, one byte is replaced and one differs in one bit.
                int flip = at % 2 == 0 ? 0xff : 1 << at / 2 % Byte.SIZE;
                file.write(ByteBuffer.wrap(new byte[] {(byte) (bytes[at] ^ flip)}), at);
                scan(wheel, "byte %d with 0x%02x".formatted(at, flip));
                file.write(ByteBuffer.wrap(bytes, at, 1), at);
            }
        }
        assertThat(statuses.get(WheelStatus.OK) + statuses.get(WheelStatus.PARTIAL))
                .isGreaterThan(bytes.length / 2);
        assertThat(reasons)
                .containsKeys(
                        Reason.BAD_CENTRAL_HEADER,
                        Reason.BAD_LOCAL_HEADER,
                        Reason.CRC_MISMATCH,
                        Reason.SIZE_MISMATCH,
                        Reason.TRUNCATED_STREAM,
                        Reason.BAD_ELF_HEADER,
                        Reason.BAD_PROGRAM_HEADERS,
                        Reason.UNMAPPED_ADDRESS,
                        Reason.BAD_STRING,
                        Reason.BAD_VERSION_TABLE,
                        Reason.NO_DIST_INFO);
        assertThat(untimed(mapped.scan(wheel)))
                .as("read by the scanner of all damaged wheels")
                .isEqualTo(undamaged);
    }
}
