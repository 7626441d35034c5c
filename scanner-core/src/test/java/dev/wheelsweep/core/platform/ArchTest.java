package dev.wheelsweep.core.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchTest {
    @Test
    void isAnOpenSetComparedByName() {
        assertThat(new Arch("x86_64")).isEqualTo(Arch.X86_64);
        assertThat(new Arch("loongarch128").name()).isEqualTo("loongarch128");
        assertThat(Stream.of(Arch.X86_64, Arch.AARCH64, Arch.S390X).sorted())
                .containsExactly(Arch.AARCH64, Arch.S390X, Arch.X86_64);
        assertThat(Arch.PPC64LE).hasToString("ppc64le");
        assertThatNullPointerException().isThrownBy(() -> new Arch(null));
    }

    @Test
    void columnsNameTheCLibraries() {
        assertThat(Stream.of(Libc.GLIBC, Libc.MUSL, Libc.BIONIC, Libc.NONE).map(Libc::column))
                .containsExactly("glibc", "musl", "bionic", "none");
    }
}
