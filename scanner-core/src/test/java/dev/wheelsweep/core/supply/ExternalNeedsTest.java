package dev.wheelsweep.core.supply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.ElfFactsBuilder;
import dev.wheelsweep.core.loader.LoadableFile;
import dev.wheelsweep.core.loader.Loader;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.wheel.ProjectName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExternalNeedsTest {
    private static final String SITE = "lib/python/site-packages/";
    private static final String CUBLAS = "libcublas.so.12";

    private static List<ExternalNeed> needs(Libc libc, Map<String, List<String>> neededBy, LoadableFile... files) {
        List<LoadableFile> all = List.of(files);
        return new ExternalNeeds(ProjectName.of("pkg"), List.of("nvidia-cublas-cu12"), all, new Loader(all, List.of()))
                .of(new TreeMap<>(neededBy), Arch.X86_64, libc);
    }

    private static List<String> folders(Libc libc, List<String> neededBy, LoadableFile... files) {
        return needs(libc, Map.of(CUBLAS, neededBy), files)
                .get(0)
                .searchFolders()
                .orElseThrow();
    }

    private static LoadableFile file(String path, ElfFactsBuilder facts) {
        return new LoadableFile(path, facts.build());
    }

    private static ElfFactsBuilder elf(String... needed) {
        return new ElfFactsBuilder().needed(needed);
    }

    @Test
    void aSearchPathLeadsToFoldersOfTheEnvironment() {
        assertThat(folders(
                        Libc.GLIBC,
                        List.of("pkg/lib/libx.so"),
                        file(
                                "pkg/lib/libx.so",
                                elf(CUBLAS)
                                        .runpath(
                                                "$ORIGIN/../../nvidia/cublas/lib:/opt/lib:$ORIGIN:${ORIGIN}/../../../../"
                                                        + ":$ORIGIN/../../../../../..:$ORIGIN/$LIB"))))
                .containsExactly(SITE + "nvidia/cublas/lib", SITE + "pkg/lib", "lib");
    }

    /** DT_RPATH counts for what a file loads; DT_RUNPATH only for the file itself, except with musl. */
    @Test
    void theSearchPathOfTheFileThatLoadsAnotherMayCount() {
        LoadableFile library = file("pkg/liba.so", elf(CUBLAS));
        LoadableFile withRpath = file("pkg/_x.so", elf("liba.so").rpath("$ORIGIN:$ORIGIN/../nvidia"));
        LoadableFile withRunpath = file("pkg/_x.so", elf("liba.so").runpath("$ORIGIN:$ORIGIN/../nvidia"));
        List<String> needing = List.of("pkg/liba.so");

        assertThat(folders(Libc.GLIBC, needing, library, withRpath)).containsExactly(SITE + "pkg", SITE + "nvidia");
        assertThat(folders(Libc.GLIBC, needing, library, withRunpath)).isEmpty();
        assertThat(folders(Libc.MUSL, needing, library, withRunpath)).containsExactly(SITE + "pkg", SITE + "nvidia");
    }

    @Test
    void onlyFoldersThatEveryNeedingFileSearchesCount() {
        LoadableFile one = file("a/_x.so", elf(CUBLAS).runpath("$ORIGIN/../nvidia:$ORIGIN/../only"));
        LoadableFile other = file("a/_y.so", elf(CUBLAS).runpath("$ORIGIN:$ORIGIN/../nvidia"));

        assertThat(folders(Libc.GLIBC, List.of("a/_x.so", "a/_y.so"), one, other))
                .containsExactly(SITE + "nvidia");
    }

    @Test
    void versionsAreThoseOfAllNeedingFilesThatAreNotWeak() {
        LoadableFile one =
                file("a/_x.so", elf(CUBLAS).version(CUBLAS, "V_2", "f").version("libc.so.6", "GLIBC_2.17", "g"));
        LoadableFile other =
                file("a/_y.so", elf(CUBLAS).version(CUBLAS, "V_1", "f").weakVersion(CUBLAS, "V_3", "h"));

        ExternalNeed need = needs(Libc.GLIBC, Map.of(CUBLAS, List.of("a/_x.so", "a/_y.so")), one, other)
                .get(0);

        assertThat(need.versions()).containsExactly("V_1", "V_2");
        assertThat(need.supplier()).contains(new Supplier.Distribution("nvidia-cublas-cu12"));
    }

    @Test
    void theInterpreterBringsLibpython() {
        LoadableFile file = file("_x.so", elf("libpython3.11.so.1.0"));

        assertThat(needs(Libc.GLIBC, Map.of("libpython3.11.so.1.0", List.of("_x.so")), file))
                .singleElement()
                .satisfies(need -> assertThat(need.supplier()).contains(new Supplier.Interpreter()));
    }

    @Test
    void craftedSearchPathsHaveALimit() {
        String many = IntStream.rangeClosed(0, ExternalNeeds.MOST_FOLDERS)
                .mapToObj("$ORIGIN/%d"::formatted)
                .collect(Collectors.joining(":"));
        assertThat(needs(
                        Libc.GLIBC,
                        Map.of(CUBLAS, List.of("_x.so")),
                        file("_x.so", elf(CUBLAS).rpath(many))))
                .singleElement()
                .satisfies(need -> assertThat(need.searchFolders()).isEmpty());

        String deep = "a/".repeat(1900) + "_x.so";
        String folders = many.substring(0, many.lastIndexOf(':'));
        Map<String, List<String>> libraries =
                IntStream.range(0, 10).boxed().collect(Collectors.toMap("lib%d.so"::formatted, i -> List.of(deep)));
        assertThat(needs(
                                Libc.GLIBC,
                                libraries,
                                file(
                                        deep,
                                        elf(libraries.keySet().toArray(String[]::new))
                                                .rpath(folders)))
                        .stream()
                        .map(ExternalNeed::searchFolders)
                        .flatMap(Optional::stream)
                        .mapToInt(all -> String.join("", all).length())
                        .sum())
                .isBetween(1, ExternalNeeds.LONGEST_TEXT);
    }
}
