package dev.wheelsweep.core.elf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.platform.Libc;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class LibcDetectionTest {

    private static Stream<Arguments> files() {
        return Stream.of(
                Arguments.of(Libc.GLIBC, library().needed("libm.so.6")),
                Arguments.of(Libc.GLIBC, library().need("libresolv.so.2", "GLIBC_2.17")),
                Arguments.of(Libc.GLIBC, library().interpreter("/lib64/ld-linux-x86-64.so.2")),
                Arguments.of(Libc.GLIBC, library().interpreter("/lib/ld64.so.1")),
                Arguments.of(Libc.MUSL, library().needed("libc.musl-x86_64.so.1")),
                Arguments.of(Libc.MUSL, library().needed("libc.so")),
                Arguments.of(Libc.MUSL, library().interpreter("/lib/ld-musl-aarch64.so.1")),
                // libgcc_s has versions that are named after glibc's.
                Arguments.of(Libc.NONE, library().needed("libgcc_s.so.1").need("libgcc_s.so.1", "GLIBC_2.0")),
                Arguments.of(Libc.MUSL, library().needed("libc.so").need("libgcc_s-1a2b.so.1", "GLIBC_2.2")),
                // musl's loader answers to the other names too.
                Arguments.of(Libc.MUSL, library().needed("libpthread.so.0", "libc.so")),
                Arguments.of(Libc.GLIBC, library().needed("libc.so").need("libc.so.6", "GLIBC_2.17")),
                // A musl program loads libraries that were linked for glibc; its interpreter decides.
                Arguments.of(
                        Libc.MUSL,
                        library().interpreter("/lib/ld-musl-x86_64.so.1").needed("libc.so.6")),
                Arguments.of(Libc.BIONIC, library().needed("libc.so").need("libc.so", "LIBC")),
                Arguments.of(Libc.BIONIC, library().needed("libc.so").need("libc.so", "LIBC_N")),
                Arguments.of(Libc.BIONIC, library().interpreter("/system/bin/linker64")),
                Arguments.of(Libc.BIONIC, library().needed("libc.so").note("Android", 1, "18000000")),
                Arguments.of(Libc.NONE, library().needed("libstdc++.so.6")),
                Arguments.of(Libc.NONE, library().needed("libc.so.60").need("libfoo.so", "GLIBCXX_3.4")));
    }

    @ParameterizedTest
    @MethodSource("files")
    void findsTheLibraryByNamesThatOnlyItUses(Libc libc, ElfBuilder elf) throws Exception {
        assertThat(elf.build().facts().libc()).isEqualTo(libc);
    }

    private static ElfBuilder library() {
        return ElfBuilder.library();
    }
}
