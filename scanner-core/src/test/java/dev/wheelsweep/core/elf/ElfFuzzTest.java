package dev.wheelsweep.core.elf;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.wheelsweep.core.FuzzSeeds;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes give facts, the same each time, or a {@link FormatException} about this file, after bounded work. */
class ElfFuzzTest {

    static Stream<byte[]> seeds() throws IOException {
        Stream<ElfBuilder> built = Stream.of(
                ElfBuilder.library(),
                ElfBuilder.library().hash(ElfBuilder.HashStyle.SYSV),
                ElfBuilder.library().hash(ElfBuilder.HashStyle.NONE).relocating(3),
                ElfBuilder.library(ElfLayout.ELF32, ByteOrder.BIG_ENDIAN, ElfBuilder.MIPS),
                ElfBuilder.library(ElfLayout.ELF64, ByteOrder.BIG_ENDIAN, ElfBuilder.S390));
        return Stream.concat(
                built.map(elf -> ElfPropertyTest.full(elf).bytes()), FuzzSeeds.conformance("elf").stream());
    }

    @MethodSource("seeds")
    @FuzzTest
    void everyFileIsFactsOrAReason(byte[] bytes) throws IOException {
        HeapSource source = new HeapSource(bytes);
        try {
            ElfFacts facts = ElfReader.read(source);
            assertThat(ElfReader.read(new HeapSource(bytes))).isEqualTo(facts);
        } catch (FormatException bad) {
            assertThat(bad.format()).isEqualTo(Format.ELF);
            assertThat(bad.detail()).isNotEmpty();
        }
        assertThat(source.bytesAsked()).isLessThan(64L * bytes.length + (64 << 10));
    }
}
