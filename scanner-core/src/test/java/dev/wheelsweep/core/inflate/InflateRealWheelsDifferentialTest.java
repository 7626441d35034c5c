package dev.wheelsweep.core.inflate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.InputFile;
import dev.wheelsweep.core.input.InputMode;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Compares every deflated entry of every wheel in the folders, byte by byte, with {@link java.util.zip.Inflater}. */
@EnabledIfSystemProperty(named = "wheelsweep.wheels", matches = ".+")
class InflateRealWheelsDifferentialTest {
    private static final int WINDOW = 32 * 1024;
    /** Not a power of two, so that the pieces end everywhere in blocks and matches. */
    private static final int PIECE = 100_003;

    private final InflateDecoder decoder = new InflateDecoder();
    private final byte[] ours = new byte[WINDOW + PIECE];
    private long entries;
    private long bytes;

    @Test
    void decodesWhatTheJdkDecodes() throws IOException, FormatException {
        int wheels = 0;
        for (String folder : System.getProperty("wheelsweep.wheels").split(File.pathSeparator, -1)) {
            for (Path wheel : wheelsIn(Path.of(folder))) {
                compare(wheel, wheels++ % 2 == 0 ? InputMode.MMAP : InputMode.READ);
            }
        }
        System.out.printf("%d wheels, %d deflated entries, %d bytes: no difference%n", wheels, entries, bytes);
        assertThat(entries).isPositive();
    }

    private static List<Path> wheelsIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".whl"))
                    .sorted()
                    .toList();
        }
    }

    private void compare(Path wheel, InputMode mode) throws IOException, FormatException {
        try (ZipFile zip = ZipFile.builder().setPath(wheel).get();
                InputFile file = mode.open(wheel)) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                if (entry.getMethod() == ZipMethod.DEFLATED.getCode()) {
                    try (InputStream theirs = zip.getInputStream(entry)) {
                        compare(wheel + ": " + entry.getName(), entry, theirs, file);
                    }
                }
            }
        }
    }

    private void compare(String name, ZipArchiveEntry entry, InputStream theirs, InputFile file)
            throws IOException, FormatException {
        decoder.start(file, entry.getDataOffset(), entry.getCompressedSize());
        int from = 0;
        int length;
        do {
            length = decoder.decode(ours, from, from + PIECE);
            byte[] expected = theirs.readNBytes(PIECE);
            assertThat(Arrays.equals(ours, from, from + length, expected, 0, expected.length))
                    .as("%s, the %d bytes from %d on", name, PIECE, decoder.produced() - length)
                    .isTrue();
            int kept = Math.min(WINDOW, from + length);
            System.arraycopy(ours, from + length - kept, ours, 0, kept);
            from = kept;
        } while (length == PIECE);
        assertThat(decoder.finished()).as(name).isTrue();
        assertThat(decoder.consumed()).as(name).isEqualTo(entry.getCompressedSize());
        entries++;
        bytes += decoder.produced();
    }
}
