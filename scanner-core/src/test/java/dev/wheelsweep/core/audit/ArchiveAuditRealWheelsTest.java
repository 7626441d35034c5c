package dev.wheelsweep.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.InputFile;
import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.zip.CentralDirectory;
import dev.wheelsweep.core.zip.LocalHeaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Ordinary wheels have no oddities: a finding in every third wheel would be useless. */
@EnabledIfSystemProperty(named = "wheelsweep.wheels", matches = ".+")
class ArchiveAuditRealWheelsTest {

    @Test
    void nothingIsOddInRealWheels() throws Exception {
        List<String> odd = new ArrayList<>();
        int wheels = 0;
        int entries = 0;
        for (String folder : System.getProperty("wheelsweep.wheels").split(":", -1)) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path wheel :
                        files.filter(file -> file.toString().endsWith(".whl")).toList()) {
                    try (InputFile file = InputMode.MMAP.open(wheel)) {
                        CentralDirectory directory = CentralDirectory.read(file);
                        ArchiveAudit.of(file, directory, new LocalHeaders(file))
                                .forEach(oddity -> odd.add("%s: %s".formatted(wheel.getFileName(), oddity)));
                        wheels++;
                        entries += directory.entries().size();
                    }
                }
            }
        }
        System.out.printf("%d wheels, %d entries: %d oddities%n", wheels, entries, odd.size());
        assertThat(odd).isEmpty();
    }
}
