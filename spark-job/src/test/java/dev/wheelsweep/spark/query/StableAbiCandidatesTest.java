package dev.wheelsweep.spark.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.scan.WheelBuilder;
import dev.wheelsweep.spark.LocalSweep;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StableAbiCandidatesTest {
    private static final String SINCE_3_2 = "PyList_New";
    private static final String SINCE_3_10 = "PyUnicode_AsUTF8AndSize";
    private static final String NEVER = "_PyDict_NewPresized";
    private static final String UNKNOWN = "PyNotOfPython_At_All";

    @TempDir
    private Path folder;

    @Test
    void onlyExtensionsWithoutOtherSymbolsOfPythonAreCandidates() throws Exception {
        wheel("all-1-cp312-cp312", SINCE_3_2, SINCE_3_10).writeTo(folder);
        wheel("half-1-cp312-cp312", SINCE_3_2)
                .elf("half/_other.so", extension("_other", SINCE_3_2, NEVER))
                .writeTo(folder);
        wheel("unstable-1-cp312-cp312", SINCE_3_2, NEVER).writeTo(folder);
        wheel("unknown-1-cp312-cp312", SINCE_3_2, UNKNOWN).writeTo(folder);
        wheel("nothing-1-cp312-cp312").writeTo(folder);
        wheel("threads-1-cp313-cp313t", SINCE_3_2).writeTo(folder);
        wheel("already-1-cp39-abi3", SINCE_3_2).writeTo(folder);

        assertThat(answer()).containsExactly("all 1 1 3.10 all/_x.so", "half 2 1 3.2 half/_x.so");
    }

    private List<String> answer() throws Exception {
        Path dataset = folder.resolve("dataset");
        LocalSweep.of(folder, dataset);
        try (EmbeddedDataset embedded = EmbeddedDataset.open(dataset)) {
            return embedded
                    .answer(Questions.builtIn().named("stable-abi-candidates").sql())
                    .lines()
                    .stream()
                    .map(line -> "%s %s %s %s %s"
                            .formatted(
                                    line.text("project"),
                                    line.text("extensions"),
                                    line.text("stable_extensions"),
                                    line.text("needed_python"),
                                    line.text("example")))
                    .toList();
        }
    }

    private static WheelBuilder wheel(String name, String... symbols) throws IOException {
        return WheelBuilder.named(name + "-manylinux_2_17_x86_64.whl")
                .elf(name.substring(0, name.indexOf('-')) + "/_x.so", extension("_x", symbols));
    }

    private static ElfBuilder extension(String module, String... symbols) {
        ElfBuilder elf = ElfBuilder.library()
                .needed("libc.so.6")
                .need("libc.so.6", "GLIBC_2.17", "memcpy")
                .exporting("PyInit_" + module);
        for (String symbol : symbols) {
            elf.importing(symbol);
        }
        return elf;
    }
}
