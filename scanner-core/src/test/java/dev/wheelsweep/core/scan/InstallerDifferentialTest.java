package dev.wheelsweep.core.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.wheel.InstallerRulesTest;
import dev.wheelsweep.core.zip.ZipBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    @TempDir
    private Path folder;

    @Test
    void pipRefusesTheSameWheels() throws IOException, InterruptedException {
        Map<String, String> differences = new TreeMap<>();
        int number = 0;
        for (InstallerRulesTest.Case it : InstallerRulesTest.cases()) {
            Path place = Files.createDirectory(folder.resolve(String.valueOf(number++)));
            ZipBuilder zip = new ZipBuilder();
            for (int i = 0; i < it.files().size(); i += 2) {
                zip.deflated(it.files().get(i), it.files().get(i + 1).getBytes(UTF_8));
            }
            Files.write(place.resolve(it.filename()), zip.bytes());
            if (install(place, it.project()) != it.objection().isEmpty()) {
                differences.put(it.toString(), "pip does the opposite");
            }
        }
        assertThat(differences).isEmpty();
    }

    /** By name and not by path, because pip then compares the versions. */
    private static boolean install(Path place, String project) throws IOException, InterruptedException {
        return new ProcessBuilder(List.of(
                                System.getProperty(PIP),
                                "-m",
                                "pip",
                                "install",
                                "--isolated",
                                "--no-index",
                                "--no-deps",
                                "--no-compile",
                                "--no-cache-dir",
                                "--pre",
                                "--disable-pip-version-check",
                                "--find-links",
                                place.toString(),
                                "--target",
                                place.resolve("installed").toString(),
                                project))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
