package dev.wheelsweep.core.elf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.platform.Arch;
import java.nio.ByteOrder;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MachineTest {

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
                ElfHeader.ET_DYN,
                machine,
                Long.decode(flags));
        assertThat(Machine.arch(identity)).isEqualTo(Optional.ofNullable(arch).map(Arch::new));
    }

    @Test
    void keepsTheNumberOfUnknownMachines() {
        assertThat(Machine.name(62)).isEqualTo("EM_X86_64");
        assertThat(Machine.name(0x9026)).isEqualTo("EM_ALPHA");
        assertThat(Machine.name(4711)).isEqualTo("EM_4711");
    }
}
