package dev.wheelsweep.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.InputFile;
import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.zip.CentralDirectory;
import dev.wheelsweep.core.zip.LocalHeaders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Compares the verdict on archives of other projects with that of PyPI's own check of 2026-08-21. */
@EnabledIfSystemProperty(named = "wheelsweep.shared", matches = ".+")
class UploadConformanceTest {
    private static final Path CONFORMANCE = Path.of(System.getProperty("wheelsweep.shared", ""), "conformance");
    private static final int VERDICT_COLUMN = 6;
    private static final String ACCEPT = "ACCEPT";
    private static final String REJECT = "REJECT";

    @Test
    void agreesWithPypiOnEveryArchive() throws IOException {
        List<String> lines = Files.readAllLines(CONFORMANCE.resolve("ORACLES_zip.tsv"));
        Map<String, String> differences = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] columns = line.split("\t", -1);
            String ours = verdict(CONFORMANCE.resolve(columns[0]));
            if (columns[VERDICT_COLUMN].equals(ACCEPT) != ours.equals(ACCEPT)) {
                differences.put(columns[0], "PyPI %s, we %s".formatted(columns[VERDICT_COLUMN], ours));
            }
        }
        System.out.printf(
                "%d archives, %d agree with PyPI's check of uploads%n",
                lines.size() - 1, lines.size() - 1 - differences.size());
        assertThat(differences).isEmpty();
    }

    private static String verdict(Path path) throws IOException {
        try (InputFile file = InputMode.MMAP.open(path)) {
            return UploadWalk.objection(file, CentralDirectory.read(file), new LocalHeaders(file))
                    .map(objection -> REJECT + ": " + objection.detail())
                    .orElse(ACCEPT);
        } catch (FormatException bad) {
            return REJECT + ": " + bad.getMessage();
        }
    }
}
