package dev.wheelsweep.core.elf.content;

import dev.wheelsweep.core.input.Fragment;
import java.util.Arrays;

/** Counts the known bytes of a fragment in the columns of records of one size, wherever the first record begins. */
final class ColumnCounts {
    private static final int STB_WEAK = 2;
    private static final int STT_OBJECT = 1;
    private static final int STT_FUNC = 2;
    private static final int STT_TLS = 6;
    private static final int STT_GNU_IFUNC = 10;
    private static final int STV_PROTECTED = 3;
    private static final int HALF_BYTE = 4;
    private static final int HALF = (1 << HALF_BYTE) - 1;
    private static final int BYTE = 0xff;

    private static final boolean[] IS_INFO = new boolean[BYTE + 1];
    private static final boolean[] IS_TYPED = new boolean[BYTE + 1];

    static {
        for (int info = 0; info <= BYTE; info++) {
            int type = info & HALF;
            IS_INFO[info] = info >> HALF_BYTE <= STB_WEAK && (type <= STT_TLS || type == STT_GNU_IFUNC);
            IS_TYPED[info] = type == STT_OBJECT || type == STT_FUNC;
        }
    }

    final int size;
    final double records;
    final int[] known;
    final int[] notZero;
    /** Bytes that are no st_info. */
    final int[] noInfo;
    /** Bytes that would be st_info of a function or an object. */
    final int[] typed;
    /** Bytes that are no st_other. */
    final int[] noOther;
    /** Bytes that are not the high byte of an index of a section, or of a special index. */
    final int[] noSection;

    /** @param size bytes of a record */
    ColumnCounts(Fragment fragment, int size) {
        this.size = size;
        this.records = Math.max(1.0, (double) fragment.length() / size);
        this.known = new int[size];
        this.notZero = new int[size];
        this.noInfo = new int[size];
        this.typed = new int[size];
        this.noOther = new int[size];
        this.noSection = new int[size];
        int column = 0;
        for (int i = 0; i < fragment.length(); i++) {
            int each = fragment.at(i);
            if (each != Fragment.UNKNOWN) {
                count(column, each);
            }
            column = column + 1 == size ? 0 : column + 1;
        }
    }

    private void count(int column, int value) {
        known[column]++;
        notZero[column] += value == 0 ? 0 : 1;
        noInfo[column] += IS_INFO[value] ? 0 : 1;
        typed[column] += IS_TYPED[value] ? 1 : 0;
        noOther[column] += value <= STV_PROTECTED ? 0 : 1;
        noSection[column] += value == 0 || value == BYTE ? 0 : 1;
    }

    /** @return how many of the records have a byte in this column that is known and not zero */
    double share(int column) {
        return notZero[column] / records;
    }

    /** @return the variance of the shares of all columns */
    double spread() {
        return spread(notZero, records);
    }

    /** @return the same for records of another size */
    static double spread(Fragment fragment, int size) {
        int[] notZero = new int[size];
        int column = 0;
        for (int i = 0; i < fragment.length(); i++) {
            notZero[column] += fragment.at(i) > 0 ? 1 : 0;
            column = column + 1 == size ? 0 : column + 1;
        }
        return spread(notZero, Math.max(1.0, (double) fragment.length() / size));
    }

    private static double spread(int[] notZero, double records) {
        double mean = Arrays.stream(notZero).average().orElse(0) / records;
        return Arrays.stream(notZero)
                .mapToDouble(count -> (count / records - mean) * (count / records - mean))
                .average()
                .orElse(0);
    }
}
