package dev.wheelsweep.core.loader;

import dev.wheelsweep.core.platform.Arch;
import java.util.List;
import java.util.Map;

/** A dynamic string token of ld.so(8), written {@code $ORIGIN} or <code>${ORIGIN}</code>. */
enum Token {
    /** The folder of the file that has the search path. */
    ORIGIN,
    /** The folder of libraries in a distribution: each has its own. */
    LIB,
    /** AT_PLATFORM, which older releases of glibc replace by a name of the processor. */
    PLATFORM;

    static final char SIGN = '$';

    private static final Map<Arch, List<String>> LIB_FOLDERS = Map.of(
            Arch.X86_64, List.of("lib64", "lib", "lib/x86_64-linux-gnu"),
            Arch.I686, List.of("lib", "lib/i386-linux-gnu"),
            Arch.AARCH64, List.of("lib64", "lib", "lib/aarch64-linux-gnu"),
            Arch.ARMV7L, List.of("lib", "lib/arm-linux-gnueabihf"),
            Arch.PPC64LE, List.of("lib64", "lib", "lib/powerpc64le-linux-gnu"),
            Arch.S390X, List.of("lib64", "lib", "lib/s390x-linux-gnu"),
            Arch.RISCV64, List.of("lib64/lp64d", "lib", "lib/riscv64-linux-gnu"),
            Arch.LOONGARCH64, List.of("lib64", "lib", "lib/loongarch64-linux-gnu"));
    private static final Map<Arch, List<String>> PLATFORMS = Map.of(
            Arch.X86_64, List.of("x86_64", "haswell", "xeon_phi"),
            Arch.I686, List.of("i386", "i486", "i586", "i686"),
            Arch.AARCH64, List.of("aarch64"));

    /** @return what it may stand for; empty if that is unknown */
    List<String> values(Arch arch) {
        return switch (this) {
            case ORIGIN -> List.of();
            case LIB -> LIB_FOLDERS.getOrDefault(arch, List.of());
            case PLATFORM -> PLATFORMS.getOrDefault(arch, List.of());
        };
    }

    /**
     * @param dollar the index of a dollar sign
     * @return the length of the token there as glibc 2.28 and later recognize it; 0 if it is another token: a letter,
     *     digit or underscore after the name belongs to a longer name
     */
    int length(String text, int dollar) {
        int length = lengthOfPrefix(text, dollar);
        int end = dollar + length;
        boolean isOther =
                length > 0 && end < text.length() && text.charAt(end - 1) != '}' && isOfName(text.charAt(end));
        return isOther ? 0 : length;
    }

    /** @return the length of the token there, even if a letter follows; 0 if it is another token */
    int lengthOfPrefix(String text, int dollar) {
        String braces = "${" + name() + "}";
        if (text.startsWith(braces, dollar)) {
            return braces.length();
        }
        return text.startsWith("$" + name(), dollar) ? name().length() + 1 : 0;
    }

    private static boolean isOfName(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    }
}
