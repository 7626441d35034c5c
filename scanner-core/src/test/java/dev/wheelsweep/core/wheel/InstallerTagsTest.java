package dev.wheelsweep.core.wheel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class InstallerTagsTest {
    private static final List<String> TAKEN = List.of(
            "any",
            "manylinux1_i686",
            "manylinux_2_5_x86_64",
            "manylinux2014_riscv64",
            "manylinux_2_17_aarch64",
            "manylinux_2_99_x86_64",
            "musllinux_1_0_armv6l",
            "linux_armv6l",
            "linux_mips64",
            "macosx_10_9_universal2",
            "macosx_11_0_arm64",
            "win32",
            "win_arm64",
            "android_24_arm64_v8a",
            "ios_13_0_x86_64_iphonesimulator",
            "pyodide_2024_0_wasm32",
            "freebsd_14_1_release_amd64",
            "cygwin_3_5_x86_64",
            "solaris_2_11_sun4v");

    private record Case(String tag, String objection) {}

    private static final List<Case> REFUSED = List.of(
            new Case("manylinux_2_5_aarch64", "installers accept manylinux tags for aarch64 from glibc 2.17 on"),
            new Case("manylinux_2_4_x86_64", "installers accept manylinux tags for x86_64 from glibc 2.5 on"),
            new Case("manylinux1_aarch64", "installers accept manylinux tags for aarch64 from glibc 2.17 on"),
            new Case("manylinux_2_17_armv6l", "installers accept no manylinux tag for armv6l"),
            new Case("manylinux_3_0_x86_64", "there is no glibc 3.0"),
            new Case("manylinux_2_17_amd64", "there is no Linux architecture called amd64"),
            new Case("musllinux_1_2_arm64", "there is no Linux architecture called arm64"),
            new Case("musllinux_2_0_x86_64", "there is no musl 2.0"),
            new Case("linux_x64", "there is no Linux architecture called x64"),
            new Case("manylinx_2_28_x86_64", "no platform has this name"),
            new Case("manylinux2028_x86_64", "no platform has this name"),
            new Case("manylinux_x86_64", "no platform has this name"),
            new Case("manylinux_2_017_x86_64", "no platform has this name"),
            new Case("macos_11_0_arm64", "no platform has this name"),
            new Case("macosx_10_9_arm64", "there is no macOS 10.9 for arm64"),
            new Case("macosx_11_1_arm64", "installers accept macosx_11_0 only"),
            new Case("macosx_11_0_i386", "there is no architecture of macOS 11 called i386"),
            new Case("macosx_9_0_ppc", "there is no macOS 9.0 for ppc"),
            new Case("win_x64", "there is no Windows tag called win_x64"),
            new Case("win64", "no platform has this name"),
            new Case("android_15_x86", "installers accept no API level below 16"),
            new Case("android_24_aarch64", "there is no Android architecture called aarch64"),
            new Case("ios_11_0_arm64_iphoneos", "installers accept no iOS version below 12"),
            new Case("ios_13_0_x86_64_iphoneos", "there is no iOS target called x86_64_iphoneos"),
            new Case("pyodide_2024_0_wasm64", "the architecture is not wasm32"));

    @Test
    void tagsOfSomeMachine() {
        for (String tag : TAKEN) {
            assertThat(InstallerTags.objection(PlatformTag.parse(tag))).as(tag).isEmpty();
        }
    }

    @Test
    void tagsOfNoMachine() {
        for (Case it : REFUSED) {
            assertThat(InstallerTags.objection(PlatformTag.parse(it.tag)))
                    .as(it.tag)
                    .contains(it.objection);
        }
    }
}
