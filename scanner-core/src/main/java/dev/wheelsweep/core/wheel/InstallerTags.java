package dev.wheelsweep.core.wheel;

import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.DottedNumber;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which platform tags pip 26.3 or uv 0.13 accept on at least one machine. Versions have lower bounds only, because newer
 * systems will come. The names of Linux architectures are those of {@code uname -m}, as {@code sysconfig} reports them.
 */
public final class InstallerTags {
    private static final Set<String> LINUX_MACHINES = Set.of(
            "aarch64",
            "aarch64_be",
            "alpha",
            "arc",
            "armv5tejl",
            "armv5tel",
            "armv6l",
            "armv7b",
            "armv7l",
            "armv8b",
            "armv8l",
            "csky",
            "e2k",
            "hexagon",
            "i386",
            "i486",
            "i586",
            "i686",
            "ia64",
            "loongarch32",
            "loongarch64",
            "m68k",
            "microblaze",
            "mips",
            "mips64",
            "nios2",
            "openrisc",
            "parisc",
            "parisc64",
            "ppc",
            "ppc64",
            "ppc64le",
            "ppcle",
            "riscv32",
            "riscv64",
            "s390",
            "s390x",
            "sh4",
            "sh4a",
            "sparc",
            "sparc64",
            "x86_64",
            "xtensa");

    private static final Set<String> MANYLINUX_MACHINES = Set.of(
            "x86_64", "i686", "aarch64", "armv7l", "armv8l", "ppc64", "ppc64le", "s390x", "loongarch64", "riscv64");

    private static final Set<Arch> OLDEST_GLIBC_MACHINES = Set.of(Arch.X86_64, Arch.I686);
    private static final DottedNumber OLDEST_GLIBC = DottedNumber.of(2, 5);
    private static final DottedNumber OLDEST_GLIBC_ELSEWHERE = DottedNumber.of(2, 17);
    private static final int GLIBC_MAJOR = 2;
    private static final int MUSL_MAJOR = 1;

    private static final Set<String> WINDOWS = Set.of("win32", "win_amd64", "win_arm32", "win_arm64", "win_ia64");

    private static final Set<String> ANDROID_MACHINES = Set.of("arm64_v8a", "armeabi_v7a", "x86", "x86_64");
    private static final int OLDEST_API_LEVEL = 16;

    private static final Set<String> IOS_TARGETS =
            Set.of("arm64_iphoneos", "arm64_iphonesimulator", "x86_64_iphonesimulator");
    private static final int OLDEST_IOS = 12;

    private static final String WASM32 = "wasm32";

    /** Up to macOS 10 the second number counts releases; since 11 the first one does, and the second is 0. */
    private static final int LAST_MACOS_COUNTED_BY_MINOR = 10;

    private static final int LAST_MINOR = 16;
    private static final Set<String> MACOS_FORMATS =
            Set.of("arm64", "x86_64", "universal2", "universal", "intel", "fat3", "fat64");
    /** The releases of macOS 10 by what their tags name, an architecture or a set of several. */
    private static final Map<String, Minors> MACOS_10_FORMATS = Map.of(
            "ppc", new Minors(0, 6),
            "ppc64", new Minors(4, 5),
            "fat", new Minors(0, LAST_MINOR),
            "fat3", new Minors(0, LAST_MINOR),
            "fat64", new Minors(4, LAST_MINOR),
            "i386", new Minors(4, LAST_MINOR),
            "intel", new Minors(4, LAST_MINOR),
            "universal", new Minors(0, LAST_MINOR),
            "universal2", new Minors(4, LAST_MINOR),
            "x86_64", new Minors(4, LAST_MINOR));

    private record Minors(int oldest, int newest) {}

    /** What {@code sysconfig.get_platform()} begins with on systems for which installers have no rules of their own. */
    private static final Pattern OTHER_SYSTEM = Pattern.compile("(?:aix|cli|cygwin|dragonfly|freebsd|gnu|gnukfreebsd"
            + "|haiku|hp_ux|irix|irix64|java|mingw|minix|msys|netbsd|openbsd|os400|osf1|qnx|serenityos|solaris|sunos"
            + "|vxworks|wasi|zos)[0-9]*+_.++");

    private InstallerTags() {}

    /** @return why no installer accepts the tag on any machine; empty if one does */
    public static Optional<String> objection(PlatformTag tag) {
        if (tag instanceof PlatformTag.Manylinux manylinux) {
            return glibcObjection(manylinux);
        } else if (tag instanceof PlatformTag.ManylinuxLegacy legacy) {
            return glibcObjection(legacy.modern());
        } else if (tag instanceof PlatformTag.Musllinux musllinux) {
            return linuxMachine(musllinux.machine())
                    .or(() -> unless(
                            musllinux.musl().numbers().get(0) == MUSL_MAJOR, "there is no musl " + musllinux.musl()));
        } else if (tag instanceof PlatformTag.Linux linux) {
            return linuxMachine(linux.machine());
        } else if (tag instanceof PlatformTag.MacOs macos) {
            return macos(macos);
        } else if (tag instanceof PlatformTag.Android android) {
            return member(ANDROID_MACHINES, android.machine().name(), "Android architecture")
                    .or(() -> oldest(android.apiLevel().numbers().get(0), OLDEST_API_LEVEL, "API level"));
        } else if (tag instanceof PlatformTag.Ios ios) {
            return member(IOS_TARGETS, ios.machine() + "_" + ios.sdk(), "iOS target")
                    .or(() -> oldest(ios.version().numbers().get(0), OLDEST_IOS, "iOS version"));
        } else if (tag instanceof PlatformTag.Pyodide pyodide) {
            return unless(pyodide.machine().name().equals(WASM32), "the architecture is not " + WASM32);
        } else if (tag instanceof PlatformTag.Windows) {
            return member(WINDOWS, tag.text(), "Windows tag");
        } else if (tag instanceof PlatformTag.Other) {
            return unless(OTHER_SYSTEM.matcher(tag.text()).matches(), "no platform has this name");
        }
        return Optional.empty();
    }

    /** @return whether a tag for Linux or Android names an architecture that its systems have */
    public static boolean namesMachine(PlatformTag tag) {
        return tag.arch()
                .filter(arch -> tag.family() == PlatformTag.Family.ANDROID
                        ? ANDROID_MACHINES.contains(arch.name())
                        : LINUX_MACHINES.contains(arch.name()))
                .isPresent();
    }

    private static Optional<String> glibcObjection(PlatformTag.Manylinux tag) {
        return linuxMachine(tag.machine())
                .or(() -> unless(
                        MANYLINUX_MACHINES.contains(tag.machine().name()),
                        "installers accept no manylinux tag for %s".formatted(tag.machine())))
                .or(() -> unless(
                        tag.glibc().numbers().get(0) == GLIBC_MAJOR, "there is no glibc %s".formatted(tag.glibc())))
                .or(() -> {
                    DottedNumber oldest =
                            OLDEST_GLIBC_MACHINES.contains(tag.machine()) ? OLDEST_GLIBC : OLDEST_GLIBC_ELSEWHERE;
                    return unless(
                            tag.glibc().compareTo(oldest) >= 0,
                            "installers accept manylinux tags for %s from glibc %s on"
                                    .formatted(tag.machine(), oldest));
                });
    }

    private static Optional<String> linuxMachine(Arch machine) {
        return member(LINUX_MACHINES, machine.name(), "Linux architecture");
    }

    private static Optional<String> macos(PlatformTag.MacOs tag) {
        int major = tag.version().numbers().get(0);
        int minor = tag.version().minor();
        String format = tag.machine().name();
        if (major > LAST_MACOS_COUNTED_BY_MINOR) {
            return member(MACOS_FORMATS, format, "architecture of macOS %d".formatted(major))
                    .or(() -> unless(minor == 0, "installers accept macosx_%d_0 only".formatted(major)));
        }
        Minors minors = MACOS_10_FORMATS.get(format);
        return unless(
                major == LAST_MACOS_COUNTED_BY_MINOR
                        && minors != null
                        && minor >= minors.oldest()
                        && minor <= minors.newest(),
                "there is no macOS %s for %s".formatted(tag.version(), format));
    }

    private static Optional<String> member(Set<String> known, String word, String what) {
        return unless(known.contains(word), "there is no %s called %s".formatted(what, word));
    }

    private static Optional<String> oldest(int number, int oldest, String what) {
        return unless(number >= oldest, "installers accept no %s below %d".formatted(what, oldest));
    }

    private static Optional<String> unless(boolean accepted, String objection) {
        return accepted ? Optional.empty() : Optional.of(objection);
    }
}
