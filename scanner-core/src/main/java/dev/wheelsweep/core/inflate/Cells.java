package dev.wheelsweep.core.inflate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Output of which some bytes are not known yet. A cell of 16 bits is a byte, or a marker: {@link #FIRST_MARKER} + k
 * means byte k of the {@link DeflateFormat#WINDOW} bytes before the first cell. Cells are kept in byte arrays, which
 * can be read and written in words of eight bytes.
 */
final class Cells {
    /** Bytes that a cell takes. */
    static final int SIZE = Short.BYTES;

    static final int FIRST_MARKER = 1 << Byte.SIZE;
    static final int WINDOW_SIZE = SIZE * DeflateFormat.WINDOW;

    private static final VarHandle CELL = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private Cells() {}

    /** @param at index of the cell's first byte */
    static int get(byte[] cells, int at) {
        return Short.toUnsignedInt((short) CELL.get(cells, at));
    }

    static void set(byte[] cells, int at, int cell) {
        CELL.set(cells, at, (short) cell);
    }

    /** @return whether no marker is among the first {@link #WINDOW_SIZE} bytes */
    static boolean areBytes(byte[] cells) {
        int all = 0;
        for (int k = 0; k < DeflateFormat.WINDOW; k++) {
            all |= get(cells, SIZE * k);
        }
        return all < FIRST_MARKER;
    }

    /** Marks the first {@link #WINDOW_SIZE} bytes as the unknown window. */
    static void fillWindow(byte[] cells) {
        for (int k = 0; k < DeflateFormat.WINDOW; k++) {
            set(cells, SIZE * k, FIRST_MARKER + k);
        }
    }
}
