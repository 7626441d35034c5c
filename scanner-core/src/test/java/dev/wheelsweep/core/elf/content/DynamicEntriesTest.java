package dev.wheelsweep.core.elf.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.Fragment;
import dev.wheelsweep.core.input.Landmark.Span;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DynamicEntriesTest {
    private static final int LENGTH = 512;
    private static final long MAPPED = 0x1000;
    private static final long GNU_HASH = 0x6ffffef5L;

    /** What no tag is. */
    private static final long[] BEFORE = {0x1122334455L, 0x6677889900L};

    private static final long[][] TABLE = {
        {1, 5},
        {1, 9},
        {14, 3},
        {12, MAPPED},
        {GNU_HASH, MAPPED},
        {5, MAPPED},
        {6, MAPPED},
        {10, 40},
        {11, 24},
        {0x6ffffff0L, MAPPED},
        {0, 0},
        {0, 0}
    };

    private static DynamicEntries entries(ByteOrder order) {
        return new DynamicEntries(Long.BYTES, order, address -> address == MAPPED);
    }

    private static byte[] bytes(ByteOrder order, long[]... pairs) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES * pairs.length).order(order);
        for (long[] pair : pairs) {
            bytes.putLong(pair[0]).putLong(pair[1]);
        }
        return bytes.array();
    }

    private static long[][] after(long[]... pairs) {
        long[][] all = Arrays.copyOf(pairs, pairs.length + TABLE.length);
        System.arraycopy(TABLE, 0, all, pairs.length, TABLE.length);
        return all;
    }

    private static int place(long[]... pairs) {
        return entries(ByteOrder.LITTLE_ENDIAN)
                .isIn(bytes(ByteOrder.LITTLE_ENDIAN, pairs), LENGTH)
                .orElse(-1);
    }

    @Test
    void aTableBeginsAfterTheLastBytesThatAreNoEntry() {
        assertThat(place(after(BEFORE))).isEqualTo(16);
        assertThat(place(after(new long[] {0, 0}))).isEqualTo(16);
        assertThat(place(after(BEFORE, new long[] {7, MAPPED + 1})))
                .as("an address in no segment")
                .isEqualTo(32);
        assertThat(place(after(BEFORE, new long[] {5, MAPPED})))
                .as("a second DT_STRTAB")
                .isEqualTo(32);
        assertThat(place(after(BEFORE, new long[] {1, 41})))
                .as("a name after the strings")
                .isEqualTo(32);
        assertThat(place(after(BEFORE, new long[] {8, 7})))
                .as("no multiple of a word")
                .isEqualTo(32);
    }

    @Test
    void aTableIsWhole() {
        assertThat(place(TABLE)).as("what precedes it must be known").isEqualTo(-1);
        for (int required : new int[] {4, 5, 6, 7, 8, 10}) {
            long[][] changed = after(BEFORE);
            changed[1 + required] = new long[] {0x12345678L, 0};
            assertThat(place(Arrays.copyOf(changed, changed.length - 1)))
                    .as("without entry %d", required)
                    .isEqualTo(-1);
        }
        long[][] size = after(BEFORE);
        size[9] = new long[] {11, 25};
        assertThat(place(size)).as("symbols of another size").isEqualTo(-1);
        assertThat(entries(ByteOrder.LITTLE_ENDIAN).isIn(bytes(ByteOrder.LITTLE_ENDIAN, after(BEFORE)), 64))
                .as("longer than declared")
                .isEmpty();
    }

    @Test
    void zerosMayBeUnknown() {
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            byte[] bytes = bytes(order, after(BEFORE));
            short[] cells = new short[bytes.length];
            for (int i = 0; i < cells.length; i++) {
                cells[i] = (short) (bytes[i] == 0 ? Fragment.UNKNOWN : Byte.toUnsignedInt(bytes[i]));
            }
            Span span = entries(order)
                    .mayBeIn(new Fragment(cells, cells.length), 0, LENGTH)
                    .orElseThrow();
            assertThat(span.from()).isLessThanOrEqualTo(0);
            assertThat(span.to()).isGreaterThanOrEqualTo(16 * 12);
            assertThat(entries(order).isIn(bytes, LENGTH)).hasValue(16);
            for (int tag : new int[] {6, 7}) { // two of the four tags that every table has
                Arrays.fill(cells, 16 * tag, 16 * tag + 8, (short) Fragment.UNKNOWN);
            }
            assertThat(entries(order).mayBeIn(new Fragment(cells, cells.length), 0, LENGTH))
                    .isEmpty();
        }
    }
}
