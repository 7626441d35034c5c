package dev.wheelsweep.core.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.wheel.InstallerRulesTest;
import dev.wheelsweep.core.zip.ZipBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** pip refuses to install just the wheels that {@code InstallerRules} objects to. */
@EnabledIfSystemProperty(named = InstallerDifferentialTest.PIP, matches = ".+")
class InstallerDifferentialTest {
    /** Names a python whose pip is 26.3 or newer. */
    static final String PIP = "wheelsweep.pip";

    private static final String JUDGE = "pip_judge.py";

    /** The exit code for an installed wheel. */
    private static final String INSTALLED = "0";

    @TempDir
    private Path folder;

    @Test
    void pipRefusesTheSameWheels() throws IOException, InterruptedException {
        List<InstallerRulesTest.Case> cases = InstallerRulesTest.cases();
        Path judge = folder.resolve(JUDGE);
        try (InputStream resource = InstallerDifferentialTest.class.getResourceAsStream(JUDGE)) {
            Files.copy(resource, judge);
        }
        List<String> command = new ArrayList<>(List.of(System.getProperty(PIP), judge.toString()));
        for (InstallerRulesTest.Case it : cases) {
            Path place = Files.createTempDirectory(folder, "case");
            ZipBuilder zip = new ZipBuilder();
            for (int i = 0; i < it.files().size(); i += 2) {
                zip.deflated(it.files().get(i), it.files().get(i + 1).getBytes(UTF_8));
            }
            Files.write(place.resolve(it.filename()), zip.bytes());
            // By name and not by path, because pip then compares the versions.
            command.addAll(List.of(place.toString(), it.project()));
        }
        List<String> codes = lines(command);
        assertThat(codes).hasSameSizeAs(cases);
        Map<String, String> differences = new TreeMap<>();
        for (int i = 0; i < cases.size(); i++) {
            if (codes.get(i).equals(INSTALLED) != cases.get(i).objection().isEmpty()) {
                differences.put(cases.get(i).toString(), "pip does the opposite, exit code " + codes.get(i));
            }
        }
        assertThat(differences).isEmpty();
    }

    private static List<String> lines(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).isZero();
        return lines;
    }
}
