package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.elf.ElfLayout.Field;
import dev.wheelsweep.core.elf.ElfLayout.Struct;
import dev.wheelsweep.core.elf.content.DynamicTag;
import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.FormatException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** Where the names of the dynamic symbols are in the string table, in ascending order: linkers sort symbols by their hashes. */
final class SymbolNames {
    /** The lowest bit of a key; the others are st_name. */
    private static final long UNDEFINED = 1;

    private final long[] keys;
    private final int size;

    private SymbolNames(long[] keys) {
        this.keys = keys;
        Arrays.sort(keys);
        int last = 0;
        for (int i = 1; i < keys.length; i++) {
            // Of two symbols with one name, the undefined one comes last.
            last += keys[i] / 2 == keys[last] / 2 ? 0 : 1;
            keys[last] = keys[i];
        }
        this.size = Math.min(keys.length, last + 1);
    }

    /**
     * @param stringBytes for {@link SymbolCount}
     * @return the names; none if there are too many symbols or their table is malformed, which who reads the symbols reports
     */
    static SymbolNames of(DynamicTable dynamic, long stringBytes) throws IOException, FormatException {
        try {
            long count = SymbolCount.of(dynamic, stringBytes, odd -> {});
            if (Long.compareUnsigned(count, dynamic.file().limits().symbols()) <= 0) {
                return new SymbolNames(keys(dynamic, (int) count));
            }
        } catch (FormatException malformed) {
            if (!ElfBytes.isMalformed(malformed)) {
                throw malformed;
            }
        }
        return new SymbolNames(new long[0]);
    }

    private static long[] keys(DynamicTable dynamic, int count) throws IOException, FormatException {
        Optional<Extent> mapped = dynamic.table(DynamicTag.DT_SYMTAB);
        if (mapped.isEmpty()) {
            return new long[0];
        }
        ElfLayout layout = dynamic.file().layout();
        int size = layout.size(Struct.SYMBOL);
        int nameAt = layout.offset(Field.ST_NAME);
        int sectionAt = layout.offset(Field.ST_SHNDX);
        long[] keys = new long[count];
        for (int first = 0; first < count; first += DynamicSymbols.PART) {
            int part = Math.min(DynamicSymbols.PART, count - first);
            ByteView symbols = mapped.get().view((long) first * size, (long) part * size);
            for (int i = 0; i < part; i++) {
                boolean undefined = symbols.u16((long) i * size + sectionAt) == DynamicSymbols.SHN_UNDEF;
                keys[first + i] = 2 * symbols.u32((long) i * size + nameAt) + (undefined ? UNDEFINED : 0);
            }
        }
        return keys;
    }

    int size() {
        return size;
    }

    /** @return the offset of a name, counted from the start of the string table */
    long offset(int index) {
        return keys[index] / 2;
    }

    /** @return whether it is the name of an undefined symbol */
    boolean isUndefined(int index) {
        return (keys[index] & UNDEFINED) != 0;
    }

    /** @return the index of the name at this offset; negative if no symbol has it */
    int indexOf(long offset) {
        int low = 0;
        int high = size - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long found = offset(middle);
            if (found == offset) {
                return middle;
            }
            if (found < offset) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }
}
