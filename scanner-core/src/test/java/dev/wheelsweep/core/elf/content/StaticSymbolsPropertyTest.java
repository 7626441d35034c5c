package dev.wheelsweep.core.elf.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.ElfLayout;
import dev.wheelsweep.core.elf.StaticTables;
import dev.wheelsweep.core.input.Fragment;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StaticSymbolsPropertyTest {
    private static final int LENGTH = 32 * 1024;
    private static final int SYMBOLS = 10_000;

    private static Fragment fragment(byte[] bytes, int from, int keptOf100, Random random) {
        short[] cells = new short[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            boolean known = random.nextInt(100) < keptOf100;
            cells[i] = (short) (known ? Byte.toUnsignedInt(bytes[from + i]) : Fragment.UNKNOWN);
        }
        return new Fragment(cells, LENGTH);
    }

    @Test
    void tablesAreRecognizedFromAnyByteOnByAFifthOfTheirBytes() {
        for (ElfLayout layout : ElfLayout.values()) {
            for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
                StaticSymbols symbols = new StaticSymbols(layout.bits() / Byte.SIZE, order);
                for (long seed = 0; seed < 20; seed++) {
                    Random random = new Random(seed);
                    StaticTables tables = StaticTables.of(layout, order, SYMBOLS, random);
                    int from = 1 + random.nextInt(LENGTH);
                    assertThat(symbols.areIn(fragment(tables.symbols(), from, 20, random)))
                            .as("symbols, %s, %s, seed %d", layout, order, seed)
                            .isTrue();
                    assertThat(symbols.areIn(fragment(tables.names(), from, 20, random)))
                            .as("names, seed %d", seed)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void otherContentIsNotRecognized() {
        StaticSymbols symbols = new StaticSymbols(Long.BYTES, ByteOrder.LITTLE_ENDIAN);
        byte[] bytes = new byte[2 * LENGTH];
        Random random = new Random(1);
        assertThat(symbols.areIn(fragment(bytes, 0, 100, random))).as("zeros").isFalse();
        assertThat(symbols.areIn(fragment(bytes, 0, 0, random))).as("unknown").isFalse();
        random.nextBytes(bytes);
        assertThat(symbols.areIn(fragment(bytes, 0, 100, random))).as("noise").isFalse();
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i % 8 < 3 ? random.nextInt(256) : 0);
        }
        assertThat(symbols.areIn(fragment(bytes, 0, 100, random)))
                .as("addresses")
                .isFalse();
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (random.nextInt(6) == 0 ? ' ' : 'a' + random.nextInt(26));
        }
        assertThat(symbols.areIn(fragment(bytes, 0, 100, random))).as("text").isFalse();
    }
}
