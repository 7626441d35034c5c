package dev.wheelsweep.core.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Limits;
import dev.wheelsweep.core.input.Reason;
import org.junit.jupiter.api.Test;

/** A text that decides no version is kept as far as the limit allows, and marked; a name that decides is never cut. */
final class CutTextsTest {
    private static final int LONGEST = Limits.DEFAULT.stringBytes();

    /** Each element is as long as those that Bazel writes. */
    private static String path(int elements) {
        return "$ORIGIN/../_solib_k8/_U@pypi_S_Sjax_C_Urocm7___Ulib"
                        .repeat(2)
                        .concat(":")
                        .repeat(elements) + "/last";
    }

    @Test
    void searchPathsOfRealBuildsAreKeptWhole() throws Exception {
        for (int elements : new int[] {50, 500, 5_000}) {
            ElfFacts facts =
                    ElfBuilder.library().runpath(path(elements)).build().facts();
            assertThat(facts.linkage().runpath()).contains(path(elements));
            assertThat(facts.oddities()).isEmpty();
        }
    }

    @Test
    void aLongerSearchPathLosesItsLastFolders() throws Exception {
        String path = path(12_000);
        assertThat(path.length()).isGreaterThan(LONGEST);
        ElfFacts runpath = library().runpath(path).build().facts();
        ElfFacts rpath = library().rpath(path).build().facts();
        String kept = path.substring(0, path.lastIndexOf(':', LONGEST - 1));
        assertThat(runpath.linkage().runpath()).contains(kept);
        assertThat(rpath.linkage().rpath()).contains(kept);
        assertThat(runpath.oddities()).containsExactly(Oddity.SEARCH_PATH_CUT);
        assertThat(rpath.oddities()).containsExactly(Oddity.SEARCH_PATH_CUT);
        assertThat(runpath.symbols()).isEqualTo(library().build().facts().symbols());
        assertThat(library()
                        .runpath("/" + "x".repeat(LONGEST))
                        .build()
                        .facts()
                        .linkage()
                        .runpath())
                .contains("");
    }

    @Test
    void aLongerCommentLosesItsLastCompilers() throws Exception {
        String longest = "x".repeat(LONGEST - 4);
        ElfFacts facts =
                library().comment("GCC", longest + "y", "clang").build().facts();
        assertThat(facts.toolchain().compilers()).containsExactly("GCC", longest);
        assertThat(facts.oddities()).containsExactly(Oddity.COMMENT_CUT);
        assertThat(facts.symbols()).isEqualTo(library().build().facts().symbols());
        assertThat(library().comment("GCC", "x".repeat(100_000)).build().facts().oddities())
                .isEmpty();
    }

    @Test
    void aNameThatDecidesIsNotCut() {
        String name = "x".repeat(LONGEST + 1);
        for (ElfBuilder elf : new ElfBuilder[] {
            ElfBuilder.library().needed(name),
            ElfBuilder.library().soname(name),
            ElfBuilder.library().need(name, "V_1"),
            ElfBuilder.library().need("liba.so", name),
            ElfBuilder.library().interpreter(name)
        }) {
            FormatException bad = catchThrowableOfType(
                    FormatException.class, () -> elf.build().facts());
            assertThat(bad.reason()).isEqualTo(Reason.LIMIT_STRING_BYTES);
        }
    }

    private static ElfBuilder library() {
        return ElfBuilder.library().needed("libc.so.6").need("libc.so.6", "GLIBC_2.17", "memcpy");
    }
}
