package dev.wheelsweep.core.elf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.ElfBuilder.HashStyle;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A broken file gives facts or a {@link FormatException} with an offset in it, after bounded work. */
final class ElfPropertyTest {
    private static final long SEED = 20261122;
    private static final int RANDOM_ROUNDS = 3000;

    private static Stream<BuiltElf> files() {
        return Stream.of(
                full(ElfBuilder.library()).build(),
                full(ElfBuilder.library(ElfLayout.ELF32, ByteOrder.BIG_ENDIAN, ElfBuilder.MIPS))
                        .hash(HashStyle.NONE)
                        .relocating(3)
                        .build(),
                full(ElfBuilder.library(ElfLayout.ELF64, ByteOrder.BIG_ENDIAN, ElfBuilder.S390))
                        .hash(HashStyle.SYSV)
                        .build());
    }

    static ElfBuilder full(ElfBuilder elf) {
        return elf.interpreter("/lib/ld.so.1")
                .needed("libc.so.6")
                .soname("lib.so")
                .need("libc.so.6", "GLIBC_2.17", "memcpy")
                .weakNeed("libc.so.6", "GLIBC_2.34")
                .need("libz.so.1", "ZLIB_1", "inflate")
                .defining("V1")
                .importing("a")
                .exporting("PyInit_b")
                .buildId("abcd")
                .isaNeeded(2)
                .relro()
                .comment("GCC");
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyTruncation(BuiltElf elf) throws Exception {
        for (int length = 0; length < elf.bytes().length; length++) {
            read(Arrays.copyOf(elf.bytes(), length), "truncated to " + length);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyByteFlipped(BuiltElf elf) throws Exception {
        byte[] bytes = elf.bytes().clone();
        for (int at = 0; at < bytes.length; at++) {
            for (int flip : new int[] {0xff, 0x80, 0x01}) {
                bytes[at] ^= (byte) flip;
                read(bytes, "byte %d xor 0x%x".formatted(at, flip));
                bytes[at] ^= (byte) flip;
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyWordSaturated(BuiltElf elf) throws Exception {
        for (int at = 0; at + Long.BYTES <= elf.bytes().length; at++) {
            read(elf.u32(at, 0xffffffffL).bytes(), "u32 at %d saturated".formatted(at));
            read(elf.word(at, -1).bytes(), "word at %d saturated".formatted(at));
            read(elf.word(at, Long.MAX_VALUE).bytes(), "word at %d at its signed maximum".formatted(at));
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void severalBytesAtRandom(BuiltElf elf) throws Exception {
        Random random = new Random(SEED);
        for (int round = 0; round < RANDOM_ROUNDS; round++) {
            byte[] bytes = elf.bytes().clone();
            for (int i = 0; i < 4; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            read(bytes, "seed %d round %d".formatted(SEED, round));
        }
    }

    private static void read(byte[] bytes, String change) throws Exception {
        HeapSource source = new HeapSource(bytes);
        try {
            assertThat(ElfReader.read(source)).as(change).isNotNull();
        } catch (FormatException bad) {
            assertThat(bad.format()).as(change).isEqualTo(Format.ELF);
            assertThat(bad.detail()).as(change).isNotEmpty();
        } catch (RuntimeException ours) {
            throw new AssertionError(change, ours);
        }
        assertThat(source.bytesAsked()).as("%s: bytes asked for", change).isLessThan(32L * bytes.length + 4096);
        assertThat(source.viewsAsked()).as("%s: views asked for", change).isLessThan(2000);
    }
}
