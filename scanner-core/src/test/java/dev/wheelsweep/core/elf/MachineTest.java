package dev.wheelsweep.core.elf;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.policy.PolicyCatalog;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MachineTest {
    private static final long ARM_HARD_FLOAT = 0x5000400;

    @ParameterizedTest
    @CsvSource({
        "62,  64, LITTLE, 0x0,        x86_64",
        "62,  32, LITTLE, 0x0,        ", // x32
        "3,   32, LITTLE, 0x0,        i686",
        "3,   64, LITTLE, 0x0,        ",
        "183, 64, LITTLE, 0x0,        aarch64",
        "183, 64, BIG,    0x0,        ", // aarch64_be
        "183, 32, LITTLE, 0x0,        ", // ILP32
        "40,  32, LITTLE, 0x5000400,  armv7l",
        "40,  32, LITTLE, 0x5000200,  ", // soft float
        "40,  32, LITTLE, 0x5000000,  ",
        "40,  32, LITTLE, 0x4000400,  ", // EABI 4
        "40,  32, BIG,    0x5000400,  ",
        "21,  64, LITTLE, 0x2,        ppc64le",
        "21,  64, LITTLE, 0x0,        ppc64le",
        "21,  64, LITTLE, 0x1,        ", // ELFv1, which is big-endian only
        "21,  64, BIG,    0x1,        ppc64",
        "21,  64, BIG,    0x2,        ppc64", // musl
        "22,  64, BIG,    0x0,        s390x",
        "22,  32, BIG,    0x0,        ", // s390
        "243, 64, LITTLE, 0x5,        riscv64",
        "243, 32, LITTLE, 0x5,        ",
        "258, 64, LITTLE, 0x43,       loongarch64",
        "8,   64, BIG,    0x80000007, mips64",
        "8,   64, LITTLE, 0x80000007, mips64",
        "8,   32, LITTLE, 0x20,       ", // n32
        "20,  32, BIG,    0x0,        ",
        // no such machine has the other order or class
        "62,  64, BIG,    0x0,        ",
        "3,   32, BIG,    0x0,        ",
        "22,  64, LITTLE, 0x0,        ",
        "243, 64, BIG,    0x5,        ",
        "258, 64, BIG,    0x43,       ",
        "258, 32, LITTLE, 0x43,       ",
        "4711,64, LITTLE, 0x0,        ",
    })
    void namesTheArchitectureAsTagsDo(int machine, int bits, String order, String flags, String arch) {
        ElfIdentity identity = new ElfIdentity(
                ElfLayout.valueOf("ELF" + bits),
                order.equals("BIG") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
                0,
                ElfHeader.ET_DYN,
                machine,
                Long.decode(flags));
        assertThat(Machine.arch(identity, ElfKind.SHARED_OBJECT))
                .isEqualTo(Optional.ofNullable(arch).map(Arch::new));
    }

    /** It calls no library, so no calling convention has to fit: Go's linker sets neither float bit. */
    @ParameterizedTest
    @CsvSource({
        "0x5000000, armv7l",
        "0x5000002, armv7l",
        "0x5000200, armv7l",
        "0x5000400, armv7l",
        "0x4000000, ", // EABI 4 has other system calls
        "0x0, ",
    })
    void aStaticProgramForArmNeedsNoFloatBit(String flags, String arch) {
        ElfIdentity identity = new ElfIdentity(
                ElfLayout.ELF32, ByteOrder.LITTLE_ENDIAN, 0, ElfHeader.ET_EXEC, ElfBuilder.ARM, Long.decode(flags));
        assertThat(Machine.arch(identity, ElfKind.STATIC_EXECUTABLE))
                .isEqualTo(Optional.ofNullable(arch).map(Arch::new));
    }

    @Test
    void keepsTheNumberOfUnknownMachines() {
        assertThat(Machine.name(62)).isEqualTo("EM_X86_64");
        assertThat(Machine.name(0x9026)).isEqualTo("EM_ALPHA");
        assertThat(Machine.name(4711)).isEqualTo("EM_4711");
    }

    /** No policy could judge an ELF file whose architecture has no name. */
    @Test
    void namesEveryArchitectureThatAPolicyIsFor() {
        Set<Arch> named = Arrays.stream(Machine.values())
                .flatMap(machine -> identities(machine.code()))
                .flatMap(identity -> Machine.arch(identity, ElfKind.SHARED_OBJECT).stream())
                .collect(toSet());
        Set<Arch> ofPolicies = Arrays.stream(Libc.values())
                .flatMap(libc -> PolicyCatalog.builtIn().policies(libc).stream())
                .flatMap(policy -> policy.architectures().stream())
                .collect(toSet());

        assertThat(named).containsAll(ofPolicies);
    }

    /** @return the machine in every class and byte order, with flags of the hard-float ABI of ARM and without */
    private static Stream<ElfIdentity> identities(int machine) {
        return Arrays.stream(ElfLayout.values())
                .flatMap(layout -> Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)
                        .flatMap(order -> Stream.of(0L, ARM_HARD_FLOAT)
                                .map(flags -> new ElfIdentity(layout, order, 0, ElfHeader.ET_DYN, machine, flags))));
    }
}
