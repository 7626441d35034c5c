package dev.wheelsweep.core.policy;

import static dev.wheelsweep.core.policy.BinaryBuilder.extension;
import static dev.wheelsweep.core.policy.BinaryBuilder.library;
import static dev.wheelsweep.core.policy.BinaryBuilder.wheel;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LoadsTest {
    private static final PolicyEngine ENGINE = new PolicyEngine(PolicyCatalog.builtIn());
    private static final String NAME = "p-1-cp312-cp312-linux_x86_64.whl";

    /** What glibc's _dl_check_all_versions does at loading; musl has no symbol versions. */
    private record Case(String what, BinaryBuilder extension, BinaryBuilder library, String policy) {}

    private static final String OLDEST = "manylinux_2_5_x86_64";
    private static final String NONE = "linux_x86_64";

    private static final List<Case> CASES = List.of(
            new Case(
                    "a version of the wheel's own library is no need of the system",
                    user().version("libstdc++-1.so.6", "GLIBCXX_3.4.35", "f"),
                    own().provides("GLIBCXX_3.4").provides("GLIBCXX_3.4.35"),
                    OLDEST),
            new Case(
                    "neither is one of a library without version definitions",
                    user().version("libstdc++-1.so.6", "GLIBCXX_3.4.35", "f"),
                    own(),
                    OLDEST),
            new Case(
                    "nor the name of the base definition",
                    user().version("libstdc++-1.so.6", "libstdc++-1.so.6", "f"),
                    own().soname("libstdc++-1.so.6").provides("V_1"),
                    OLDEST),
            new Case(
                    "loading fails if the wheel's own library has other versions",
                    user().version("libstdc++-1.so.6", "GLIBCXX_3.4", "f"),
                    own().provides("GLIBCXX_3.4.35"),
                    NONE),
            new Case(
                    "also in a namespace that no policy knows",
                    user().version("libstdc++-1.so.6", "OWN_2", "f"),
                    own().provides("OWN_1"),
                    NONE),
            new Case(
                    "but not for a weak need",
                    user().weakVersion("libstdc++-1.so.6", "OWN_2", "f"),
                    own().provides("OWN_1"),
                    OLDEST),
            new Case(
                    "a library that is not reached is the system's",
                    extension("p/_x.so").needed("libstdc++.so.6").version("libstdc++.so.6", "GLIBCXX_3.4.30", "f"),
                    library("p.libs/libstdc++.so.6").provides("GLIBCXX_3.4.30"),
                    "manylinux_2_35_x86_64"));

    private static BinaryBuilder user() {
        return extension("p/_x.so").needed("libstdc++-1.so.6").runpath("$ORIGIN/../p.libs");
    }

    private static BinaryBuilder own() {
        return library("p.libs/libstdc++-1.so.6");
    }

    @Test
    void versionsAreThoseOfTheFileThatIsLoaded() {
        for (Case it : CASES) {
            assertThat(ENGINE.judge(wheel(NAME, it.extension(), it.library())).policy())
                    .as(it.what())
                    .contains(it.policy());
        }
    }

    @Test
    void theFileThatLacksAVersionIsNamed() {
        Judgement judgement = ENGINE.judge(wheel(
                "p-1-cp312-cp312-manylinux_2_17_x86_64.whl",
                user().version("libstdc++-1.so.6", "OWN_2", "f"),
                own().provides("OWN_1")));
        assertThat(judgement.findings())
                .containsExactly(new Finding(
                        FindingId.TAG_VIOLATED,
                        Optional.of("p/_x.so"),
                        "manylinux_2_17_x86_64: p/_x.so: libstdc++-1.so.6 OWN_2 (f) (p.libs/libstdc++-1.so.6, which the"
                                + " loader takes, does not define the version)"));
    }

    @Test
    void forbiddenSymbolsOfTheWheelsOwnCopyAreNotForbidden() {
        BinaryBuilder extension =
                extension("p/_x.so").needed("libz.so.1").imports("inflate_fast").runpath("$ORIGIN");
        assertThat(ENGINE.judge(wheel(NAME, extension, library("p/libz.so.1"))).policy())
                .contains(OLDEST);
        assertThat(ENGINE.judge(wheel(NAME, extension)).policy()).isNotEqualTo(Optional.of(OLDEST));
    }

    /** The extension that does not inherit a search path fails, even if another one is lucky. */
    @Test
    void aNeedCountsIfOneLoadDoesNotSatisfyIt() {
        BinaryBuilder lucky = extension("p/_a.so").needed("liba.so").rpath("$ORIGIN");
        BinaryBuilder unlucky = extension("p/_b.so").needed("liba.so").runpath("$ORIGIN");
        BinaryBuilder inner = library("p/liba.so").needed("libb.so");
        BinaryBuilder innermost = library("p/libb.so");
        assertThat(ENGINE.judge(wheel(NAME, lucky, inner, innermost)).policy()).contains(OLDEST);
        Judgement judgement = ENGINE.judge(wheel(NAME, lucky, unlucky, inner, innermost));
        assertThat(judgement.policy()).contains(NONE);
        assertThat(judgement.findings())
                .containsExactly(new Finding(
                        FindingId.LIBRARY_NOT_REACHED,
                        Optional.of("p/liba.so"),
                        "libb.so is in p, which no search path of p/liba.so reaches; needs RUNPATH $ORIGIN"));
    }

    @Test
    @Timeout(60)
    void aTreeThatIsTooLargeIsAFinding() {
        Judgement judgement = ENGINE.judge(everyFileNeedsEveryOther());
        assertThat(judgement.findings()).extracting(Finding::id).containsExactly(FindingId.RESOLUTION_LIMIT);
        assertThat(judgement.policy()).contains("linux_x86_64");
    }

    /** A wheel of n files that makes n loads of n files with n names each. */
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
