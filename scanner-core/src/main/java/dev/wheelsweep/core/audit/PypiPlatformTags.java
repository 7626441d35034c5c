package dev.wheelsweep.core.audit;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The platform tags that PyPI accepts, as of 2026-08-21, some of them with any version. */
final class PypiPlatformTags {
    private static final Set<String> FIXED = Set.of(
            "any",
            "win32",
            "win_amd64",
            "win_arm64",
            "win_ia64",
            "manylinux1_i686",
            "manylinux1_x86_64",
            "manylinux2010_i686",
            "manylinux2010_x86_64",
            "manylinux2014_aarch64",
            "manylinux2014_armv7l",
            "manylinux2014_i686",
            "manylinux2014_ppc64",
            "manylinux2014_ppc64le",
            "manylinux2014_s390x",
            "manylinux2014_x86_64",
            "linux_armv6l",
            "linux_armv7l");

    private static final Set<String> MUSLLINUX_ARCHS =
            Set.of("aarch64", "armv7l", "i686", "ppc64le", "riscv64", "s390x", "x86_64");
    private static final Set<String> MANYLINUX_ARCHS =
            Set.of("aarch64", "armv7l", "i686", "ppc64", "ppc64le", "riscv64", "s390x", "x86_64");
    private static final Set<String> MACOS_ARCHS = Set.of(
            "arm64", "fat", "fat3", "fat64", "i386", "intel", "ppc", "ppc64", "universal", "universal2", "x86_64");
    private static final Set<String> IOS_ARCHS = Set.of("arm64", "x86_64");
    private static final Set<String> ANDROID_ARCHS = Set.of("arm64_v8a", "armeabi_v7a", "x86", "x86_64");

    private static final String NUMBER = "\\p{Nd}++";

    /**
     * Tags that begin with a pattern, whose group named "arch" is one of a set. Of iOS and Emscripten PyPI reads only the
     * beginning.
     */
    private record Numbered(Pattern pattern, Set<String> archs) {
        static Numbered of(String pattern, Set<String> archs) {
            return new Numbered(Pattern.compile(pattern.replace("N", NUMBER)), archs);
        }

        boolean accepts(String tag) {
            Matcher parts = pattern.matcher(tag);
            return parts.lookingAt() && archs.contains(parts.group("arch"));
        }
    }

    private static final List<Numbered> NUMBERED = List.of(
            Numbered.of("macosx_10_N_(?<arch>.*)", MACOS_ARCHS),
            Numbered.of("macosx_(?:11|12|13|14|15|26)_0_(?<arch>.*)", MACOS_ARCHS),
            Numbered.of("manylinux_N_N_(?<arch>.*)", MANYLINUX_ARCHS),
            Numbered.of("musllinux_N_N_(?<arch>.*)", MUSLLINUX_ARCHS),
            Numbered.of("ios_N_N_(?<arch>.*)_(?:iphoneos|iphonesimulator)", IOS_ARCHS),
            Numbered.of("android_N_(?<arch>.*)", ANDROID_ARCHS),
            Numbered.of("pyemscripten_N_N_(?<arch>wasm32)", Set.of("wasm32")));

    private PypiPlatformTags() {}

    /** @param tag lower case */
    static boolean accepts(String tag) {
        return FIXED.contains(tag) || NUMBERED.stream().anyMatch(family -> family.accepts(tag));
    }
}
