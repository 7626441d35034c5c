package dev.wheelsweep.spark.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.spark.LocalSpark;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Real wheels through Spark have as many rows as files, and as many ELF files as the JDK's zip reader finds. */
@EnabledIfSystemProperty(named = RealWheelsDifferentialTest.FOLDERS, matches = ".+")
class RealWheelsDifferentialTest {
    static final String FOLDERS = "wheelsweep.wheels";
    private static final int ELF_MAGIC = 0x7f45_4c46;

    @Test
    void everyWheelAndEveryElfFileHasARow() throws IOException {
        Path folder = Path.of(System.getProperty(FOLDERS).split(":", -1)[0]);
        Map<String, Long> expected = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path wheel :
                    (Iterable<Path>) files.filter(file -> file.toString().endsWith(".whl"))::iterator) {
                expected.put(wheel.getFileName().toString(), elfEntries(wheel));
            }
        }

        Dataset<Row> rows = LocalSpark.session().read().format(WheelSource.NAME).load(folder.toString());

        Map<String, Long> found = new TreeMap<>();
        List<Row> counted = rows.selectExpr(
                        "filename", "elf_files + size(filter(failures, f -> f.stage = 'elf'))", "size(elf) = elf_files")
                .collectAsList();
        counted.forEach(row -> found.put(row.getString(0), ((Number) row.get(1)).longValue()));
        assertThat(found).isEqualTo(expected).isNotEmpty();
        assertThat(counted).allMatch(row -> row.getBoolean(2));
    }

    private static long elfEntries(Path wheel) throws IOException {
        long count = 0;
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                count += isElf(zip, entry) ? 1 : 0;
            }
        }
        return count;
    }

    private static boolean isElf(ZipFile zip, ZipEntry entry) throws IOException {
        try (DataInputStream content = new DataInputStream(zip.getInputStream(entry))) {
            return content.readInt() == ELF_MAGIC;
        } catch (EOFException shorter) {
            return false;
        }
    }
}
