package dev.wheelsweep.core.input;

/**
 * Bytes that follow each other somewhere in a source, of which some are not known.
 *
 * @param cells each a byte, 0 to 255, or {@link #UNKNOWN}
 * @param length how many cells count
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Fragment(short[] cells, int length) {
    /** In place of a byte that is not known. */
    public static final int UNKNOWN = -1;

    /** @return the byte with this index, 0 to 255, or {@link #UNKNOWN} */
    public int at(int index) {
        return cells[index];
    }

    /** @return whether the byte with this index may have this value */
    public boolean mayBe(int index, int value) {
        return cells[index] == value || cells[index] == UNKNOWN;
    }

    /** @return whether the fragment may begin with these bytes */
    public boolean mayBegin(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (!mayBe(i, Byte.toUnsignedInt(bytes[i]))) {
                return false;
            }
        }
        return true;
    }
}
