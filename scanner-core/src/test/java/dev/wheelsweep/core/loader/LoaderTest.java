package dev.wheelsweep.core.loader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.ElfFactsBuilder;
import dev.wheelsweep.core.elf.ElfIdentity;
import dev.wheelsweep.core.elf.ElfKind;
import dev.wheelsweep.core.elf.ElfLayout;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the three loaders do with one tree; {@link LoaderDifferentialTest} asks two of them. */
class LoaderTest {
    private static final int EM_AARCH64 = 183;
    private static final int ET_DYN = 3;
    private static final String NOTHING = "";

    /**
     * Which file satisfies {@code library} as needed by {@code needing}, if the first file is loaded.
     *
     * @param glibc a path, or {@link #NOTHING}; null if {@code needing} is not loaded at all
     */
    private record Case(
            String what,
            List<LoadableFile> files,
            String needing,
            String library,
            String glibc,
            String musl,
            String bionic) {}

    private static final List<Case> CASES = List.of(
            new Case(
                    "DT_RPATH of the loading file is inherited",
                    List.of(
                            file("p/x.so", elf().needed("liba.so").rpath("$ORIGIN:$ORIGIN/b")),
                            file("p/liba.so", elf().needed("libb.so")),
                            file("p/b/libb.so", elf())),
                    "p/liba.so",
                    "libb.so",
                    "p/b/libb.so",
                    "p/b/libb.so",
                    null),
            new Case(
                    "DT_RPATH of any file on the way is inherited",
                    List.of(
                            file("p/x.so", elf().needed("liba.so").runpath("$ORIGIN")),
                            file("p/liba.so", elf().needed("libb.so").rpath("$ORIGIN/b")),
                            file("p/b/libb.so", elf().needed("libc2.so")),
                            file("p/b/libc2.so", elf())),
                    "p/b/libb.so",
                    "libc2.so",
                    "p/b/libc2.so",
                    "p/b/libc2.so",
                    null),
            new Case(
                    "DT_RUNPATH is not inherited, except by musl",
                    List.of(
                            file("p/x.so", elf().needed("liba.so").runpath("$ORIGIN")),
                            file("p/liba.so", elf().needed("libb.so")),
                            file("p/libb.so", elf())),
                    "p/liba.so",
                    "libb.so",
                    NOTHING,
                    "p/libb.so",
                    NOTHING),
            new Case(
                    "a file with DT_RUNPATH inherits nothing, except from musl",
                    List.of(
                            file("p/x.so", elf().needed("liba.so").rpath("$ORIGIN")),
                            file("p/liba.so", elf().needed("libb.so").runpath("/nowhere")),
                            file("p/libb.so", elf())),
                    "p/liba.so",
                    "libb.so",
                    NOTHING,
                    "p/libb.so",
                    null),
            new Case(
                    "an empty DT_RUNPATH hides DT_RPATH, too",
                    List.of(
                            file(
                                    "p/x.so",
                                    elf().needed("liba.so").rpath("$ORIGIN").runpath("")),
                            file("p/liba.so", elf())),
                    "p/x.so",
                    "liba.so",
                    NOTHING,
                    NOTHING,
                    NOTHING),
            new Case(
                    "DT_RPATH alone is nothing to Android",
                    List.of(file("p/x.so", elf().needed("liba.so").rpath("$ORIGIN")), file("p/liba.so", elf())),
                    "p/x.so",
                    "liba.so",
                    "p/liba.so",
                    "p/liba.so",
                    NOTHING),
            new Case(
                    "a loaded library satisfies its DT_SONAME, except for musl",
                    List.of(
                            file(
                                    "p/x.so",
                                    elf().needed("libd.so.1.2", "libe.so").runpath("$ORIGIN")),
                            file("p/libd.so.1.2", elf().soname("libd.so.1")),
                            file("p/libe.so", elf().needed("libd.so.1"))),
                    "p/libe.so",
                    "libd.so.1",
                    "p/libd.so.1.2",
                    NOTHING,
                    "p/libd.so.1.2"),
            new Case(
                    "a library that is loaded later does not, for its parent's siblings come first",
                    List.of(
                            file("p/x.so", elf().needed("libe.so", "libd.so.1").runpath("$ORIGIN")),
                            file("p/libe.so", elf().needed("libd.so.1.2").runpath("$ORIGIN")),
                            file("p/libd.so.1.2", elf().soname("libd.so.1"))),
                    "p/x.so",
                    "libd.so.1",
                    NOTHING,
                    NOTHING,
                    NOTHING),
            new Case(
                    "a loaded library comes before a file of the own search path",
                    List.of(
                            file("p/x.so", elf().needed("liba.so", "libe.so").runpath("$ORIGIN")),
                            file("p/liba.so", elf()),
                            file("p/libe.so", elf().needed("liba.so").runpath("$ORIGIN/b")),
                            file("p/b/liba.so", elf())),
                    "p/libe.so",
                    "liba.so",
                    "p/liba.so",
                    "p/liba.so",
                    "p/liba.so"),
            new Case(
                    "the file that is loaded first satisfies its DT_SONAME",
                    List.of(
                            file(
                                    "p/x.so",
                                    elf().soname("x1.so").needed("liba.so").runpath("$ORIGIN")),
                            file("p/liba.so", elf().needed("x1.so"))),
                    "p/liba.so",
                    "x1.so",
                    "p/x.so",
                    NOTHING,
                    "p/x.so"),
            new Case(
                    "$LIB is another folder on each distribution",
                    List.of(
                            file("p/x.so", elf().needed("liba.so").rpath("$ORIGIN/$LIB")),
                            file("p/lib64/liba.so", elf())),
                    "p/x.so",
                    "liba.so",
                    NOTHING,
                    NOTHING,
                    NOTHING),
            new Case(
                    "$LIB finds what is in the folder of each distribution",
                    List.of(
                            file("p/x.so", elf().needed("liba.so").rpath("$ORIGIN/${LIB}")),
                            file("p/lib64/liba.so", elf()),
                            file("p/lib/liba.so", elf()),
                            file("p/lib/x86_64-linux-gnu/liba.so", elf())),
                    "p/x.so",
                    "liba.so",
                    "p/lib64/liba.so",
                    NOTHING,
                    NOTHING),
            new Case(
                    "$PLATFORM depends on processor and kernel",
                    List.of(
                            file("p/x.so", elf().needed("liba.so").rpath("$ORIGIN/$PLATFORM")),
                            file("p/x86_64/liba.so", elf())),
                    "p/x.so",
                    "liba.so",
                    NOTHING,
                    NOTHING,
                    NOTHING),
            new Case(
                    "another token makes the search path unusable for musl",
                    List.of(file("p/x.so", elf().needed("liba.so").rpath("$OTHER:$ORIGIN")), file("p/liba.so", elf())),
                    "p/x.so",
                    "liba.so",
                    "p/liba.so",
                    NOTHING,
                    NOTHING),
            new Case(
                    "a token ends where no letter, digit or underscore follows",
                    List.of(
                            file("p/x.so", elf().needed("liba.so").runpath("$ORIGIN.libs")),
                            file("p.libs/liba.so", elf())),
                    "p/x.so",
                    "liba.so",
                    "p.libs/liba.so",
                    "p.libs/liba.so",
                    "p.libs/liba.so"),
            new Case(
                    "a token in DT_NEEDED",
                    List.of(file("p/x.so", elf().needed("$ORIGIN/b/liba.so")), file("p/b/liba.so", elf())),
                    "p/x.so",
                    "$ORIGIN/b/liba.so",
                    "p/b/liba.so",
                    NOTHING,
                    NOTHING),
            new Case(
                    "a file for another machine is passed over, except by musl",
                    List.of(
                            file("p/x.so", elf().needed("liba.so").runpath("$ORIGIN/a:$ORIGIN/b")),
                            file("p/a/liba.so", aarch64()),
                            file("p/b/liba.so", elf())),
                    "p/x.so",
                    "liba.so",
                    "p/b/liba.so",
                    NOTHING,
                    NOTHING),
            new Case(
                    "an object file ends the search",
                    List.of(
                            file("p/x.so", elf().needed("liba.so").runpath("$ORIGIN/a:$ORIGIN/b")),
                            file("p/a/liba.so", elf().kind(ElfKind.RELOCATABLE)),
                            file("p/b/liba.so", elf())),
                    "p/x.so",
                    "liba.so",
                    NOTHING,
                    NOTHING,
                    NOTHING),
            new Case(
                    "every process has glibc",
                    List.of(file("p/x.so", elf().needed("libc.so.6").runpath("$ORIGIN")), file("p/libc.so.6", elf())),
                    "p/x.so",
                    "libc.so.6",
                    NOTHING,
                    NOTHING,
                    "p/libc.so.6"),
            new Case(
                    "musl answers for the names of all parts of a C library",
                    List.of(file("p/x.so", elf().needed("libm.so.6").runpath("$ORIGIN")), file("p/libm.so.6", elf())),
                    "p/x.so",
                    "libm.so.6",
                    "p/libm.so.6",
                    NOTHING,
                    "p/libm.so.6"));

    @Test
    void eachLoaderHasItsRules() {
        for (Case it : CASES) {
            compare(it, LoaderRules.GLIBC, it.glibc());
            compare(it, LoaderRules.MUSL, it.musl());
            compare(it, LoaderRules.BIONIC, it.bionic());
        }
    }

    private static void compare(Case it, LoaderRules rules, String expected) {
        Load load = new Loader(it.files(), List.of()).load(it.files().get(0), rules);
        String found = load.needs().containsKey(it.needing())
                ? load.needs().get(it.needing()).stream()
                        .filter(need -> need.library().equals(it.library()))
                        .findFirst()
                        .orElseThrow()
                        .resolvedTo()
                        .orElse(NOTHING)
                : null;
        assertThat(found).as("%s, %s", it.what(), rules).isEqualTo(expected);
    }

    @Test
    void filesAreMappedBreadthFirstAndOnce() {
        List<LoadableFile> files = List.of(
                file("p/x.so", elf().needed("liba.so", "libb.so").rpath("$ORIGIN")),
                file("p/liba.so", elf().needed("libc2.so", "x.so")),
                file("p/libb.so", elf().needed("libc2.so", "libm.so.6")),
                file("p/libc2.so", elf().needed("liba.so")));

        Load load = new Loader(files, List.of()).load(files.get(0), LoaderRules.GLIBC);

        assertThat(load.needs().keySet()).containsExactly("p/x.so", "p/liba.so", "p/libb.so", "p/libc2.so");
        assertThat(load.names())
                .containsOnly(
                        Map.entry("liba.so", Optional.of("p/liba.so")),
                        Map.entry("libb.so", Optional.of("p/libb.so")),
                        Map.entry("libc2.so", Optional.of("p/libc2.so")),
                        Map.entry("x.so", Optional.of("p/x.so")),
                        Map.entry("libm.so.6", Optional.empty()));
    }

    @Test
    void whatCannotBeReadIsFound() {
        LoadableFile first = file("p/x.so", elf().needed("liba.so").runpath("$ORIGIN"));

        Load load = new Loader(List.of(first), List.of("p/liba.so")).load(first, LoaderRules.GLIBC);

        assertThat(load.file("liba.so")).contains("p/liba.so");
        assertThat(load.needs()).containsOnlyKeys("p/x.so");
    }

    private static ElfFactsBuilder elf() {
        return new ElfFactsBuilder();
    }

    private static ElfFactsBuilder aarch64() {
        return elf().identity(new ElfIdentity(ElfLayout.ELF64, ByteOrder.LITTLE_ENDIAN, 0, ET_DYN, EM_AARCH64, 0));
    }

    private static LoadableFile file(String path, ElfFactsBuilder facts) {
        return new LoadableFile(path, facts.build());
    }
}
