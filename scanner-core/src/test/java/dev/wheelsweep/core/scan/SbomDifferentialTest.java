package dev.wheelsweep.core.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.wheel.SbomComponent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The components of the bills of materials in real wheels are those that Python's zipfile and json find. */
@EnabledIfSystemProperty(named = SbomDifferentialTest.PYTHON, matches = ".+")
@EnabledIfSystemProperty(named = SbomDifferentialTest.WHEELS, matches = ".+")
class SbomDifferentialTest {
    static final String PYTHON = "wheelsweep.python";
    static final String WHEELS = "wheelsweep.wheels";

    private static final String SCRIPT = "sbom_judge.py";

    @Test
    void sameComponents(@TempDir Path folder) throws IOException, InterruptedException {
        List<String> folders = List.of(System.getProperty(WHEELS).split(":"));
        List<String> ours = new ArrayList<>();
        WheelScanner scanner = new WheelScanner(InputMode.MMAP);
        for (String name : folders) {
            try (Stream<Path> files = Files.walk(Path.of(name))) {
                for (Path wheel : files.filter(file -> file.toString().endsWith(".whl"))
                        .sorted()
                        .toList()) {
                    for (SbomComponent component : scanner.scan(wheel).sbomComponents()) {
                        assertThat(component.fault()).as(component.sbom()).isEmpty();
                        ours.add(String.join(
                                "\t",
                                wheel.toString(),
                                component.sbom(),
                                component.name().orElse("-"),
                                component.version().orElse("-"),
                                component.purl().orElse("-")));
                    }
                }
            }
        }
        List<String> theirs = judged(folder, folders);

        assertThat(ours).containsExactlyInAnyOrderElementsOf(theirs);
        System.out.printf(
                "bills of materials: %d wheels, %d components, %d package URLs%n",
                ours.stream()
                        .map(line -> line.substring(0, line.indexOf('\t')))
                        .distinct()
                        .count(),
                ours.size(),
                ours.stream().filter(line -> !line.endsWith("\t-")).count());
    }

    private static List<String> judged(Path folder, List<String> folders) throws IOException, InterruptedException {
        Path script = folder.resolve(SCRIPT);
        Files.write(
                script, SbomDifferentialTest.class.getResourceAsStream(SCRIPT).readAllBytes());
        List<String> command = new ArrayList<>(List.of(System.getProperty(PYTHON), script.toString()));
        command.addAll(folders);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).isZero();
        return lines;
    }
}
