package dev.wheelsweep.core.policy;

import static dev.wheelsweep.core.policy.BinaryBuilder.extension;
import static dev.wheelsweep.core.policy.BinaryBuilder.library;
import static dev.wheelsweep.core.policy.BinaryBuilder.wheel;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LibraryTreesTest {
    private static final String NAME = "p-1-cp312-cp312-linux_x86_64.whl";

    @Test
    void everyNameIsSearchedOnceDepthFirst() {
        Subject wheel = wheel(
                NAME,
                extension("p/_x.so").needed("liba.so", "libb.so").rpath("$ORIGIN/one"),
                // libb is found from this file first, in a folder that only this file names.
                library("p/one/liba.so").needed("libb.so", "libm.so.6").runpath("$ORIGIN/../two"),
                library("p/two/libb.so").needed("liba.so"));
        assertThat(new LibraryTrees(wheel).of(wheel.binaries().get(0)))
                .containsExactly(
                        Map.entry("libc.so.6", Optional.empty()),
                        Map.entry("liba.so", Optional.of("p/one/liba.so")),
                        Map.entry("libb.so", Optional.of("p/two/libb.so")),
                        Map.entry("libm.so.6", Optional.empty()));
    }

    @Test
    void theRunpathOfTheFirstFileIsSearchedLast() {
        Subject wheel = wheel(
                NAME,
                extension("p/_x.so").needed("liba.so").runpath("$ORIGIN/one"),
                library("p/one/liba.so").needed("libb.so").runpath("$ORIGIN/two"),
                library("p/one/libb.so"),
                library("p/one/two/libb.so"));
        assertThat(new LibraryTrees(wheel).of(wheel.binaries().get(0)))
                .containsEntry("libb.so", Optional.of("p/one/two/libb.so"));
    }

    @Test
    void libpythonIsNeverFound() {
        Subject wheel = wheel(
                NAME,
                extension("p/_x.so").needed("libpython3.12.so.1.0").rpath("$ORIGIN"),
                library("p/libpython3.12.so.1.0"));
        assertThat(new LibraryTrees(wheel).of(wheel.binaries().get(0)))
                .containsEntry("libpython3.12.so.1.0", Optional.empty());
    }

    @Test
    @Timeout(60)
    void aTreeThatIsTooLargeIsAFinding() {
        Judgement judgement = new PolicyEngine(PolicyCatalog.builtIn()).judge(everyFileNeedsEveryOther());
        assertThat(judgement.findings()).extracting(Finding::id).containsExactly(FindingId.RESOLUTION_LIMIT);
        assertThat(judgement.policy()).contains("linux_x86_64");
    }

    /** A wheel of n files that makes n trees of n files with n names each. */
    static Subject everyFileNeedsEveryOther() {
        int count = 400;
        List<Binary> files = new ArrayList<>();
        String[] names = new String[count];
        for (int i = 0; i < count; i++) {
            names[i] = "lib%d.so".formatted(i);
        }
        String folders = manyFolders() + "$ORIGIN";
        for (String name : names) {
            files.add(extension(name)
                    .hook("PyInit_" + name.replace(".so", ""))
                    .needed(names)
                    .rpath(folders)
                    .build());
        }
        return wheel(NAME, files);
    }

    private static String manyFolders() {
        StringBuilder folders = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            folders.append("$ORIGIN/").append(i).append(':');
        }
        return folders.toString();
    }
}
