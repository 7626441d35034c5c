package dev.wheelsweep.core.wheel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which of an archive's folders is the wheel's dist-info. */
class DistInfoFolderTest {

    /**
     * @param folders that hold a WHEEL file
     * @param chosen index of the one that is read
     */
    private record Case(String wheel, List<String> folders, int chosen) {}

    private static final List<Case> FOUND = List.of(
            new Case("pkg-1.0", List.of("pkg-1.0.dist-info"), 0),
            // The producer's spelling
            new Case("ruamel.yaml_clib-0.2.8", List.of("Ruamel-YAML.clib-0.2.8.dist-info"), 0),
            new Case("torch-2.8.0+cu128", List.of("torch-2.8.0_cu128.dist-info"), 0),
            // A single folder is taken under any name.
            new Case("pkg-1.0", List.of("other-2.0.dist-info"), 0),
            new Case("pkg-1.0", List.of(".dist-info"), 0),
            // Of several folders, the one that fits
            new Case("pkg-1.0", List.of("dep-1.0.dist-info", "pkg-1.0.dist-info", "pkg-2.0.dist-info"), 1),
            new Case("pkg-1.0+cu1", List.of("pkg-1.0.dist-info", "PKG-1.0_cu1.dist-info"), 1),
            // Folders of vendored projects do not count.
            new Case("pkg-1.0", List.of("pkg/_vendor/pkg-1.0.dist-info", "x-1.dist-info"), 1));

    /** @param detail of the failure */
    private record Missing(List<String> folders, String detail) {
        List<String> topLevel() {
            return folders.stream()
                    .map(folder -> folder.split("/", 2)[0])
                    .filter(folder -> folder.endsWith(".dist-info"))
                    .toList();
        }
    }

    private static final List<Missing> MISSING = List.of(
            new Missing(List.of(), "no *.dist-info/WHEEL at the top level"),
            new Missing(List.of("pkg-1.0.egg-info"), "no *.dist-info/WHEEL at the top level"),
            new Missing(List.of("sub/pkg-1.0.dist-info"), "no *.dist-info/WHEEL at the top level"),
            new Missing(List.of("pkg-1.0.dist-info/sub"), "no *.dist-info/WHEEL at the top level"),
            new Missing(
                    List.of("a-1.dist-info", "b-1.dist-info", "c-1.dist-info"),
                    "3 folders could be the wheel's, such as \"a-1.dist-info/\" and \"b-1.dist-info/\""),
            new Missing(
                    List.of("x-1.dist-info", "pkg-1.0.dist-info", "Pkg-1.0.dist-info"),
                    "2 folders could be the wheel's, such as \"pkg-1.0.dist-info/\" and \"Pkg-1.0.dist-info/\""));

    private static DistInfo.Parsed read(String wheel, List<String> folders) throws IOException, FormatException {
        MemoryArchive archive = new MemoryArchive().with("pkg/__init__.py", "");
        for (String folder : folders) {
            archive.with(folder + "/WHEEL", "Generator: " + folder + "\n");
        }
        return DistInfo.read(WheelFilename.parse(wheel + "-py3-none-any.whl"), archive);
    }

    @Test
    void readsTheFolderThatFits() throws IOException, FormatException {
        for (Case expected : FOUND) {
            DistInfo.Parsed reading = read(expected.wheel, expected.folders);
            assertThat(reading.failures()).as("%s", expected).isEmpty();
            assertThat(reading.facts().generators())
                    .as("%s", expected)
                    .containsExactly(expected.folders.get(expected.chosen));
        }
    }

    @Test
    void refusesNoFolderAndSeveralFolders() throws IOException, FormatException {
        for (Missing expected : MISSING) {
            DistInfo.Parsed reading = read("pkg-1.0", expected.folders);
            assertThat(reading.facts().generators()).isEmpty();
            assertThat(reading.facts().declarations().orElseThrow().folders())
                    .containsExactlyElementsOf(expected.topLevel());
            assertThat(reading.failures()).singleElement().satisfies(failure -> {
                assertThat(failure.entry()).isEmpty();
                assertThat(failure.cause().reason()).isEqualTo(Reason.NO_DIST_INFO);
                assertThat(failure.cause()).hasMessage("metadata: no_dist_info at offset 0: " + expected.detail);
            });
        }
    }
}
