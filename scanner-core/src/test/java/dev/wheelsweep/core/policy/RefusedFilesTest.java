package dev.wheelsweep.core.policy;

import static dev.wheelsweep.core.policy.BinaryBuilder.extension;
import static dev.wheelsweep.core.policy.BinaryBuilder.library;
import static dev.wheelsweep.core.policy.BinaryBuilder.wheel;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.ElfKind;
import dev.wheelsweep.core.elf.ImportedSymbol;
import dev.wheelsweep.core.elf.Oddity;
import dev.wheelsweep.core.elf.SymbolVersion;
import dev.wheelsweep.core.elf.VersionNeed;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.Libc;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Files that need nothing a system lacks, and that its loader refuses all the same. */
class RefusedFilesTest {
    private static final PolicyEngine ENGINE = new PolicyEngine(PolicyCatalog.builtIn());
    private static final String RELR = "GLIBC_ABI_DT_RELR";

    /** @return the axis of the first violation of the tag, empty if the tag is kept */
    private static Optional<Axis> broken(String tag, BinaryBuilder... files) {
        return ENGINE.judge(wheel("p-1-cp312-cp312-" + tag + ".whl", files))
                .claims()
                .get(0)
                .axis();
    }

    private static List<FindingId> findings(String tag, BinaryBuilder... files) {
        return ENGINE.judge(wheel("p-1-cp312-cp312-" + tag + ".whl", files)).findings().stream()
                .map(Finding::id)
                .distinct()
                .toList();
    }

    private static BinaryBuilder glibc() {
        return extension("_x.so").libc(Libc.GLIBC).version("libc.so.6", "GLIBC_2.5");
    }

    private static BinaryBuilder musl() {
        return library("_x.so").libc(Libc.MUSL).hook("PyInit__x").needed("libc.musl-x86_64.so.1");
    }

    private static BinaryBuilder bionic() {
        return library("_x.so").libc(Libc.BIONIC).needed("libc.so").alignment(0x4000);
    }

    @Test
    void noLoaderMapsSegmentsThatAreNotPageAligned() {
        for (String tag :
                List.of("manylinux_2_17_x86_64", "manylinux_2_39_x86_64", "manylinux2014_x86_64", "linux_x86_64")) {
            BinaryBuilder file = glibc().oddity(Oddity.SEGMENT_NOT_PAGE_ALIGNED);
            assertThat(broken(tag, file)).as(tag).contains(Axis.LOADER);
            assertThat(findings(tag, file)).contains(FindingId.SEGMENT_NOT_PAGE_ALIGNED, FindingId.TAG_VIOLATED);
        }
        assertThat(broken("musllinux_1_2_x86_64", musl().oddity(Oddity.SEGMENT_NOT_PAGE_ALIGNED)))
                .contains(Axis.LOADER);
        assertThat(broken("android_24_x86_64", bionic().oddity(Oddity.SEGMENT_NOT_PAGE_ALIGNED)))
                .contains(Axis.LOADER);
        assertThat(FindingId.SEGMENT_NOT_PAGE_ALIGNED.severity()).isEqualTo(Severity.ERROR);
    }

    @Test
    void onlyOldGlibcRefusesSegmentsThatAreNotAlignedAsDeclared() {
        for (String old : List.of("manylinux_2_17_x86_64", "manylinux2014_x86_64", "manylinux_2_34_x86_64")) {
            assertThat(broken(old, glibc().oddity(Oddity.SEGMENT_NOT_ALIGNED)))
                    .as(old)
                    .contains(Axis.LOADER);
        }
        for (String later : List.of("manylinux_2_35_x86_64", "manylinux_2_50_x86_64", "linux_x86_64")) {
            assertThat(broken(later, glibc().oddity(Oddity.SEGMENT_NOT_ALIGNED)))
                    .as(later)
                    .isEmpty();
        }
        BinaryBuilder musl = musl().oddity(Oddity.SEGMENT_NOT_ALIGNED);
        assertThat(broken("musllinux_1_2_x86_64", musl)).isEmpty();
        assertThat(findings("musllinux_1_2_x86_64", musl)).isEmpty();
        assertThat(findings("manylinux_2_5_x86_64", glibc().oddity(Oddity.SEGMENT_NOT_ALIGNED)))
                .containsExactly(FindingId.TAG_VIOLATED, FindingId.SEGMENT_NOT_ALIGNED);
    }

    @Test
    void noGlibcLoadsRelrWithoutItsMarker() {
        for (String tag :
                List.of("manylinux_2_17_x86_64", "manylinux_2_36_x86_64", "manylinux_2_50_x86_64", "linux_x86_64")) {
            assertThat(broken(tag, glibc().relr())).as(tag).contains(Axis.LOADER);
            assertThat(findings(tag, glibc().relr())).contains(FindingId.RELR_WITHOUT_VERSION);
        }
        assertThat(FindingId.RELR_WITHOUT_VERSION.severity()).isEqualTo(Severity.ERROR);
        BinaryBuilder marked = glibc().relr().version("libc.so.6", RELR);
        assertThat(broken("manylinux_2_36_x86_64", marked)).isEmpty();
        assertThat(broken("manylinux_2_35_x86_64", marked)).contains(Axis.SYMBOLS);
        assertThat(findings("manylinux_2_36_x86_64", marked)).isEmpty();
        BinaryBuilder weaklyMarked = glibc().relr().weakVersion("libc.so.6", RELR);
        assertThat(findings("manylinux_2_36_x86_64", weaklyMarked)).isEmpty();
    }

    /** Old glibc skips the relocations; new glibc asks for the marker only beside other versions of libc. */
    @Test
    void relrOfAFileWithoutVersionsNeedsAGlibcThatKnowsIt() {
        BinaryBuilder unversioned = extension("_x.so").relr();
        assertThat(broken("manylinux_2_35_x86_64", unversioned)).contains(Axis.LOADER);
        assertThat(broken("manylinux_2_36_x86_64", unversioned)).isEmpty();
        assertThat(findings("manylinux_2_36_x86_64", unversioned)).doesNotContain(FindingId.RELR_WITHOUT_VERSION);
        BinaryBuilder program =
                library("tool").kind(ElfKind.STATIC_EXECUTABLE).libc(Libc.NONE).relr();
        assertThat(broken("manylinux_2_17_x86_64", program)).isEmpty();
        assertThat(broken("musllinux_1_2_x86_64", musl().relr())).isEmpty();
        assertThat(findings("musllinux_1_2_x86_64", musl().relr())).isEmpty();
    }

    @Test
    void anExecutableStackIsRefusedForLibrariesOnGlibcOnly() {
        assertThat(findings("manylinux_2_5_x86_64", glibc().executableStack()))
                .containsExactly(FindingId.EXECUTABLE_STACK);
        assertThat(FindingId.EXECUTABLE_STACK.severity()).isEqualTo(Severity.ERROR);
        for (ElfKind kind : List.of(ElfKind.EXECUTABLE, ElfKind.STATIC_EXECUTABLE)) {
            assertThat(findings(
                            "manylinux_2_5_x86_64",
                            library("tool").kind(kind).libc(Libc.GLIBC).executableStack()))
                    .as("%s", kind)
                    .isEmpty();
        }
        assertThat(findings("musllinux_1_2_x86_64", musl().executableStack())).isEmpty();
        assertThat(findings("android_24_x86_64", bionic().executableStack())).isEmpty();
    }

    @Test
    void markersAreGrantedByTheGlibcThatBroughtThem() {
        for (String marker : List.of("GLIBC_ABI_GNU2_TLS", "GLIBC_ABI_GNU_TLS", "GLIBC_ABI_DT_X86_64_PLT")) {
            BinaryBuilder file = glibc().version("libc.so.6", marker);
            for (String old : List.of("manylinux_2_17_x86_64", "manylinux_2_41_x86_64", "manylinux_2_42_x86_64")) {
                assertThat(broken(old, file)).as(old + marker).contains(Axis.SYMBOLS);
            }
            assertThat(broken("manylinux_2_43_x86_64", file)).as(marker).isEmpty();
            assertThat(broken("manylinux_2_50_x86_64", file)).as(marker).isEmpty();
        }
        assertThat(broken("manylinux_2_43_x86_64", glibc().version("libc.so.6", "GLIBC_ABI_UNKNOWN")))
                .contains(Axis.SYMBOLS);
    }

    @Test
    void aWeakVersionIsHarmlessOnlyIfItsSymbolsAreWeak() {
        assertThat(broken("manylinux_2_17_x86_64", glibc().needing(need(true, true))))
                .isEmpty();
        for (boolean[] hard : new boolean[][] {{true, false}, {false, true}, {false, false}}) {
            assertThat(broken("manylinux_2_17_x86_64", glibc().needing(need(hard[0], hard[1]))))
                    .contains(Axis.SYMBOLS);
        }
        VersionNeed mixed = new VersionNeed(
                "libc.so.6",
                new SymbolVersion("GLIBC_2.36"),
                true,
                List.of(new ImportedSymbol("a", true), new ImportedSymbol("b", false)));
        assertThat(broken("manylinux_2_17_x86_64", glibc().needing(mixed))).contains(Axis.SYMBOLS);
    }

    private static VersionNeed need(boolean weakVersion, boolean weakSymbol) {
        return new VersionNeed(
                "libc.so.6",
                new SymbolVersion("GLIBC_2.36"),
                weakVersion,
                List.of(new ImportedSymbol("arc4random", weakSymbol)));
    }

    @Test
    void androidIsNotOlderThanItsNote() {
        assertThat(broken("android_24_x86_64", bionic().androidApi(24))).isEmpty();
        assertThat(broken("android_24_x86_64", bionic().androidApi(21))).isEmpty();
        assertThat(broken("android_24_x86_64", bionic())).isEmpty();
        assertThat(broken("android_24_x86_64", bionic().androidApi(25))).contains(Axis.LIBC);
        assertThat(broken("android_30_arm64_v8a", bionic().arch(Arch.AARCH64).androidApi(31)))
                .contains(Axis.LIBC);
        assertThat(broken("manylinux_2_17_x86_64", glibc().androidApi(25))).isEmpty();
    }

    @Test
    void pagesOf16KibAreOnEveryArchitectureOfAndroid() {
        Map<String, Arch> archs = Map.of("arm64_v8a", Arch.AARCH64, "x86_64", Arch.X86_64, "x86", Arch.I686);
        archs.forEach((tag, arch) -> {
            assertThat(findings("android_24_" + tag, bionic().arch(arch).alignment(0x1000)))
                    .as(tag)
                    .containsExactly(FindingId.SMALL_LOAD_ALIGNMENT);
            assertThat(findings("android_24_" + tag, bionic().arch(arch).alignment(0x4000)))
                    .as(tag)
                    .isEmpty();
        });
        assertThat(findings("android_24_armeabi_v7a", bionic().unknownArch().alignment(0x1000)))
                .containsExactly(FindingId.SMALL_LOAD_ALIGNMENT);
        assertThat(findings("manylinux_2_5_x86_64", glibc().alignment(0x1000))).isEmpty();
        assertThat(findings(
                        "linux_aarch64",
                        glibc().arch(Arch.AARCH64).alignment(0x10000).oddity(Oddity.SEGMENT_NOT_ALIGNED)))
                .containsExactly(FindingId.SMALL_LOAD_ALIGNMENT, FindingId.SEGMENT_NOT_ALIGNED);
    }

    @Test
    void filesOfOtherSystemsBreakEveryTagOfLinuxAndDecideNoPolicy() {
        BinaryBuilder foreign =
                library("_x.so").needed("libc.so").libc(Libc.NONE).foreignSystem("openbsd");
        for (String tag : List.of("manylinux_2_17_x86_64", "musllinux_1_2_x86_64", "linux_x86_64")) {
            Judgement judgement = ENGINE.judge(wheel("p-1-cp312-cp312-" + tag + ".whl", foreign));
            assertThat(judgement.policy()).as(tag).isEmpty();
            assertThat(judgement.verdict()).as(tag).isEqualTo(Verdict.OVERCLAIMS);
            assertThat(judgement.claims().get(0).violations())
                    .extracting(Requirement::text)
                    .containsExactly("_x.so: openbsd");
        }
        assertThat(findings("manylinux_2_5_x86_64", glibc(), library("other.so").foreignSystem("freebsd")))
                .containsExactly(FindingId.FOREIGN_SYSTEM);
    }

    @Test
    void aProgramOfAndroidsLoaderIsForAndroid() {
        for (Arch arch : List.of(Arch.X86_64, Arch.AARCH64, Arch.I686, Arch.ARMV7L)) {
            for (String loader : List.of("/system/bin/linker64", "/system/bin/linker")) {
                BinaryBuilder program = library("tool")
                        .kind(ElfKind.EXECUTABLE)
                        .arch(arch)
                        .interpreter(loader)
                        .libc(Libc.BIONIC);
                assertThat(broken("manylinux_2_17_" + arch, program))
                        .as("%s %s", arch, loader)
                        .contains(Axis.LIBC);
                assertThat(ENGINE.judge(wheel("p-1-py3-none-linux_" + arch + ".whl", program))
                                .policy())
                        .isEmpty();
            }
        }
    }
}
