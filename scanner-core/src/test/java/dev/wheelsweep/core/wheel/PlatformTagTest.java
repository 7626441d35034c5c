package dev.wheelsweep.core.wheel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.platform.Libc;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlatformTagTest {

    /** @param libc word and version, or {@code "-"} if the tag does not have them */
    private record Case(String tag, String family, String arch, String libc) {}

    private static final List<Case> CASES = List.of(
            new Case("manylinux_2_17_x86_64", "manylinux", "x86_64", "glibc 2.17"),
            new Case("manylinux_2_5_i686", "manylinux", "i686", "glibc 2.5"),
            new Case("manylinux_2_39_riscv64", "manylinux", "riscv64", "glibc 2.39"),
            // PEP 600 makes any glibc a legal tag, and unknown architectures are data.
            new Case("manylinux_3_0_loongarch64", "manylinux", "loongarch64", "glibc 3.0"),
            new Case("manylinux_2_999999999_vax", "manylinux", "vax", "glibc 2.999999999"),
            new Case("manylinux1_x86_64", "manylinux", "x86_64", "glibc 2.5"),
            new Case("manylinux2010_i686", "manylinux", "i686", "glibc 2.12"),
            new Case("manylinux2014_ppc64le", "manylinux", "ppc64le", "glibc 2.17"),
            new Case("musllinux_1_2_armv7l", "musllinux", "armv7l", "musl 1.2"),
            new Case("linux_x86_64", "linux", "x86_64", "-"),
            new Case("linux_armv6l", "linux", "armv6l", "-"),
            new Case("macosx_10_14_x86_64", "macos", "x86_64", "-"),
            new Case("macosx_11_0_universal2", "macos", "universal2", "-"),
            new Case("win32", "windows", "x86", "-"),
            new Case("win_amd64", "windows", "amd64", "-"),
            new Case("win_arm64", "windows", "arm64", "-"),
            new Case("win_ia64", "windows", "ia64", "-"),
            new Case("android_24_arm64_v8a", "android", "arm64_v8a", "bionic -"),
            new Case("android_21_x86", "android", "x86", "bionic -"),
            new Case("ios_13_0_arm64_iphoneos", "ios", "arm64", "-"),
            new Case("ios_13_0_x86_64_iphonesimulator", "ios", "x86_64", "-"),
            new Case("pyodide_2024_0_wasm32", "pyodide", "wasm32", "-"),
            new Case("pyemscripten_2026_0_wasm32", "pyodide", "wasm32", "-"),
            new Case("emscripten_3_1_58_wasm32", "pyodide", "wasm32", "-"),
            new Case("any", "any", "-", "-"),
            new Case("freebsd_13_2_release_amd64", "other", "-", "-"),
            // Words, numbers or architectures missing, or not spelled as any tool spells them.
            new Case("", "other", "-", "-"),
            new Case("none", "other", "-", "-"),
            new Case("manylinux", "other", "-", "-"),
            new Case("manylinux_2_17", "other", "-", "-"),
            new Case("manylinux_2_17_", "other", "-", "-"),
            new Case("manylinux_2_x86_64", "other", "-", "-"),
            new Case("manylinux_2_17_1_x86_64", "other", "-", "-"),
            new Case("manylinux_2_017_x86_64", "other", "-", "-"),
            new Case("manylinux_99999999999_1_x", "other", "-", "-"),
            new Case("manylinux_1_9999999999_x", "other", "-", "-"),
            new Case("manylinux_2_17_x86 64", "other", "-", "-"),
            new Case("manylinux2_x86_64", "other", "-", "-"),
            new Case("manylinux2014", "other", "-", "-"),
            new Case("manylinux2014_2_17_x86_64", "other", "-", "-"),
            new Case("musllinux_1_x86_64", "other", "-", "-"),
            new Case("linux_2_x86_64", "other", "-", "-"),
            new Case("linux", "other", "-", "-"),
            new Case("macosx_11_arm64", "other", "-", "-"),
            new Case("macosx_x86_64", "other", "-", "-"),
            new Case("win64", "other", "-", "-"),
            new Case("win_", "other", "-", "-"),
            new Case("win32_amd64", "other", "-", "-"),
            new Case("android_arm64_v8a", "other", "-", "-"),
            new Case("android_21_0_x86", "other", "-", "-"),
            new Case("ios_13_0_arm64", "other", "-", "-"),
            new Case("ios_13_0_arm64_watchos", "other", "-", "-"),
            new Case("ios_13_0_iphoneos", "other", "-", "-"),
            new Case("emscripten_wasm32", "other", "-", "-"),
            new Case("any_x86_64", "other", "-", "-"));

    @Test
    void everyTagHasItsFamilyArchitectureAndLibc() {
        for (Case expected : CASES) {
            PlatformTag tag = PlatformTag.parse(expected.tag);
            String libc = tag.libc()
                    .map(Libc::column)
                    .map(word -> word + " "
                            + tag.libcVersion().map(DottedNumber::toString).orElse("-"))
                    .orElse("-");
            assertThat(new Case(
                            tag.text(), tag.column(), tag.arch().map(Arch::name).orElse("-"), libc))
                    .isEqualTo(expected);
        }
    }

    @Test
    void everyFamilyIsInTheTable() {
        assertThat(CASES.stream().map(Case::family).distinct())
                .containsExactlyElementsOf(Stream.of(PlatformTag.Family.values())
                        .map(PlatformTag.Family::column)
                        .toList());
    }

    @Test
    void ignoresUpperCase() {
        assertThat(PlatformTag.parse("ManyLinux_2_17_X86_64"))
                .isEqualTo(new PlatformTag.Manylinux(DottedNumber.of(2, 17), Arch.X86_64));
        assertThat(PlatformTag.parse("What_Ever").text()).isEqualTo("what_ever");
    }

    @Test
    void legacyNamesHaveAModernName() {
        assertThat(PlatformTag.parse("manylinux2014_s390x"))
                .isInstanceOfSatisfying(
                        PlatformTag.ManylinuxLegacy.class,
                        legacy -> assertThat(legacy.modern()).isEqualTo(PlatformTag.parse("manylinux_2_17_s390x")));
    }

    @Test
    void longTagsNeedNoDeepStack() {
        String numbers = "_1".repeat(100_000);
        assertThat(PlatformTag.parse("manylinux" + numbers + "_x86_64").column())
                .isEqualTo("other");
        assertThat(PlatformTag.parse("emscripten" + numbers + "_wasm32").column())
                .isEqualTo("pyodide");
        assertThat(PlatformTag.parse("linux_" + "a".repeat(100_000)).column()).isEqualTo("linux");
    }
}
