package dev.wheelsweep.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PypiPlatformTagsTest {

    @Test
    void tagsOnTheList() {
        for (String tag : List.of(
                "any",
                "win32",
                "win_amd64",
                "win_arm64",
                "win_ia64",
                "manylinux1_i686",
                "manylinux2010_x86_64",
                "manylinux2014_ppc64",
                "manylinux_2_5_aarch64",
                "manylinux_2_39_riscv64",
                "manylinux_2_017_x86_64",
                "musllinux_1_2_armv7l",
                "linux_armv6l",
                "linux_armv7l",
                "macosx_10_9_x86_64",
                "macosx_10_16_universal2",
                "macosx_11_0_arm64",
                "macosx_26_0_arm64",
                "ios_13_0_arm64_iphoneos",
                "ios_17_4_x86_64_iphonesimulator",
                "android_24_arm64_v8a",
                "android_21_x86",
                "pyemscripten_2026_0_wasm32")) {
            assertThat(PypiPlatformTags.accepts(tag)).as(tag).isTrue();
        }
    }

    @Test
    void tagsThatAreNot() {
        for (String tag : List.of(
                "linux_x86_64",
                "linux_aarch64",
                "win_arm32",
                "manylinux1_aarch64",
                "manylinux2010_aarch64",
                "manylinux2014_riscv64",
                "manylinux_2_36_loongarch64",
                "manylinux_2_17_amd64",
                "musllinux_1_2_ppc64",
                "macosx_11_1_arm64",
                "macosx_16_0_arm64",
                "macosx_27_0_arm64",
                "macosx_10_9_amd64",
                "ios_13_0_i386_iphonesimulator",
                "android_24_aarch64",
                "pyodide_2024_0_wasm32",
                "emscripten_3_1_58_wasm32",
                "freebsd_14_amd64")) {
            assertThat(PypiPlatformTags.accepts(tag)).as(tag).isFalse();
        }
    }
}
