package dev.wheelsweep.core.wheel;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InstalledTreeTest {

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
        InstalledTree tree = new InstalledTree(WHEEL);
        for (Case it : CASES) {
            assertThat(tree.resolve(it.entry(), Optional.ofNullable(it.searchPath()), List.of(it.library())))
                    .as(it.name())
                    .containsExactly(new NeededLibrary(it.library(), Optional.ofNullable(it.expected())));
        }
    }

    @Test
    void keepsTheOrderOfLibrariesAndOfTheSearchPath() {
        InstalledTree tree = new InstalledTree(List.of("a/lib.so", "b/lib.so", "b/other.so"));

        assertThat(tree.resolve("c/_native.so", Optional.of("$ORIGIN/../b:$ORIGIN/../a"), List.of("x", "lib.so", "x")))
                .containsExactly(
                        new NeededLibrary("x", Optional.empty()),
                        new NeededLibrary("lib.so", Optional.of("b/lib.so")),
                        new NeededLibrary("x", Optional.empty()));
    }

    @Test
    void theLastOfSeveralEntriesAtOnePlaceIsLoaded() {
        InstalledTree tree = new InstalledTree(List.of("pkg/lib.so", "pkg-1.data/purelib/pkg/lib.so"));

        assertThat(tree.resolve("pkg/_native.so", Optional.of("$ORIGIN"), List.of("lib.so")))
                .containsExactly(new NeededLibrary("lib.so", Optional.of("pkg-1.data/purelib/pkg/lib.so")));
    }

    @Test
    void pathsLongerThanPathMaxAreInstalledNowhere() {
        String folder = "a/".repeat(2048);
        InstalledTree tree = new InstalledTree(List.of(folder + "lib.so", "lib.so"));

        assertThat(tree.resolve(folder + "_native.so", Optional.of("$ORIGIN"), List.of("lib.so")))
                .containsExactly(new NeededLibrary("lib.so", Optional.empty()));
    }

    /** As many libraries and elements as ElfLimits allow, in the deepest folder. */
    @Test
    void hostileNumbersTakeLittleTime() {
        String folder = "a/".repeat(2000);
        InstalledTree tree = new InstalledTree(List.of(folder + "_native.so"));
        String searchPath =
                IntStream.range(0, 340).mapToObj("$ORIGIN/%03d"::formatted).collect(joining(":"));
        List<String> libraries = IntStream.range(0, 4096)
                .mapToObj(i -> i % 2 == 0 ? "lib" + i : "$ORIGIN/" + i)
                .toList();

        assertTimeout(
                Duration.ofSeconds(10), () -> tree.resolve(folder + "_native.so", Optional.of(searchPath), libraries));
    }
}
