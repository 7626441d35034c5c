package dev.wheelsweep.core.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.zip.ReadMode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Every ELF file of every wheel in the folders has the same facts when read from its two ends and when read whole. */
@EnabledIfSystemProperty(named = "wheelsweep.wheels", matches = ".+")
class SkippingOnWheelsDifferentialTest {
    private final WheelScanner skipping = new WheelScanner(InputMode.MMAP, Verification.NONE);
    private final WheelScanner whole = new WheelScanner(InputMode.READ, Verification.ALL);

    private int files;
    private int skipped;
    private int repeated;
    private long bytes;
    private long decoded;

    @Test
    void factsOfTheEndsEqualFactsOfTheWhole() throws IOException {
        for (String folder : System.getProperty("wheelsweep.wheels").split(File.pathSeparator, -1)) {
            try (Stream<Path> found = Files.walk(Path.of(folder))) {
                for (Path wheel : found.filter(file -> file.toString().endsWith(".whl"))
                        .sorted()
                        .toList()) {
                    compare(wheel);
                }
            }
        }
        System.out.printf(
                "%d ELF files, %d of them read without their middle, %d not read again: %d of %d bytes decoded (%.1f %%),"
                        + " no difference%n",
                files, skipped, repeated, decoded, bytes, 100.0 * decoded / bytes);
        assertThat(skipped).isPositive();
    }

    private void compare(Path wheel) throws IOException {
        WheelReport ends = skipping.scan(wheel);
        WheelReport all = whole.scan(wheel);
        assertThat(ends.status()).isEqualTo(all.status());
        assertThat(ends.allFailures()).as(wheel.toString()).isEqualTo(all.allFailures());
        List<ElfFile> expected = all.elfFiles();
        assertThat(ends.elfFiles()).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            ElfFile file = ends.elfFiles().get(i);
            assertThat(file.facts())
                    .as("%s: %s", wheel, file.path())
                    .isEqualTo(expected.get(i).facts());
            files++;
            skipped += file.readMode() == ReadMode.HEAD_TAIL ? 1 : 0;
            repeated += file.readMode() == ReadMode.REPEATED ? 1 : 0;
            bytes += file.size();
            decoded += file.bytesDecoded();
        }
    }
}
