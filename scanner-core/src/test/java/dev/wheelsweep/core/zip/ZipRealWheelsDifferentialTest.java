package dev.wheelsweep.core.zip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.InputFile;
import dev.wheelsweep.core.input.InputMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Compares the entries of real wheels with {@link ZipFile}, and every byte with the CRC-32 that the wheel declares. */
@EnabledIfSystemProperty(named = "wheelsweep.wheels", matches = ".+")
class ZipRealWheelsDifferentialTest {
    private record Listed(String name, int method, long crc32, long compressedSize, long size) {}

    private final EntryReader reader = new EntryReader();
    private long bytes;

    @Test
    void listsTheEntriesOfTheJdkAndReadsEveryByteRight() throws IOException, FormatException {
        int wheels = 0;
        int entries = 0;
        for (Path wheel : wheels()) {
            List<Listed> ours = readAll(wheel);
            assertThat(ours).as(wheel.toString()).isEqualTo(jdk(wheel));
            wheels++;
            entries += ours.size();
        }
        System.out.printf("%d wheels, %d entries, %d bytes verified%n", wheels, entries, bytes);
        assertThat(wheels).isPositive();
    }

    private static List<Path> wheels() throws IOException {
        List<Path> wheels = new ArrayList<>();
        for (String folder : System.getProperty("wheelsweep.wheels").split(":", -1)) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                files.filter(file -> file.toString().endsWith(".whl")).sorted().forEach(wheels::add);
            }
        }
        return wheels;
    }

    private List<Listed> readAll(Path wheel) throws IOException, FormatException {
        List<Listed> listed = new ArrayList<>();
        try (InputFile file = InputMode.MMAP.open(wheel)) {
            for (ZipEntry entry : CentralDirectory.read(file).entries()) {
                EntryBytes content = reader.open(file, entry);
                content.verify();
                assertThat(content.bytesDecoded()).isEqualTo(content.readMode() == ReadMode.STORED ? 0 : entry.size());
                bytes += entry.size();
                listed.add(
                        new Listed(entry.name(), entry.method(), entry.crc32(), entry.compressedSize(), entry.size()));
            }
        }
        return listed;
    }

    private static List<Listed> jdk(Path wheel) throws IOException {
        try (ZipFile file = new ZipFile(wheel.toFile())) {
            return file.stream()
                    .map(entry -> new Listed(
                            entry.getName(),
                            entry.getMethod(),
                            entry.getCrc(),
                            entry.getCompressedSize(),
                            entry.getSize()))
                    .toList();
        }
    }
}
