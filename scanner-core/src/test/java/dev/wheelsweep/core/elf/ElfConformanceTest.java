package dev.wheelsweep.core.elf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.InputFile;
import dev.wheelsweep.core.input.InputMode;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares the facts of other projects' ELF files with reports of readelf, LLVM and pyelftools: {@code
 * -Dwheelsweep.shared=FOLDER}.
 */
@EnabledIfSystemProperty(named = "wheelsweep.shared", matches = ".+")
final class ElfConformanceTest {
    private static final int FILE = 0;
    private static final int CLASS = 2;
    private static final int DATA = 3;
    private static final int TYPE = 4;
    private static final int NEEDED = 8;
    private static final int VERNEED = 11;
    private static final int COLUMNS = 17;

    private static Path folder() {
        return Path.of(System.getProperty("wheelsweep.shared"), "conformance");
    }

    private static Stream<List<String>> references() throws IOException {
        return Files.readAllLines(folder().resolve("ORACLES_elf.tsv")).stream()
                .skip(1)
                .map(line -> List.of(line.split("\t", COLUMNS)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("references")
    void agreesWithOtherReaders(List<String> reference) throws Exception {
        try (InputFile file = InputMode.MMAP.open(folder().resolve(reference.get(FILE)))) {
            ElfFacts facts = ElfReader.read(file);
            assertThat(facts.identity().layout().name()).isEqualTo(reference.get(CLASS));
            assertThat(facts.identity().order())
                    .isEqualTo(reference.get(DATA).contains("little") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            assertThat(facts.identity().type()).isEqualTo(type(reference.get(TYPE)));
            assertThat(facts.linkage().needed()).isEqualTo(list(reference.get(NEEDED)));
            assertThat(facts.symbols().versionNeeds().stream()
                            .map(need -> need.library() + ":" + need.version().name())
                            .toList())
                    .isEqualTo(list(reference.get(VERNEED)));
        }
    }

    private static int type(String readelf) {
        return switch (readelf.split(" ", 2)[0]) {
            case "REL" -> ElfHeader.ET_REL;
            case "EXEC" -> ElfHeader.ET_EXEC;
            case "DYN" -> ElfHeader.ET_DYN;
            default -> throw new IllegalArgumentException(readelf);
        };
    }

    private static List<String> list(String cell) {
        return cell.isEmpty() ? List.of() : Arrays.asList(cell.split(",", -1));
    }
}
