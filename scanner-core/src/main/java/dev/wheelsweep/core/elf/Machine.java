package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.platform.Arch;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Values of e_machine that have a name here. An unknown value is not an error; it keeps its number. */
enum Machine {
    EM_NONE(0),
    EM_SPARC(2, Stack.EXECUTABLE),
    EM_386(3, Stack.EXECUTABLE),
    EM_68K(4, Stack.EXECUTABLE),
    EM_MIPS(8, Stack.EXECUTABLE),
    EM_PARISC(15, Stack.EXECUTABLE),
    EM_SPARC32PLUS(18, Stack.EXECUTABLE),
    EM_PPC(20, Stack.EXECUTABLE),
    EM_PPC64(21),
    EM_S390(22, Stack.EXECUTABLE),
    EM_ARM(40, Stack.EXECUTABLE),
    EM_SH(42, Stack.EXECUTABLE),
    EM_SPARCV9(43, Stack.EXECUTABLE),
    EM_IA_64(50),
    EM_X86_64(62, Stack.EXECUTABLE),
    EM_AVR(83),
    EM_XTENSA(94),
    EM_MSP430(105),
    EM_HEXAGON(164),
    EM_AARCH64(183),
    EM_MICROBLAZE(189),
    EM_CUDA(190),
    EM_AMDGPU(224),
    EM_RISCV(243),
    EM_BPF(247),
    EM_CSKY(252),
    EM_LOONGARCH(258),
    EM_ALPHA(0x9026, Stack.EXECUTABLE);

    /** Machines on which glibc makes the stack executable if PT_GNU_STACK is missing: DEFAULT_STACK_PERMS of each machine's stackinfo.h. */
    private enum Stack {
        EXECUTABLE,
        DATA
    }

    private static final Map<Integer, Machine> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Machine::code, Function.identity()));

    private static final long EF_ARM_EABI_MASK = 0xff000000L;
    private static final long EF_ARM_EABI_VER5 = 0x05000000L;
    private static final long EF_ARM_ABI_FLOAT_HARD = 0x400;
    private static final long EF_PPC64_ABI = 3;
    private static final long ELF_V1 = 1;

    private final int code;
    private final Stack stack;

    Machine(int code) {
        this(code, Stack.DATA);
    }

    Machine(int code, Stack stack) {
        this.code = code;
        this.stack = stack;
    }

    /** @return e_machine */
    int code() {
        return code;
    }

    /** @return the gABI's name, such as {@code "EM_X86_64"}, or {@code "EM_<number>"} */
    static String name(int code) {
        Machine machine = BY_CODE.get(code);
        return machine == null ? "EM_" + code : machine.name();
    }

    /** @return whether the loader makes the stack executable for a file without PT_GNU_STACK */
    static boolean hasExecutableStack(int code) {
        Machine machine = BY_CODE.get(code);
        return machine != null && machine.stack == Stack.EXECUTABLE;
    }

    /** @return whether the loader looks up the symbols of its global offset table, which no relocation names (MIPS psABI) */
    static boolean looksUpWithoutRelocations(ElfIdentity identity) {
        return identity.machine() == EM_MIPS.code;
    }

    /** @return bytes of an entry of DT_HASH: 4, but 8 where the psABI followed an early draft (glibc bits/elfclass.h) */
    static int hashEntrySize(ElfIdentity identity) {
        boolean wide = identity.layout() == ElfLayout.ELF64
                && (identity.machine() == EM_S390.code || identity.machine() == EM_ALPHA.code);
        return wide ? Long.BYTES : Integer.BYTES;
    }

    /**
     * The name that platform tags use. Class and order count as much as the machine: 32-bit x86-64 (x32), big-endian
     * AArch64 or MIPS n32 have no tag. On ARM only EABI version 5 with hard floats has one, armv7l: e_flags have the
     * calling convention but not the processor's version, so files of armv6l wheels are named armv7l too. A
     * static program calls no library, so its calling convention does not matter; Go's linker sets no float bit. The
     * floating-point variants of RISC-V and LoongArch share one name, as {@code uname -m} does.
     */
    static Optional<Arch> arch(ElfIdentity identity, ElfKind kind) {
        Machine machine = BY_CODE.get(identity.machine());
        if (machine == null) {
            return Optional.empty();
        }
        boolean little = identity.order() == ByteOrder.LITTLE_ENDIAN;
        boolean is64 = identity.layout() == ElfLayout.ELF64;
        return switch (machine) {
            case EM_386 -> when(!is64 && little, Arch.I686);
            case EM_X86_64 -> when(is64 && little, Arch.X86_64);
            case EM_AARCH64 -> when(is64 && little, Arch.AARCH64);
            case EM_ARM -> when(!is64 && little && isEabi5(identity, kind), Arch.ARMV7L);
            case EM_PPC64 -> little ? when(is64 && !isElfV1(identity), Arch.PPC64LE) : when(is64, Arch.PPC64);
            case EM_S390 -> when(is64 && !little, Arch.S390X);
            case EM_RISCV -> when(is64 && little, Arch.RISCV64);
            case EM_LOONGARCH -> when(is64 && little, Arch.LOONGARCH64);
            case EM_MIPS -> when(is64, Arch.MIPS64);
            default -> Optional.empty();
        };
    }

    private static Optional<Arch> when(boolean fits, Arch arch) {
        return fits ? Optional.of(arch) : Optional.empty();
    }

    private static boolean isEabi5(ElfIdentity identity, ElfKind kind) {
        return (identity.flags() & EF_ARM_EABI_MASK) == EF_ARM_EABI_VER5
                && (kind == ElfKind.STATIC_EXECUTABLE || (identity.flags() & EF_ARM_ABI_FLOAT_HARD) != 0);
    }

    private static boolean isElfV1(ElfIdentity identity) {
        return (identity.flags() & EF_PPC64_ABI) == ELF_V1;
    }
}
