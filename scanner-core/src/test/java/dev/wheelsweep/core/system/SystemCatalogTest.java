package dev.wheelsweep.core.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.platform.Libc;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemCatalogTest {
    private final SystemCatalog catalog = SystemCatalog.builtIn();

    @TempDir
    private Path folder;

    /** A library of a system, and the path that the loader prints. */
    private record Place(String system, Arch arch, String soname, String path) {}

    @Test
    void everyDistributionHasItsFolders() {
        for (Place it : List.of(
                new Place("rhel:8", Arch.X86_64, "libc.so.6", "/lib64/libc.so.6"),
                new Place("rhel:8", Arch.X86_64, "libstdc++.so.6", "/lib64/libstdc++.so.6"),
                new Place("rhel:8", Arch.X86_64, "ld-linux-x86-64.so.2", "/lib64/ld-linux-x86-64.so.2"),
                new Place("centos:6", Arch.X86_64, "libstdc++.so.6", "/usr/lib64/libstdc++.so.6"),
                new Place("centos:6", Arch.X86_64, "libgcc_s.so.1", "/lib64/libgcc_s.so.1"),
                new Place("centos:7", Arch.I686, "libc.so.6", "/lib/libc.so.6"),
                new Place("rocky:10", Arch.RISCV64, "libc.so.6", "/lib64/lp64d/libc.so.6"),
                new Place("debian:11", Arch.X86_64, "libc.so.6", "/lib/x86_64-linux-gnu/libc.so.6"),
                new Place("debian:11", Arch.X86_64, "libstdc++.so.6", "/usr/lib/x86_64-linux-gnu/libstdc++.so.6"),
                new Place("debian:11", Arch.X86_64, "libz.so.1", "/lib/x86_64-linux-gnu/libz.so.1"),
                new Place("debian:12", Arch.X86_64, "libstdc++.so.6", "/lib/x86_64-linux-gnu/libstdc++.so.6"),
                new Place("debian:12", Arch.I686, "libm.so.6", "/lib/i386-linux-gnu/libm.so.6"),
                new Place("debian:12", Arch.AARCH64, "ld-linux-aarch64.so.1", "/lib/ld-linux-aarch64.so.1"),
                new Place("ubuntu:18.04", Arch.AARCH64, "libstdc++.so.6", "/usr/lib/aarch64-linux-gnu/libstdc++.so.6"),
                new Place("ubuntu:20.04", Arch.AARCH64, "libstdc++.so.6", "/lib/aarch64-linux-gnu/libstdc++.so.6"),
                new Place("sles:15.6", Arch.X86_64, "libstdc++.so.6", "/usr/lib64/libstdc++.so.6"),
                new Place("arch:latest", Arch.X86_64, "libc.so.6", "/usr/lib/libc.so.6"),
                new Place("alpine:3.20", Arch.X86_64, "libc.musl-x86_64.so.1", "/lib/ld-musl-x86_64.so.1"),
                new Place("alpine:3.20", Arch.I686, "libc.musl-x86.so.1", "/lib/ld-musl-i386.so.1"),
                new Place("alpine:3.20", Arch.ARMV7L, "libc.musl-armv7.so.1", "/lib/ld-musl-armhf.so.1"))) {
            assertThat(library(it.system(), it.arch(), it.soname()).path())
                    .as(it.toString())
                    .isEqualTo(it.path());
        }
    }

    /** What a library of a system defines, and what it does not. */
    private record Defined(String system, Arch arch, String soname, List<String> versions, List<String> none) {}

    @Test
    void librariesDefineWhatTheirReleaseHas() {
        for (Defined it : List.of(
                new Defined(
                        "rhel:8",
                        Arch.X86_64,
                        "libstdc++.so.6",
                        List.of("GLIBCXX_3.4", "GLIBCXX_3.4.25", "CXXABI_1.3.11", "CXXABI_TM_1", "CXXABI_FLOAT128"),
                        List.of("GLIBCXX_3.4.26", "CXXABI_1.3.12")),
                new Defined("debian:8", Arch.X86_64, "libstdc++.so.6", List.of(), List.of("CXXABI_FLOAT128")),
                // Merged into libc.so.6 in 2.34: before, libpthread.so.0 alone had this version.
                new Defined("debian:11", Arch.X86_64, "libc.so.6", List.of("GLIBC_2.30"), List.of("GLIBC_2.31")),
                new Defined("debian:11", Arch.X86_64, "libpthread.so.0", List.of("GLIBC_2.31"), List.of("GLIBC_2.34")),
                new Defined("rhel:9", Arch.X86_64, "libc.so.6", List.of("GLIBC_2.31", "GLIBC_2.34"), List.of()),
                new Defined("rhel:9", Arch.X86_64, "libpthread.so.0", List.of("GLIBC_2.31"), List.of("GLIBC_2.34")),
                new Defined("debian:13", Arch.X86_64, "libm.so.6", List.of("GLIBC_2.40"), List.of("GLIBC_2.34")),
                new Defined("debian:13", Arch.X86_64, "libc.so.6", List.of("GLIBC_2.41"), List.of("GLIBC_2.40")),
                new Defined("ubuntu:22.04", Arch.X86_64, "libc.so.6", List.of(), List.of("GLIBC_ABI_DT_RELR")),
                new Defined("debian:12", Arch.X86_64, "libc.so.6", List.of("GLIBC_ABI_DT_RELR"), List.of()),
                new Defined("debian:12", Arch.X86_64, "libm.so.6", List.of(), List.of("GLIBC_ABI_DT_RELR")),
                new Defined("rhel:10", Arch.X86_64, "libc.so.6", List.of(), List.of("GLIBC_ABI_GNU2_TLS")),
                new Defined("oraclelinux:10", Arch.X86_64, "libc.so.6", List.of("GLIBC_ABI_GNU2_TLS"), List.of()),
                new Defined("centos:7", Arch.AARCH64, "libc.so.6", List.of("GLIBC_2.18"), List.of("GLIBC_2.22")),
                new Defined("centos:7", Arch.X86_64, "libc.so.6", List.of("GLIBC_2.17"), List.of("GLIBC_2.18")),
                new Defined("centos:5", Arch.X86_64, "libz.so.1", List.of(), List.of("ZLIB_1.2.0")),
                new Defined("rhel:8", Arch.PPC64LE, "libstdc++.so.6", List.of("GLIBCXX_LDBL_3.4.21"), List.of()),
                new Defined(
                        "opensuse:15.5", Arch.PPC64LE, "libstdc++.so.6", List.of(), List.of("CXXABI_IEEE128_1.3.13")),
                new Defined("debian:12", Arch.I686, "libc.so.6", List.of("GCC_3.0"), List.of()),
                new Defined("debian:12", Arch.X86_64, "libcrypt.so.1", List.of("XCRYPT_4.4"), List.of()))) {
            assertThat(library(it.system(), it.arch(), it.soname()).versions())
                    .as("%s %s %s", it.system(), it.arch(), it.soname())
                    .containsAll(it.versions())
                    .noneMatch(it.none()::contains);
        }
    }

    @Test
    void aLibraryThatAnInstallationMayLackIsNotListed() {
        for (Place it : List.of(
                new Place("debian:12", Arch.X86_64, "libatomic.so.1", ""),
                new Place("fedora:43", Arch.X86_64, "libcrypt.so.1", ""),
                new Place("rhel:9", Arch.X86_64, "libcrypt.so.1", ""),
                new Place("rhel:7", Arch.X86_64, "libmvec.so.1", ""),
                new Place("debian:13", Arch.LOONGARCH64, "libnsl.so.1", ""),
                new Place("alpine:3.20", Arch.X86_64, "libstdc++.so.6", ""))) {
            assertThat(libraries(it.system(), it.arch()).named(it.soname()))
                    .as(it.toString())
                    .isEmpty();
        }
    }

    @Test
    void muslExportsTheSymbolsOfItsRelease() {
        assertThat(muslSymbols("alpine:3.12")).contains("printf", "fopen64").doesNotContain("_Fork", "qsort_r");
        assertThat(muslSymbols("alpine:3.13")).contains("_Fork").doesNotContain("qsort_r");
        assertThat(muslSymbols("alpine:3.16")).contains("qsort_r", "fopen64", "readdir64_r");
        // musl 1.2.5 still resolves fopen64, but not readdir64_r, which its loader does not know.
        assertThat(muslSymbols("alpine:3.20"))
                .contains("qsort_r", "fopen64")
                .doesNotContain("readdir64_r", "__libc_start");
    }

    private Set<String> muslSymbols(String system) {
        return library(system, Arch.X86_64, "libc.musl-x86_64.so.1").symbols().orElseThrow();
    }

    @Test
    void aSystemHasItsPythonItsKernelAndItsEnd() {
        LinuxSystem rhel = catalog.named("rhel:8").orElseThrow();
        assertThat(rhel.name()).isEqualTo("Red Hat Enterprise Linux 8");
        assertThat(rhel.libc()).isEqualTo(Libc.GLIBC);
        assertThat(rhel.libcVersion()).hasToString("2.28");
        assertThat(rhel.kernel()).isEqualTo(DottedNumber.parse("4.18"));
        assertThat(rhel.python()).contains(new DefaultPython(DottedNumber.of(3, 6), DottedNumber.parse("9.0.3")));
        assertThat(rhel.lifecycle())
                .isEqualTo(new Lifecycle(
                        Optional.of(LocalDate.of(2019, 5, 7)),
                        Optional.of(LocalDate.of(2029, 5, 31)),
                        Optional.of(LocalDate.of(2033, 5, 31))));
        assertThat(rhel.baselines()).containsExactly("manylinux_2_28");
        assertThat(catalog.named("rhel:6").orElseThrow().python()).isEmpty();
        assertThat(catalog.named("manylinux:2014")).isEmpty();
    }

    @Test
    void everyPolicyOfAnImageHasASystem() {
        assertThat(catalog.all().stream().flatMap(it -> it.baselines().stream()).collect(Collectors.toSet()))
                .contains(
                        "manylinux1",
                        "manylinux2010",
                        "manylinux2014",
                        "manylinux_2_24",
                        "manylinux_2_28",
                        "manylinux_2_31",
                        "manylinux_2_34",
                        "manylinux_2_35",
                        "manylinux_2_39",
                        "musllinux_1_1",
                        "musllinux_1_2");
    }

    @Test
    void everySystemHasACLibraryAndOneVersionOfEachName() {
        for (LinuxSystem system : catalog.all()) {
            assertThat(system.libraries()).as(system.id()).isNotEmpty();
            system.libraries().forEach((arch, libraries) -> {
                String soname = system.libc() == Libc.GLIBC
                        ? "libc.so.6"
                        : ArchNames.of(arch).orElseThrow().muslName();
                assertThat(libraries.named(soname))
                        .as("%s %s", system.id(), arch)
                        .isPresent();
                assertThat(libraries.all().stream().map(BaseLibrary::soname))
                        .as("%s %s", system.id(), arch)
                        .doesNotHaveDuplicates();
            });
        }
    }

    @Test
    void glibcNeverLosesAVersionWithinADistribution() {
        Map<String, List<LinuxSystem>> distributions = catalog.all().stream()
                .filter(it -> it.libc() == Libc.GLIBC)
                .collect(Collectors.groupingBy(it -> it.id().split(":", 2)[0]));
        for (List<LinuxSystem> releases : distributions.values()) {
            assertThat(releases.stream().map(LinuxSystem::libcVersion).toList())
                    .as(releases.get(0).id())
                    .isSortedAccordingTo(Comparator.naturalOrder());
        }
    }

    @Test
    void aSystemOfAFileIsAddedAndOneOfTheSameIdReplaced() throws FormatException {
        SystemCatalog more = catalog.with("mine.json", """
                {"systems": [
                  {"id": "rhel:8", "name": "Ours", "libc": "glibc", "libc_version": "2.28", "layout": "lib64",
                   "libraries": ["libX11.so.6"],
                   "architectures": [{"names": ["x86_64"], "also": {"libX11.so.6": ["X_1"], "libc.so.6": ["GLIBC_2.29"]}}]},
                  {"id": "mine:1", "name": "Mine", "libc": "musl", "libc_version": "1.2.5", "layout": "musl",
                   "architectures": [{"names": ["aarch64"]}]}]}
                """.getBytes(UTF_8));

        assertThat(more.all()).hasSize(catalog.all().size() + 1);
        assertThat(more.all().get(more.all().size() - 1).id()).isEqualTo("mine:1");
        assertThat(more.all().stream().map(LinuxSystem::id).toList().indexOf("rhel:8"))
                .isEqualTo(catalog.all().stream().map(LinuxSystem::id).toList().indexOf("rhel:8"));
        LinuxSystem ours = more.named("rhel:8").orElseThrow();
        assertThat(ours.name()).isEqualTo("Ours");
        BaseLibraries libraries = ours.libraries().get(Arch.X86_64);
        assertThat(libraries.named("libX11.so.6"))
                .contains(new BaseLibrary("libX11.so.6", "/lib64/libX11.so.6", Set.of("X_1"), Optional.empty()));
        assertThat(libraries.named("libc.so.6").orElseThrow().versions()).contains("GLIBC_2.28", "GLIBC_2.29");
        assertThat(catalog.named("rhel:8").orElseThrow().name()).isNotEqualTo("Ours");
        assertThat(SystemCatalog.builtIn().named("mine:1")).isEmpty();
    }

    @Test
    void aMissingFileIsAnIoError() {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> catalog.with(folder.resolve("none.json")));
    }

    private BaseLibrary library(String system, Arch arch, String soname) {
        return libraries(system, arch).named(soname).orElseThrow();
    }

    private BaseLibraries libraries(String system, Arch arch) {
        return catalog.named(system).orElseThrow().libraries().get(arch);
    }
}
