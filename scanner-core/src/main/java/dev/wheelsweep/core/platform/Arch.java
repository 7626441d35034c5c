package dev.wheelsweep.core.platform;

import java.util.Objects;

/**
 * A processor architecture under the name that platform tags use. An open set: a name we have no constant for is kept as
 * it is written, so no switch may enumerate it.
 *
 * @param name lower case, such as {@code "x86_64"}
 */
public record Arch(String name) implements Comparable<Arch> {
    public static final Arch X86_64 = new Arch("x86_64");
    public static final Arch I686 = new Arch("i686");
    public static final Arch AARCH64 = new Arch("aarch64");
    /** ARM with hardware floating point; whether v6 or v7 is not in e_flags (see {@code elf.Machine}). */
    public static final Arch ARMV7L = new Arch("armv7l");

    public static final Arch ARMV6L = new Arch("armv6l");
    public static final Arch PPC64LE = new Arch("ppc64le");
    public static final Arch PPC64 = new Arch("ppc64");
    public static final Arch S390X = new Arch("s390x");
    public static final Arch RISCV64 = new Arch("riscv64");
    public static final Arch LOONGARCH64 = new Arch("loongarch64");
    public static final Arch MIPS64 = new Arch("mips64");

    public Arch {
        Objects.requireNonNull(name);
    }

    @Override
    public int compareTo(Arch other) {
        return name.compareTo(other.name);
    }

    /** Same as the record's own, which links itself at its first call; that takes longer than to parse all policies. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Arch arch && name.equals(arch.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
