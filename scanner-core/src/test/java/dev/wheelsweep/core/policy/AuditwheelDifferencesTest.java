package dev.wheelsweep.core.policy;

import static dev.wheelsweep.core.policy.BinaryBuilder.extension;
import static dev.wheelsweep.core.policy.BinaryBuilder.library;
import static dev.wheelsweep.core.policy.BinaryBuilder.wheel;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.elf.ElfLayout;
import dev.wheelsweep.core.elf.Oddity;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.wheel.DistInfo;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One wheel for each heading of docs/auditwheel-differences.md. */
class AuditwheelDifferencesTest {
    private static final PolicyEngine ENGINE = new PolicyEngine(PolicyCatalog.builtIn());
    private static final String LINUX = "p-1-cp312-cp312-linux_x86_64.whl";

    /** auditwheel on a host with libz would also count what that libz needs. */
    @Test
    void theHostIsNotAsked() {
        Judgement judgement = ENGINE.judge(wheel(LINUX, extension("_x.so").needed("libtbb.so.12")));
        assertThat(judgement.axis(Axis.SYMBOLS).orElseThrow().policy()).isEqualTo("manylinux_2_5_x86_64");
        assertThat(judgement.externalLibraries())
                .containsExactly(new ExternalLibrary("libtbb.so.12", "linux_x86_64", List.of("_x.so")));
    }

    /** auditwheel uses the host's C library, or on musl the host's release of it. */
    @Test
    void theHostsLibcIsNotAsked() {
        BinaryBuilder data = library("p/table.so");
        assertThat(ENGINE.judge(wheel(LINUX, data)).policy()).contains("manylinux_2_5_x86_64");
        assertThat(ENGINE.judge(wheel("p-1-cp312-cp312-musllinux_1_1_x86_64.whl", data))
                        .policies())
                .containsExactly("musllinux_1_1_x86_64", "musllinux_1_2_x86_64", "linux_x86_64");
    }

    /** auditwheel off musl knows the newest policy only. */
    @Test
    void aClaimOfAnOlderMuslIsAnsweredUnderItsOwnName() {
        BinaryBuilder module = library("_x.so").hook("PyInit__x").needed("libc.musl-x86_64.so.1");
        Judgement older = ENGINE.judge(wheel("p-1-cp312-cp312-musllinux_1_1_x86_64.whl", module));
        assertThat(older.policy()).contains("musllinux_1_1_x86_64");
        assertThat(older.verdict()).isEqualTo(Verdict.HONEST);
        Judgement newer = ENGINE.judge(wheel("p-1-cp312-cp312-musllinux_1_2_x86_64.whl", module));
        assertThat(newer.policy()).contains("musllinux_1_2_x86_64");
        assertThat(newer.verdict()).isEqualTo(Verdict.HONEST);
        assertThat(ENGINE.judge(wheel("p-1-cp312-cp312-musllinux_1_1_x86_64.whl", module.imports("gettid")))
                        .policy())
                .contains("musllinux_1_2_x86_64");
    }

    /** auditwheel grants Alpine's name only, and takes libc.so.6 for glibc. */
    @Test
    void muslAnswersToItsReservedNames() {
        for (String name : List.of("libc.so", "libc.so.6", "libm.so.6", "libpthread.so.0", "libxnet.so")) {
            Judgement judgement = ENGINE.judge(wheel(
                    "p-1-py3-none-musllinux_1_2_x86_64.whl", library("libx.so").needed(name)));
            assertThat(judgement.policy()).as(name).contains("musllinux_1_2_x86_64");
            assertThat(judgement.findings()).as(name).isEmpty();
        }
    }

    /** auditwheel asks symbols of glibc's libraries only, by their versions. */
    @Test
    void muslSymbolsAreAsked() {
        Judgement judgement = ENGINE.judge(wheel(
                "p-1-py3-none-musllinux_1_2_x86_64.whl",
                library("libx.so").needed("libc.musl-x86_64.so.1").imports("__memcpy_chk")));
        assertThat(judgement.policy()).contains("linux_x86_64");
    }

    /** auditwheel walks RECORD, and takes architecture and C library from the first file there. */
    @Test
    void filesThatRecordOmitsCount() {
        Subject recorded = wheel(LINUX, extension("_x.so").version("libc.so.6", "GLIBC_2.34"));
        DistInfo empty = new DistInfo(
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of("_x.so"),
                List.of(),
                true,
                1,
                0,
                Optional.empty());
        Judgement judgement = ENGINE.judge(new Subject(recorded.name(), empty, recorded.binaries(), List.of()));
        assertThat(judgement.policy()).contains("manylinux_2_34_x86_64");
        assertThat(judgement.findings())
                .containsExactly(new Finding(FindingId.UNRECORDED_ENTRY, Optional.of("_x.so"), ""));
    }

    /** auditwheel searches the unpacked archive, where {@code .data} is an ordinary folder. */
    @Test
    void searchPathsAreFollowedInTheInstalledTree() {
        Judgement found = ENGINE.judge(wheel(
                LINUX,
                library("p-1.data/scripts/tool").needed("libc.so.6", "liba.so").runpath("$ORIGIN/../lib"),
                library("p-1.data/data/lib/liba.so")));
        assertThat(found.policy()).contains("manylinux_2_5_x86_64");
        Judgement lost = ENGINE.judge(wheel(
                LINUX,
                library("p-1.data/scripts/tool").needed("libc.so.6", "liba.so").runpath("$ORIGIN/../data/lib"),
                library("p-1.data/data/lib/liba.so")));
        assertThat(lost.policy()).contains("linux_x86_64");
    }

    /** auditwheel runs in the root of the unpacked archive, and an empty element is that folder. */
    @Test
    void anEmptyElementOfASearchPathIsNotTheWheel() {
        Judgement judgement =
                ENGINE.judge(wheel(LINUX, extension("_x.so").needed("liba.so").runpath(""), library("liba.so")));
        assertThat(judgement.policy()).contains("linux_x86_64");
        assertThat(judgement.findings())
                .extracting(Finding::id)
                .containsExactly(FindingId.LIBRARY_NOT_REACHED, FindingId.EMPTY_RPATH);
    }

    /**
     * auditwheel sees such symbols only where the linker typed them as functions, which it does for extensions linked with
     * libpython, and then for every ABI tag.
     */
    @Test
    void narrowUnicodeIsWrongUnlessTheAbiTagSaysSo() {
        BinaryBuilder extension =
                library("_x.so").hook("init_x").needed("libc.so.6").imports("PyUnicodeUCS2_AsUTF8String");
        assertThat(ENGINE.judge(wheel("p-1-cp27-cp27m-linux_x86_64.whl", extension))
                        .policy())
                .contains("manylinux_2_5_x86_64");
        assertThat(ENGINE.judge(wheel("p-1-cp27-cp27mu-linux_x86_64.whl", extension))
                        .policy())
                .contains("linux_x86_64");
        assertThat(ENGINE.judge(wheel("p-1-cp27-none-linux_x86_64.whl", extension))
                        .policy())
                .contains("linux_x86_64");
    }

    /** auditwheel refuses wheels with an ELF file in purelib. */
    @Test
    void purelibIsAFindingAndDoesNotEndTheJudgement() {
        Judgement judgement = ENGINE.judge(wheel(LINUX, extension("p-1.data/purelib/p/_x.so")));
        assertThat(judgement.policy()).contains("manylinux_2_5_x86_64");
        assertThat(judgement.findings()).extracting(Finding::id).containsExactly(FindingId.ELF_IN_PURELIB);
    }

    /** auditwheel takes any interpreter that is not musl's for glibc's, and asks no file for its operating system. */
    @Test
    void filesOfOtherSystemsAreNoFilesOfLinux() {
        assertThat(ENGINE.judge(wheel(LINUX, library("tool").interpreter("/system/bin/linker64")))
                        .policy())
                .isEmpty();
        assertThat(ENGINE.judge(wheel(LINUX, library("tool").foreignSystem("freebsd")))
                        .policy())
                .isEmpty();
    }

    /** auditwheel knows no architecture for ARM files without hard floats. */
    @Test
    void aStaticProgramForArmNeedsNoHardFloats() throws Exception {
        ElfBuilder go = ElfBuilder.library(ElfLayout.ELF32, ByteOrder.LITTLE_ENDIAN, ElfBuilder.ARM)
                .type(2)
                .flags(0x5000002);
        Binary program = LoneBinary.at("tool", go);
        Judgement judgement = ENGINE.judge(wheel("p-1-py3-none-manylinux_2_17_armv7l.whl", List.of(program)));
        assertThat(judgement.claims().get(0).standing()).isEqualTo(Claim.Standing.SATISFIED);
        assertThat(judgement.findings()).isEmpty();
    }

    /** auditwheel compares versions and libraries, and does not ask whether a loader can map the file. */
    @Test
    void loadersRefuseMoreThanPoliciesKnow() {
        Judgement judgement = ENGINE.judge(wheel(
                "p-1-cp312-cp312-manylinux_2_5_x86_64.whl",
                extension("_x.so").oddity(Oddity.SEGMENT_NOT_PAGE_ALIGNED)));
        assertThat(judgement.policy()).contains("manylinux_2_5_x86_64");
        assertThat(judgement.verdict()).isEqualTo(Verdict.OVERCLAIMS);
    }

    /** auditwheel refuses an extension if no file before it shows the C library. */
    @Test
    void anyEvidenceOfTheLibcIsEnough() {
        BinaryBuilder silent = library("a.so").hook("PyInit_a").libc(Libc.NONE);
        assertThat(ENGINE.judge(wheel(LINUX, silent, extension("b.so"))).policy())
                .contains("manylinux_2_5_x86_64");
        assertThat(ENGINE.judge(wheel(
                                LINUX,
                                library("a.so")
                                        .hook("PyInit_a")
                                        .needed("libm.so.6")
                                        .libc(Libc.GLIBC)))
                        .policy())
                .contains("manylinux_2_5_x86_64");
        Judgement unknown = ENGINE.judge(wheel(LINUX, silent));
        assertThat(unknown.policy()).isEmpty();
        assertThat(unknown.findings()).extracting(Finding::id).containsExactly(FindingId.UNKNOWN_LIBC);
    }

    /** auditwheel lets DT_RUNPATH of the first file hold for what its libraries need. */
    @Test
    void runpathServesItsOwnFileOnly() {
        BinaryBuilder inner = library("p/liba.so").needed("libb.so");
        BinaryBuilder innermost = library("p/libb.so");
        assertThat(policy(extension("p/_x.so").needed("liba.so").rpath("$ORIGIN"), inner, innermost))
                .contains("manylinux_2_5_x86_64");
        assertThat(policy(extension("p/_x.so").needed("liba.so").runpath("$ORIGIN"), inner, innermost))
                .contains("linux_x86_64");
    }

    /** auditwheel passes on the DT_RPATH of the first file only. */
    @Test
    void rpathOfEveryFileOnTheWayIsInherited() {
        assertThat(policy(
                        extension("p/_x.so").needed("liba.so").rpath("$ORIGIN/1"),
                        library("p/1/liba.so").needed("libb.so").rpath("$ORIGIN/../2"),
                        library("p/2/libb.so").needed("libd.so"),
                        library("p/2/libd.so")))
                .contains("manylinux_2_5_x86_64");
    }

    /** auditwheel looks for each name in the search paths. */
    @Test
    void aLoadedLibrarySatisfiesItsSoname() {
        assertThat(policy(
                        extension("p/_x.so").needed("liba.so.1.2", "libb.so").runpath("$ORIGIN"),
                        library("p/liba.so.1.2").soname("liba.so.1"),
                        library("p/libb.so").needed("liba.so.1")))
                .contains("manylinux_2_5_x86_64");
    }

    /** auditwheel counts every version that a file needs, whichever file provides it. */
    @Test
    void versionsThatTheWheelProvidesAreNoNeedOfTheSystem() {
        assertThat(policy(
                        extension("p/_x.so")
                                .needed("libstdc++-1.so.6")
                                .version("libstdc++-1.so.6", "GLIBCXX_3.4.30", "f")
                                .runpath("$ORIGIN"),
                        library("p/libstdc++-1.so.6").provides("GLIBCXX_3.4.30")))
                .contains("manylinux_2_5_x86_64");
    }

    /** auditwheel takes the system's copy of a library that the policy grants, even if the loader takes the wheel's. */
    @Test
    void theWheelsCopyOfAGrantedLibraryIsLoaded() {
        assertThat(policy(
                        extension("p/_x.so").needed("libz.so.1").rpath("$ORIGIN"),
                        library("p/libz.so.1").needed("libmissing.so")))
                .contains("linux_x86_64");
    }

    /** auditwheel also follows DT_RPATH on Android. */
    @Test
    void androidHasNoRpath() {
        Judgement judgement = ENGINE.judge(wheel(
                "p-1-cp313-cp313-android_24_x86_64.whl",
                library("p/_x.so").needed("libc.so", "liba.so").rpath("$ORIGIN"),
                library("p/liba.so")));
        assertThat(judgement.verdict()).isEqualTo(Verdict.OVERCLAIMS);
    }

    private static Optional<String> policy(BinaryBuilder... files) {
        return ENGINE.judge(wheel(LINUX, files)).policy();
    }
}
