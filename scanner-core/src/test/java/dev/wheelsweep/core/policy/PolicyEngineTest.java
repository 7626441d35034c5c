package dev.wheelsweep.core.policy;

import static dev.wheelsweep.core.policy.BinaryBuilder.extension;
import static dev.wheelsweep.core.policy.BinaryBuilder.library;
import static dev.wheelsweep.core.policy.BinaryBuilder.wheel;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.Libc;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Wheels and their policies, with the evidence. */
class PolicyEngineTest {
    private static final PolicyEngine ENGINE = new PolicyEngine(PolicyCatalog.builtIn());
    private static final String LINUX = "p-1-cp312-cp312-linux_x86_64.whl";
    private static final String MUSLLINUX = "p-1-cp312-cp312-musllinux_1_2_x86_64.whl";

    /** @param axis the one that decides, as {@code AXIS=policy}; all others give the most compatible policy */
    private record Case(String what, Subject wheel, String policy, Axis axis) {}

    private static final List<Case> CASES = List.of(
            new Case("needs nothing", wheel(LINUX, extension("_x.so")), "manylinux_2_5_x86_64", Axis.SYMBOLS),
            new Case(
                    "a version",
                    wheel(LINUX, extension("_x.so").version("libc.so.6", "GLIBC_2.34")),
                    "manylinux_2_34_x86_64",
                    Axis.SYMBOLS),
            new Case(
                    "a weak version counts as auditwheel counts it",
                    wheel(LINUX, extension("_x.so").weakVersion("libc.so.6", "GLIBC_2.18", "f")),
                    "manylinux_2_24_x86_64",
                    Axis.SYMBOLS),
            new Case(
                    "a version between policies",
                    wheel(LINUX, extension("_x.so").version("libc.so.6", "GLIBC_2.25")),
                    "manylinux_2_26_x86_64",
                    Axis.SYMBOLS),
            new Case(
                    "private",
                    wheel(LINUX, extension("_x.so").version("libc.so.6", "GLIBC_PRIVATE")),
                    "linux_x86_64",
                    Axis.SYMBOLS),
            new Case(
                    "unknown namespace",
                    wheel(LINUX, extension("_x.so").version("libgomp.so.1", "GOMP_9.9")),
                    "manylinux_2_5_x86_64",
                    Axis.SYMBOLS),
            new Case(
                    "of the loader",
                    wheel(LINUX, extension("_x.so").version("ld-linux-x86-64.so.2", "GLIBC_2.35")),
                    "manylinux_2_5_x86_64",
                    Axis.SYMBOLS),
            new Case(
                    "versions count in files that are never loaded",
                    wheel(
                            LINUX,
                            extension("_x.so").needed("liba.so"),
                            library("liba.so").version("libc.so.6", "GLIBC_2.30")),
                    "linux_x86_64",
                    Axis.LIBRARIES),
            new Case(
                    "a library that the system has to provide",
                    wheel(LINUX, extension("_x.so").needed("libfoo.so.1")),
                    "linux_x86_64",
                    Axis.LIBRARIES),
            new Case(
                    "a library that newer policies grant",
                    wheel(LINUX, extension("_x.so").needed("libmvec.so.1")),
                    "manylinux_2_24_x86_64",
                    Axis.LIBRARIES),
            new Case(
                    "libpython",
                    wheel(LINUX, extension("_x.so").needed("libpython3.12.so.1.0")),
                    "linux_x86_64",
                    Axis.LIBRARIES),
            new Case(
                    "the loader as a library",
                    wheel(LINUX, extension("_x.so").needed("ld-linux-x86-64.so.2")),
                    "manylinux_2_5_x86_64",
                    Axis.LIBRARIES),
            new Case(
                    "a forbidden symbol",
                    wheel(LINUX, extension("_x.so").needed("libz.so.1").imports("inflate_fast")),
                    "linux_x86_64",
                    Axis.FORBIDDEN_SYMBOLS),
            new Case(
                    "forbidden up to some policy",
                    wheel(LINUX, extension("_x.so").needed("libz.so.1").imports("uncompress2")),
                    "manylinux_2_34_x86_64",
                    Axis.FORBIDDEN_SYMBOLS),
            new Case(
                    "forbidden, with a version",
                    wheel(LINUX, extension("_x.so").version("libc.so.6", "GLIBC_2.2.5", "__cxa_thread_atexit_impl")),
                    "manylinux_2_24_x86_64",
                    Axis.FORBIDDEN_SYMBOLS),
            new Case(
                    "forbidden, but weak",
                    wheel(LINUX, extension("_x.so").needed("libz.so.1").weakImport("inflate_fast")),
                    "manylinux_2_5_x86_64",
                    Axis.FORBIDDEN_SYMBOLS),
            new Case(
                    "forbidden, but of a library that it does not need",
                    wheel(LINUX, extension("_x.so").imports("inflate_fast")),
                    "manylinux_2_5_x86_64",
                    Axis.FORBIDDEN_SYMBOLS),
            new Case(
                    "instructions above the baseline",
                    wheel(LINUX, extension("_x.so").isa("x86-64-v3")),
                    "linux_x86_64",
                    Axis.ISA),
            new Case(
                    "instructions of the baseline",
                    wheel(LINUX, extension("_x.so").isa("x86-64-baseline")),
                    "manylinux_2_5_x86_64",
                    Axis.ISA),
            new Case(
                    "16-bit characters",
                    wheel(
                            "p-1-cp27-cp27mu-linux_x86_64.whl",
                            library("_x.so").hook("init_x").needed("libc.so.6").imports("PyUnicodeUCS2_AsUTF8String")),
                    "linux_x86_64",
                    Axis.UCS2),
            new Case(
                    "floating-point hooks",
                    wheel(LINUX, extension("_x.so").imports("PyFPE_jbuf")),
                    "linux_x86_64",
                    Axis.PYFPE),
            new Case(
                    "floating-point hooks in a library",
                    wheel(LINUX, extension("_x.so"), library("liba.so").imports("PyFPE_jbuf")),
                    "manylinux_2_5_x86_64",
                    Axis.PYFPE),
            new Case(
                    "musl grants little",
                    wheel(MUSLLINUX, library("_x.so").hook("PyInit__x").needed("libstdc++.so.6")),
                    "linux_x86_64",
                    Axis.LIBRARIES),
            new Case(
                    "musl under Alpine's name",
                    wheel(MUSLLINUX, library("_x.so").hook("PyInit__x").needed("libc.musl-x86_64.so.1", "libz.so.1")),
                    "musllinux_1_2_x86_64",
                    Axis.LIBRARIES),
            new Case(
                    "musl in a wheel that promises nothing",
                    wheel(LINUX, library("_x.so").hook("PyInit__x").needed("libc.musl-x86_64.so.1")),
                    "musllinux_1_2_x86_64",
                    Axis.LIBRARIES));

    @Test
    void theWorstAxisDecides() {
        for (Case it : CASES) {
            Judgement judgement = ENGINE.judge(it.wheel());
            assertThat(judgement.policy()).as(it.what()).isEqualTo(Optional.of(it.policy()));
            assertThat(judgement.axes())
                    .as(it.what())
                    .extracting(AxisResult::axis)
                    .isEqualTo(Axis.OF_POLICIES);
            AxisResult axis = judgement.axis(it.axis()).orElseThrow();
            assertThat(axis.policy()).as(it.what()).isEqualTo(it.policy());
            String best = judgement.policies().get(0);
            assertThat(axis.evidence().isEmpty())
                    .as(it.what())
                    .isEqualTo(it.policy().equals(best));
        }
    }

    @Test
    void topLevelFilesAreExtensionsAndFilesThatNoOtherNeeds() {
        BinaryBuilder inner = library("p/liba.so").needed("libmissing.so");
        assertThat(libraries(extension("p/_x.so").needed("liba.so").runpath("$ORIGIN"), inner))
                .containsExactly("p/liba.so: libmissing.so");
        assertThat(libraries(extension("p/_x.so"), inner)).containsExactly("p/liba.so: libmissing.so");
        assertThat(libraries(extension("p/_x.so"), library("p/libb.so").needed("liba.so"), inner))
                .containsExactly(
                        "p/libb.so: liba.so (liba.so is in p, which no search path of p/libb.so reaches; needs RUNPATH"
                                + " $ORIGIN)");
        assertThat(libraries(
                        extension("p/_x.so"),
                        library("p/libb.so").needed("_y.so", "libc.so.6").runpath("$ORIGIN"),
                        extension("p/_y.so").needed("libmissing.so")))
                .containsExactly("p/_y.so: libmissing.so");
    }

    @Test
    void librariesAreFoundThroughSearchPathsOnly() {
        assertThat(libraries(extension("p/_x.so").needed("liba.so"), library("p/liba.so")))
                .singleElement()
                .asString()
                .startsWith("p/_x.so: liba.so (");
        assertThat(libraries(
                        extension("p/_x.so").needed("liba.so").rpath("$ORIGIN/../p.libs"),
                        library("p.libs/liba.so").needed("libb.so"),
                        library("p.libs/libb.so")))
                .as("DT_RPATH of the first file holds for all")
                .isEmpty();
        assertThat(libraries(
                        extension("p/_x.so").needed("liba.so").rpath("$ORIGIN").runpath("$ORIGIN/../p.libs"),
                        library("p/liba.so")))
                .as("DT_RUNPATH hides DT_RPATH")
                .singleElement()
                .asString()
                .startsWith("p/_x.so: liba.so (");
        assertThat(libraries(
                        extension("p/_x.so").needed("liba.so").rpath("$ORIGIN"),
                        library("p/liba.so").arch(Arch.AARCH64)))
                .as("a file for another machine is passed over")
                .containsExactly("p/_x.so: liba.so");
    }

    /** The loader takes the wheel's copy, so the search does not end there. */
    @Test
    void needsOfAGrantedLibraryCountIfTheWheelHasACopy() {
        assertThat(libraries(
                        extension("p/_x.so").needed("libz.so.1").rpath("$ORIGIN"),
                        library("p/libz.so.1").needed("libmissing.so")))
                .containsExactly("p/libz.so.1: libmissing.so");
        assertThat(libraries(
                        extension("p/_x.so").needed("libz.so.1"),
                        library("p/libz.so.1").needed("libmissing.so")))
                .isEmpty();
    }

    private static List<String> libraries(BinaryBuilder... files) {
        return ENGINE.judge(wheel(LINUX, files)).axis(Axis.LIBRARIES).orElseThrow().evidence().stream()
                .map(evidence -> evidence.requirement().text())
                .toList();
    }

    @Test
    void evidenceNamesFileLibraryVersionAndSymbols() {
        Judgement judgement = ENGINE.judge(wheel(
                "p-1-cp312-cp312-manylinux_2_17_x86_64.whl",
                extension("p/_x.so")
                        .version("libc.so.6", "GLIBC_2.34", "pthread_create", "dlopen")
                        .version("libc.so.6", "GLIBC_2.2.5", "malloc")));
        assertThat(judgement.axis(Axis.SYMBOLS).orElseThrow().evidence())
                .containsExactly(new AxisResult.Evidence(
                        new Requirement(
                                Axis.SYMBOLS,
                                "p/_x.so",
                                Optional.of("libc.so.6"),
                                Optional.of("GLIBC_2.34"),
                                List.of("dlopen", "pthread_create"),
                                false),
                        "manylinux_2_34_x86_64"));
        assertThat(judgement.violations())
                .containsExactly(new Violation(
                        "manylinux_2_17_x86_64",
                        judgement.axes().get(0).evidence().get(0).requirement()));
        assertThat(judgement.versions())
                .containsExactly(new LibraryVersions("libc.so.6", List.of("GLIBC_2.2.5", "GLIBC_2.34")));
        assertThat(judgement.floors().text(Floors.GLIBC)).contains("2.34");
        assertThat(judgement.policies())
                .startsWith("manylinux_2_5_x86_64")
                .endsWith("linux_x86_64")
                .hasSize(17);
        assertThat(judgement.arch()).contains(Arch.X86_64);
        assertThat(judgement.libc()).isEqualTo(Libc.GLIBC);
    }

    @Test
    void aWheelWithoutAFileForAPolicyHasNoAnswer() {
        for (Subject wheel : List.of(
                wheel(LINUX),
                wheel("p-1-py3-none-any.whl"),
                wheel(LINUX, extension("_x.so").arch(Arch.AARCH64)),
                wheel(LINUX, extension("_x.so").unknownArch()),
                wheel(MUSLLINUX, extension("_x.so").version("libc.so.6", "GLIBC_2.17")),
                wheel("p-1-cp312-cp312-linux_mips64.whl", extension("_x.so").arch(Arch.MIPS64)))) {
            Judgement judgement = ENGINE.judge(wheel);
            assertThat(judgement.policy()).as("%s", wheel).isEmpty();
            assertThat(judgement.axes()).isEmpty();
            assertThat(judgement.policies()).isEmpty();
        }
    }

    @Test
    void anUnreadEntryIsFoundAsALibrary() {
        Subject read = wheel(LINUX, extension("p/_x.so").needed("liba.so").runpath("$ORIGIN"));
        Subject unread = new Subject(
                read.name(),
                read.distInfo(),
                read.binaries(),
                List.of(new Subject.Unread("p/liba.so", Reason.CRC_MISMATCH)));
        assertThat(ENGINE.judge(read).policy()).contains("linux_x86_64");
        Judgement judgement = ENGINE.judge(unread);
        assertThat(judgement.policy()).contains("manylinux_2_5_x86_64");
        assertThat(judgement.findings())
                .containsExactly(new Finding(FindingId.UNREAD_ENTRY, Optional.of("p/liba.so"), "crc_mismatch"));
        assertThat(judgement.verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void theNeedsThatDecideThePolicyExplainIt() {
        Judgement judgement = ENGINE.judge(wheel(
                "p-1-cp312-cp312-linux_x86_64.whl",
                extension("_x.so")
                        .version("libc.so.6", "GLIBC_2.17", "secure_getenv")
                        .version("libc.so.6", "GLIBC_2.34", "dlsym", "dlopen"),
                extension("_y.so").weakVersion("libc.so.6", "GLIBC_2.34", "pthread_create")));

        assertThat(judgement.policy()).contains("manylinux_2_34_x86_64");
        assertThat(judgement.policyBecause())
                .extracting(Requirement::text)
                .containsExactly(
                        "_x.so: libc.so.6 GLIBC_2.34 (dlopen, dlsym)",
                        "_y.so: libc.so.6 GLIBC_2.34 (pthread_create), weak");
    }

    @Test
    void theMostCompatiblePolicyNeedsNoExplanation() {
        Judgement judgement = ENGINE.judge(wheel("p-1-cp312-cp312-linux_x86_64.whl", extension("_x.so")));

        assertThat(judgement.policy()).contains("manylinux_2_5_x86_64");
        assertThat(judgement.policyBecause()).isEmpty();
    }

    @Test
    void theFloorOfMuslIsThatOfTheImportedSymbols() {
        Judgement judgement = ENGINE.judge(wheel(
                MUSLLINUX,
                library("_x.so")
                        .hook("PyInit__x")
                        .needed("libc.musl-x86_64.so.1")
                        .imports("printf", "copy_file_range", "statx")
                        .weakImport("renameat2")));
        assertThat(judgement.floors().text(Floors.MUSL)).contains("1.2.5");
        assertThat(judgement.policy()).contains("musllinux_1_2_x86_64");
        assertThat(judgement.verdict()).isEqualTo(Verdict.HONEST);
    }
}
