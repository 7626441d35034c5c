package dev.wheelsweep.core.loader;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.wheelsweep.core.elf.ElfFactsBuilder;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.wheel.NeededLibrary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SearchPathTest {

    /** A file with a search path, a library that it needs, and the entry that is found for it, or null. */
    private record Case(String name, String entry, String searchPath, String library, String expected) {}

    private static final List<String> WHEEL = List.of(
            "pkg/_native.so",
            "pkg/sub/_deep.so",
            "pkg/libinner.so.1",
            "pkg.libs/libfoo-1a2b3c4d.so.1",
            "pkg-1.0.data/scripts/tool",
            "pkg-1.0.data/data/lib/libdata.so",
            "pkg-1.0.data/platlib/other/_o.so");

    private static final List<Case> CASES = List.of(
            new Case("same folder", "pkg/_native.so", "$ORIGIN", "libinner.so.1", "pkg/libinner.so.1"),
            new Case("braces", "pkg/_native.so", "${ORIGIN}", "libinner.so.1", "pkg/libinner.so.1"),
            new Case(
                    "auditwheel",
                    "pkg/_native.so",
                    "$ORIGIN/../pkg.libs",
                    "libfoo-1a2b3c4d.so.1",
                    "pkg.libs/libfoo-1a2b3c4d.so.1"),
            new Case(
                    "two up",
                    "pkg/sub/_deep.so",
                    "$ORIGIN/../../pkg.libs/.",
                    "libfoo-1a2b3c4d.so.1",
                    "pkg.libs/libfoo-1a2b3c4d.so.1"),
            new Case("second element", "pkg/_native.so", "/usr/lib::$ORIGIN", "libinner.so.1", "pkg/libinner.so.1"),
            new Case("absolute path", "pkg/_native.so", "/pkg", "libinner.so.1", null),
            new Case("no search path", "pkg/_native.so", null, "libinner.so.1", null),
            new Case("not in the wheel", "pkg/_native.so", "$ORIGIN", "libc.so.6", null),
            new Case("leaves the tree", "pkg/_native.so", "$ORIGIN/../../../../../../..", "pkg/_native.so", null),
            new Case("token only as a whole", "pkg/_native.so", "$ORIGINAL", "libinner.so.1", null),
            new Case("needed as a path", "pkg/_native.so", null, "$ORIGIN/libinner.so.1", "pkg/libinner.so.1"),
            new Case("needed as a path outside", "pkg/_native.so", null, "$ORIGIN/../../../../../x.so", null),
            new Case("needed by a relative path", "pkg/_native.so", "$ORIGIN", "sub/_deep.so", null),
            new Case("empty search path", "pkg/_native.so", "", "libinner.so.1", null),
            new Case("the folder itself", "pkg/sub/_deep.so", "$ORIGIN", "..", null),
            new Case("found in the wheel's root", "root.so", "$ORIGIN/pkg", "libinner.so.1", "pkg/libinner.so.1"),
            new Case(
                    "an unknown scheme is a folder",
                    "pkg-1.0.data/other/_x.so",
                    "$ORIGIN/../../pkg",
                    "libinner.so.1",
                    "pkg/libinner.so.1"),
            new Case("needed as an absolute path", "pkg/_native.so", "$ORIGIN", "/lib/libinner.so.1", null),
            new Case(
                    "platlib is the root",
                    "pkg-1.0.data/platlib/other/_o.so",
                    "$ORIGIN/../pkg",
                    "libinner.so.1",
                    "pkg/libinner.so.1"),
            new Case(
                    "script to data",
                    "pkg-1.0.data/scripts/tool",
                    "$ORIGIN/../lib",
                    "libdata.so",
                    "pkg-1.0.data/data/lib/libdata.so"),
            new Case(
                    "extension to data",
                    "pkg/_native.so",
                    "$ORIGIN/../../..",
                    "libdata.so",
                    "pkg-1.0.data/data/lib/libdata.so"));

    @Test
    void findsWhatTheLoaderWouldFind() {
        for (Case it : CASES) {
            assertThat(resolve(WHEEL, it.entry(), it.searchPath(), it.library()))
                    .as(it.name())
                    .containsExactly(new NeededLibrary(it.library(), Optional.ofNullable(it.expected())));
        }
    }

    @Test
    void keepsTheOrderOfLibrariesAndOfTheSearchPath() {
        assertThat(resolve(
                        List.of("a/lib.so", "b/lib.so", "b/other.so"),
                        "c/_native.so",
                        "$ORIGIN/../b:$ORIGIN/../a",
                        "x",
                        "lib.so",
                        "x"))
                .containsExactly(
                        new NeededLibrary("x", Optional.empty()),
                        new NeededLibrary("lib.so", Optional.of("b/lib.so")),
                        new NeededLibrary("x", Optional.empty()));
    }

    @Test
    void theLastOfSeveralEntriesAtOnePlaceIsLoaded() {
        assertThat(resolve(
                        List.of("pkg/lib.so", "pkg-1.data/purelib/pkg/lib.so"), "pkg/_native.so", "$ORIGIN", "lib.so"))
                .containsExactly(new NeededLibrary("lib.so", Optional.of("pkg-1.data/purelib/pkg/lib.so")));
    }

    @Test
    void pathsLongerThanPathMaxAreInstalledNowhere() {
        String folder = "a/".repeat(2048);
        assertThat(resolve(List.of(folder + "lib.so", "lib.so"), folder + "_native.so", "$ORIGIN", "lib.so"))
                .containsExactly(new NeededLibrary("lib.so", Optional.empty()));
    }

    /** As many libraries and elements as ElfLimits allow, in the deepest folder. */
    @Test
    void hostileNumbersTakeLittleTime() {
        String folder = "a/".repeat(2000);
        String searchPath =
                IntStream.range(0, 340).mapToObj("$ORIGIN/%03d"::formatted).collect(joining(":"));
        String[] libraries = IntStream.range(0, 4096)
                .mapToObj(i -> i % 2 == 0 ? "lib" + i : "$ORIGIN/" + i)
                .toArray(String[]::new);

        assertTimeout(Duration.ofSeconds(10), () -> resolve(List.of(), folder + "_native.so", searchPath, libraries));
    }

    private static List<NeededLibrary> resolve(
            List<String> others, String entry, String searchPath, String... libraries) {
        ElfFactsBuilder facts = new ElfFactsBuilder().needed(libraries);
        if (searchPath != null) {
            facts.runpath(searchPath);
        }
        LoadableFile needing = new LoadableFile(entry, facts.build());
        List<LoadableFile> wheel = new ArrayList<>();
        others.forEach(path -> wheel.add(new LoadableFile(path, new ElfFactsBuilder().build())));
        wheel.add(needing);
        return new NeededFiles(wheel, Libc.GLIBC).of(needing);
    }
}
