package dev.wheelsweep.core.inflate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HuffmanTableTest {

    /** The table sizes are no guesses: this searches all complete codes for the one with the largest table. */
    @ParameterizedTest
    @EnumSource
    void tablesHaveTheSizeThatTheWorstCodeNeeds(Alphabet alphabet) {
        assertThat(new LargestTable(alphabet).entries()).isEqualTo(alphabet.entries);
    }

    /** Every pattern of 15 bits leads to the symbol whose code it begins with, in codes of all shapes. */
    @ParameterizedTest
    @EnumSource
    void everyPatternOfRandomCodesFindsItsSymbol(Alphabet alphabet) {
        HuffmanTable table = new HuffmanTable(alphabet);
        for (int seed = 0; seed < 300; seed++) {
            byte[] lengths = RandomCodes.lengths(new Random(seed), alphabet.symbols, alphabet.longestCode);
            assertThat(table.build(lengths, 0, lengths.length))
                    .as("seed %d", seed)
                    .isTrue();
            int code = 0;
            for (int bits = 1; bits <= alphabet.longestCode; bits++) {
                for (int symbol = 0; symbol < lengths.length; symbol++) {
                    if (lengths[symbol] == bits) {
                        assertFound(table, alphabet, symbol, Integer.reverse(code) >>> (32 - bits), bits, seed);
                        code++;
                    }
                }
                code <<= 1;
            }
        }
    }

    /** All patterns that begin with the code, given bit-reversed. */
    private static void assertFound(HuffmanTable table, Alphabet alphabet, int symbol, int code, int bits, int seed) {
        int expected = alphabet.template(symbol) + (bits << HuffmanTable.CODE_SHIFT) + bits;
        for (int rest = 0; rest < 1 << (alphabet.longestCode - bits); rest++) {
            if (table.entry(code | (long) rest << bits) != expected) {
                assertThat(table.entry(code | (long) rest << bits))
                        .as("seed %d, symbol %d, rest %d", seed, symbol, rest)
                        .isEqualTo(expected);
            }
        }
    }

    /** Lengths separated by spaces; zlib's decisions (inftrees.c, 1.2.13). */
    @ParameterizedTest
    @CsvSource({
        // lengths,  precode, literals, distances
        "0,          true,    true,     true", // no code at all
        "1,          false,   true,     true", // one of one bit
        "0 0 1,      false,   true,     true",
        "2,          false,   false,    false", // one of two bits
        "1 1,        true,    true,     true",
        "1 1 1,      false,   false,    false", // over-subscribed
        "1 2,        false,   false,    false", // a pattern without a symbol
        "1 2 2,      true,    true,     true",
        "1 2 3 3,    true,    true,     true",
        "1 2 2 7,    false,   false,    false",
        "2 2 2,      false,   false,    false"
    })
    void acceptsTheCodesThatZlibAccepts(String text, boolean precode, boolean literals, boolean distances) {
        String[] numbers = text.split(" ", -1);
        byte[] lengths = new byte[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            lengths[i] = Byte.parseByte(numbers[i]);
        }
        assertThat(takes(Alphabet.PRECODE, lengths)).isEqualTo(precode);
        assertThat(takes(Alphabet.LITERALS, lengths)).isEqualTo(literals);
        assertThat(takes(Alphabet.DISTANCES, lengths)).isEqualTo(distances);
    }

    private static boolean takes(Alphabet alphabet, byte[] lengths) {
        return new HuffmanTable(alphabet).build(lengths, 0, lengths.length);
    }

    @Test
    void patternsWithoutSymbolAreInvalidAndOneBitLong() {
        HuffmanTable table = new HuffmanTable(Alphabet.DISTANCES);
        table.build(new byte[] {1}, 0, 1);
        assertThat(HuffmanTable.isInvalid(table.entry(0b0))).isFalse();
        assertThat(table.entry(0b1)).isEqualTo(HuffmanTable.INVALID + 0x101);
        table.build(new byte[] {0}, 0, 1);
        assertThat(table.entry(0b0)).isEqualTo(HuffmanTable.INVALID + 0x101);
        assertThat(table.entry(0b1)).isEqualTo(HuffmanTable.INVALID + 0x101);
    }

    /**
     * Walks all complete codes, length by length. What a code still adds to the table depends only on the length reached,
     * the patterns open there, the symbols left, and the room in the second-level table being filled; so each such state
     * is searched once.
     */
    private static final class LargestTable {
        private final Alphabet alphabet;
        private final Map<Long, Integer> known = new HashMap<>();

        LargestTable(Alphabet alphabet) {
            this.alphabet = alphabet;
        }

        int entries() {
            return (1 << alphabet.mainBits) + added(1, 2, alphabet.symbols, 0);
        }

        /** @return most second-level entries added by codes of so many bits and longer ones */
        private int added(int bits, int open, int symbols, int room) {
            if (open == 0) {
                return 0;
            }
            long state = ((bits * 1024L + open) * 1024 + symbols) * 1024 + room;
            Integer found = known.get(state);
            if (found == null) {
                found = search(bits, open, symbols, room);
                known.put(state, found);
            }
            return found;
        }

        private int search(int bits, int open, int symbols, int room) {
            int size = 1 << Math.max(bits - alphabet.mainBits, 0);
            int most = 0;
            int entries = 0;
            int left = room;
            for (int used = 0; used <= open; used++) {
                int next = 2 * (open - used);
                // Each pattern that stays open needs a symbol later on.
                if (next <= symbols - used && (next == 0 || bits < alphabet.longestCode)) {
                    int doubled = left > 0 ? size : 0;
                    most = Math.max(most, entries + doubled + added(bits + 1, next, symbols - used, 2 * left));
                }
                if (bits > alphabet.mainBits) {
                    if (left == 0) {
                        entries += size;
                        left = size;
                    }
                    left--;
                }
            }
            return most;
        }
    }
}
