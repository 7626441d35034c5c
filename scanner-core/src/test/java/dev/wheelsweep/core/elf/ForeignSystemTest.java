package dev.wheelsweep.core.elf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.platform.Libc;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ForeignSystemTest {
    private static final int EI_OSABI = 7;

    @ParameterizedTest
    @CsvSource({
        "0, ",
        "3, ",
        "2, netbsd",
        "6, solaris",
        "9, freebsd",
        "12, openbsd",
        "17, cloudabi",
        "19, osabi_19",
        "63, osabi_63",
        // these belong to the machine
        "64, ",
        "97, ",
        "255, ",
    })
    void isNamedByOsAbi(int osAbi, String system) throws Exception {
        ElfFacts facts = ElfBuilder.library()
                .needed("libc.so.7")
                .build()
                .u8(EI_OSABI, osAbi)
                .facts();
        assertThat(facts.foreignSystem()).isEqualTo(Optional.ofNullable(system));
        assertThat(facts.identity().osAbi()).isEqualTo(osAbi);
    }

    @ParameterizedTest
    @CsvSource({
        "/usr/libexec/ld.so, openbsd",
        "/usr/libexec/ld.elf_so, netbsd",
        "/libexec/ld-elf.so.1, freebsd",
        "/libexec/ld-elf.so.2, dragonfly",
        "/usr/lib/amd64/ld.so.1, solaris",
        "/lib64/ld-linux-x86-64.so.2, ",
        "/lib/ld-musl-x86_64.so.1, ",
        "/lib/ld.so.1, ", // glibc on MIPS and 32-bit POWER
        "/system/bin/linker64, ",
    })
    void isNamedByTheLoader(String loader, String system) throws Exception {
        ElfBuilder elf = ElfBuilder.library().interpreter(loader);
        assertThat(elf.build().facts().foreignSystem()).isEqualTo(Optional.ofNullable(system));
    }

    @ParameterizedTest
    @CsvSource({"OpenBSD, openbsd", "NetBSD, netbsd", "FreeBSD, freebsd", "DragonFly, dragonfly", "GNU, ", "Android, "})
    void isNamedByAnIdentNote(String owner, String system) throws Exception {
        ElfBuilder elf = ElfBuilder.library().note("Go", 4, "00").note(owner, 1, "00000000");
        assertThat(elf.build().facts().foreignSystem()).isEqualTo(Optional.ofNullable(system));
    }

    /** A libc.so of another system looks like that of musl, and ld.so.1 like that of glibc. */
    @Test
    void hasNoLibcOfLinux() throws Exception {
        ElfFacts openBsd = ElfBuilder.library()
                .interpreter("/usr/libexec/ld.so")
                .needed("libc.so")
                .build()
                .facts();
        assertThat(openBsd.libc()).isEqualTo(Libc.NONE);
        assertThat(ElfBuilder.library()
                        .needed("libc.so")
                        .build()
                        .u8(EI_OSABI, 9)
                        .facts()
                        .libc())
                .isEqualTo(Libc.NONE);
        assertThat(ElfBuilder.library().needed("libc.so").build().facts().libc())
                .isEqualTo(Libc.MUSL);
    }
}
