package dev.wheelsweep.core.loader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.ElfFactsBuilder;
import dev.wheelsweep.core.loader.Whereabouts.Place;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WhereaboutsTest {

    /** Where is liba.so, which {@code needing} does not find? */
    private record Case(String library, String needing, String runpath, Whereabouts expected) {}

    private static final List<Case> CASES = List.of(
            new Case(
                    "q.libs/liba.so",
                    "pkg/x.so",
                    "/opt",
                    unreached("liba.so is in q.libs, which no search path of pkg/x.so reaches; needs RUNPATH"
                            + " $ORIGIN/../q.libs")),
            new Case(
                    "pkg/liba.so",
                    "pkg/x.so",
                    null,
                    unreached("liba.so is in pkg, which no search path of pkg/x.so reaches; needs RUNPATH $ORIGIN")),
            new Case(
                    "liba.so",
                    "pkg/sub/x.so",
                    "$ORIGIN",
                    unreached("liba.so is in the root of the wheel, which no search path of pkg/sub/x.so reaches; needs"
                            + " RUNPATH $ORIGIN/../..")),
            new Case(
                    "p-1.data/data/lib/liba.so",
                    "pkg/x.so",
                    "$ORIGIN",
                    unreached("liba.so is in p-1.data/data/lib, which no search path of pkg/x.so reaches; needs RUNPATH"
                            + " $ORIGIN/../../..")),
            // The way down has a folder named after a release of Python.
            new Case(
                    "pkg/liba.so",
                    "p-1.data/scripts/x.so",
                    "$ORIGIN",
                    unreached("liba.so is in pkg, which no search path of p-1.data/scripts/x.so reaches")),
            new Case(
                    "pkg/other.so",
                    "pkg/lib/x.so",
                    "$ORIGIN:$ORIGIN/../../nvidia/cublas/lib:/usr/lib",
                    outside(
                            "the search path leads out of the wheel: $ORIGIN/../../nvidia/cublas/lib (nvidia/cublas/lib)")),
            new Case(
                    "pkg/other.so",
                    "pkg/x.so",
                    "$ORIGIN/../../../../../../lib",
                    outside("the search path leads out of the wheel: $ORIGIN/../../../../../../lib")),
            new Case("pkg/other.so", "pkg/x.so", "$ORIGIN/../pkg/lib:$ORIGIN/..", null),
            new Case("pkg/other.so", "pkg/x.so", "/opt/lib", null));

    @Test
    void theTextNamesThePlaceAndTheWay() {
        for (Case it : CASES) {
            ElfFactsBuilder facts = new ElfFactsBuilder().needed("liba.so");
            Optional.ofNullable(it.runpath()).ifPresent(facts::runpath);
            LoadableFile needing = new LoadableFile(it.needing(), facts.build());
            LoadableFile library = new LoadableFile(it.library(), new ElfFactsBuilder().build());
            Loader loader = new Loader(List.of(needing, library), List.of());
            assertThat(loader.load(needing, LoaderRules.GLIBC).file("liba.so")).isEmpty();
            assertThat(loader.whereabouts("liba.so", needing, LoaderRules.GLIBC))
                    .isEqualTo(Optional.ofNullable(it.expected()));
        }
    }

    @Test
    void aSonameIsNoFileName() {
        LoadableFile needing = new LoadableFile(
                "pkg/x.so",
                new ElfFactsBuilder().needed("liba.so.1").runpath("$ORIGIN").build());
        LoadableFile library = new LoadableFile(
                "pkg/liba.so.1.2", new ElfFactsBuilder().soname("liba.so.1").build());

        assertThat(new Loader(List.of(needing, library), List.of())
                        .whereabouts("liba.so.1", needing, LoaderRules.GLIBC))
                .contains(
                        unreached("pkg/liba.so.1.2 has this DT_SONAME, but the loader looks for a file of this name"));
    }

    private static Whereabouts unreached(String text) {
        return new Whereabouts(Place.UNREACHED, text);
    }

    private static Whereabouts outside(String text) {
        return new Whereabouts(Place.OUTSIDE, text);
    }
}
