package dev.wheelsweep.core.policy;

import static dev.wheelsweep.core.policy.BinaryBuilder.library;
import static dev.wheelsweep.core.policy.BinaryBuilder.wheel;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.platform.Libc;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What musl's loader makes of a wheel: which names are musl itself, and which symbols it finds. */
class MuslWheelsTest {
    private static final PolicyEngine ENGINE = new PolicyEngine(PolicyCatalog.builtIn());
    private static final String MUSLLINUX = "p-1-cp312-cp312-musllinux_1_2_x86_64.whl";
    private static final String ALPINE = "libc.musl-x86_64.so.1";

    private static BinaryBuilder module(String path) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        return library(path).hook("PyInit_" + file.substring(0, file.indexOf('.')));
    }

    private static Judgement judge(BinaryBuilder... files) {
        return ENGINE.judge(wheel(MUSLLINUX, files));
    }

    private static List<String> violations(Judgement judgement) {
        return judgement.violations().stream()
                .map(violation -> violation.requirement().text())
                .toList();
    }

    @Test
    void namesThatTheLoaderReservesAreMusl() {
        for (String name : List.of(
                "libc.so",
                "libc.so.6",
                "libc.so.6.1",
                "libc.musl-x86_64.so.1",
                "libc.musl-aarch64.so.1",
                "libm.so",
                "libm.so.6",
                "libpthread.so",
                "libpthread.so.0",
                "libdl.so",
                "libdl.so.2",
                "librt.so",
                "librt.so.1",
                "libutil.so.1",
                "libxnet.so")) {
            Judgement judgement = judge(module("_x.so").needed(name));
            assertThat(judgement.verdict()).as(name).isEqualTo(Verdict.HONEST);
            assertThat(judgement.externalLibraries()).as(name).isEmpty();
            assertThat(judgement.findings()).as(name).isEmpty();
            assertThat(judgement.floors().text(Floors.GLIBC)).as(name).isEmpty();
        }
    }

    @Test
    void namesThatTheLoaderLooksForAreExternal() {
        for (String name : List.of(
                "libcrypt.so.1",
                "libresolv.so.2",
                "libnsl.so.1",
                "libfoo.so.1",
                "libcc.so",
                "libpthreadx.so",
                "libc")) {
            Judgement judgement = judge(module("_x.so").needed(name, ALPINE));
            assertThat(judgement.externalLibraries())
                    .as(name)
                    .extracting(ExternalLibrary::name)
                    .containsExactly(name);
            assertThat(judgement.verdict()).as(name).isEqualTo(Verdict.OVERCLAIMS);
        }
    }

    @Test
    void aCopyOfAReservedNameInTheWheelIsNotLoaded() {
        Judgement judgement = judge(
                module("p/_x.so").needed("libdl.so.2").runpath("$ORIGIN"),
                library("p/libdl.so.2").needed("libfoo.so.1", ALPINE));
        assertThat(judgement.externalLibraries()).isEmpty();
    }

    @Test
    void filesThatOnlyGlibcLoadsBreakTheTag() {
        for (BinaryBuilder file : List.of(
                module("_x.so").needed("libc.so.6").version("libc.so.6", "GLIBC_2.17", "memcpy"),
                module("_x.so")
                        .needed("libm.so.6")
                        .version("libm.so.6", "GLIBC_2.29", "exp")
                        .libc(Libc.GLIBC),
                module("_x.so").needed("libc.so.6", "ld-linux-x86-64.so.2"),
                library("tool").needed("libc.so.6").interpreter("/lib64/ld-linux-x86-64.so.2"))) {
            Judgement judgement = judge(file);
            assertThat(judgement.claims().get(0).axis()).isEqualTo(Optional.of(Axis.LIBC));
            assertThat(judgement.findings()).extracting(Finding::id).contains(FindingId.FOREIGN_LIBC);
        }
    }

    @Test
    void versionsOfTheCompilersLibraryDoNotMakeItGlibc() {
        Judgement judgement = judge(
                module("p/_x.so")
                        .needed("libgcc_s-1a.so.1", ALPINE)
                        .version("libgcc_s-1a.so.1", "GLIBC_2.0", "__register_frame")
                        .runpath("$ORIGIN/../p.libs"),
                library("p.libs/libgcc_s-1a.so.1").needed(ALPINE));
        assertThat(judgement.verdict()).isEqualTo(Verdict.HONEST);
        assertThat(judgement.floors().text(Floors.GLIBC)).isEmpty();
    }

    /** @param missing null if nobody is blamed */
    private record Case(String what, String missing, List<BinaryBuilder> files) {
        Case(String what, String missing, BinaryBuilder... files) {
            this(what, missing, List.of(files));
        }
    }

    private static final List<Case> CASES = List.of(
            new Case(
                    "all of it is musl's or Python's",
                    null,
                    module("_x.so").needed(ALPINE).imports("printf", "open64", "PyLong_FromLong", "_Py_NoneStruct")),
            new Case("weak", null, module("_x.so").needed(ALPINE).weakImport("__gmon_start__")),
            new Case(
                    "nobody's",
                    "_x.so: undefined (foo)",
                    module("_x.so").needed(ALPINE).imports("foo")),
            new Case(
                    "glibc's",
                    "_x.so: undefined (__memcpy_chk, gnu_get_libc_version)",
                    module("_x.so").needed("libc.so.6").imports("__memcpy_chk", "gnu_get_libc_version")),
            new Case(
                    "of a library for ctypes",
                    "a/libx.so: undefined (foo)",
                    library("a/libx.so").imports("foo")),
            new Case("of a plugin of another program", null, library("a/x.node").imports("napi_create_object")),
            new Case(
                    "in a library of the wheel, perhaps",
                    null,
                    module("_x.so").needed(ALPINE, "liba.so").runpath("$ORIGIN").imports("foo"),
                    library("liba.so").needed(ALPINE)),
            new Case(
                    "in a library of the wheel that is loaded before, perhaps",
                    null,
                    module("_x.so").needed(ALPINE).imports("foo"),
                    library("liba.so").needed(ALPINE)),
            new Case(
                    "in no library of the wheel, because it is glibc's",
                    "_x.so: undefined (__cxa_thread_atexit_impl)",
                    module("_x.so")
                            .needed(ALPINE, "liba.so")
                            .runpath("$ORIGIN")
                            .imports("foo", "__cxa_thread_atexit_impl"),
                    library("liba.so").needed(ALPINE)),
            new Case(
                    "in another module, which is not loaded before",
                    "_x.so: undefined (foo)",
                    module("_x.so").needed(ALPINE).imports("foo"),
                    module("_y.so").needed(ALPINE)),
            new Case(
                    "in a stand-in for glibc",
                    null,
                    module("_x.so")
                            .needed(ALPINE, "libssp-1a.so.0")
                            .runpath("$ORIGIN")
                            .imports("__memcpy_chk"),
                    library("libssp-1a.so.0").needed(ALPINE)),
            new Case(
                    "the compiler's",
                    "_x.so: undefined (foo)",
                    module("_x.so")
                            .needed(ALPINE, "libstdc++-1a.so.6")
                            .runpath("$ORIGIN")
                            .imports("_ZdlPv", "__cxa_end_catch", "foo"),
                    library("libstdc++-1a.so.6").needed(ALPINE)),
            new Case(
                    "of libz, which the policy grants",
                    null,
                    module("_x.so").needed(ALPINE, "libz.so.1").imports("deflate")));

    @Test
    void symbolsThatNothingDefinesBreakTheTag() {
        for (Case it : CASES) {
            Judgement judgement = judge(it.files().toArray(BinaryBuilder[]::new));
            assertThat(violations(judgement))
                    .as(it.what())
                    .isEqualTo(it.missing() == null ? List.of() : List.of(it.missing()));
            assertThat(judgement.policy())
                    .as(it.what())
                    .contains(it.missing() == null ? "musllinux_1_2_x86_64" : "linux_x86_64");
        }
    }

    @Test
    void aLibraryThatIsNotThereMayDefineAnySymbol() {
        Judgement judgement =
                judge(module("_x.so").needed(ALPINE, "libfoo.so.1").imports("foo", "__memcpy_chk"));
        assertThat(violations(judgement)).containsExactly("_x.so: libfoo.so.1");
    }

    @Test
    void packedRelocationsNeedMusl124() {
        BinaryBuilder module = module("_x.so").needed(ALPINE).relr();
        Judgement newer = judge(module);
        assertThat(newer.verdict()).isEqualTo(Verdict.HONEST);
        assertThat(newer.floors().text(Floors.MUSL)).contains("1.2.4");
        Judgement older = ENGINE.judge(wheel("p-1-cp312-cp312-musllinux_1_1_x86_64.whl", module));
        assertThat(violations(older)).containsExactly("_x.so: MUSL_1.2.4");
        assertThat(older.policy()).contains("musllinux_1_2_x86_64");
    }

    @Test
    void filesAreMuslsEvenIfTheirOwnLibcIsGlibcByName() {
        assertThat(judge(module("_x.so").needed("libc.so.6").libc(Libc.GLIBC)).libc())
                .isEqualTo(Libc.MUSL);
    }
}
