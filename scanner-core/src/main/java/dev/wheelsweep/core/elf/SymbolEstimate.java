package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.elf.ElfLayout.Field;
import dev.wheelsweep.core.elf.ElfLayout.Struct;
import dev.wheelsweep.core.elf.content.DynamicTag;
import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Estimates the number of dynamic symbols of a file that only imports, whose hash tables do not have it. Two bounds are
 * certain: a relocation names no symbol after the last one, and the table does not reach into the next table. Linkers
 * leave no gap between the tables, so the second bound is usually the number itself.
 */
final class SymbolEstimate {
    /** Tables that may follow .dynsym or .gnu.version, by the tags of their addresses. */
    private static final long[] NEIGHBOURS = {
        DynamicTag.DT_HASH,
        DynamicTag.DT_GNU_HASH,
        DynamicTag.DT_STRTAB,
        DynamicTag.DT_SYMTAB,
        DynamicTag.DT_RELA,
        DynamicTag.DT_REL,
        DynamicTag.DT_RELR,
        DynamicTag.DT_JMPREL,
        DynamicTag.DT_INIT,
        DynamicTag.DT_VERSYM,
        DynamicTag.DT_VERDEF,
        DynamicTag.DT_VERNEED
    };

    private SymbolEstimate() {}

    /**
     * @param stringBytes of DT_STRTAB: an offset after them cannot be a symbol's name
     * @return a number of symbols that the table's segment has room for
     */
    static long of(DynamicTable dynamic, long stringBytes) throws IOException, FormatException {
        Extent symbols = dynamic.table(DynamicTag.DT_SYMTAB).orElseThrow();
        int size = dynamic.file().layout().size(Struct.SYMBOL);
        long room = Math.min(symbols.length(), distanceToNext(dynamic, DynamicTag.DT_SYMTAB)) / size;
        long versions = dynamic.entry(DynamicTag.DT_VERSYM).isPresent()
                ? distanceToNext(dynamic, DynamicTag.DT_VERSYM) / Short.BYTES
                : Long.MAX_VALUE;
        long named = Math.min(1 + highestInRelocations(dynamic), symbols.length() / size);
        return withoutFiller(dynamic, stringBytes, symbols, Math.max(Math.min(room, versions), named));
    }

    /**
     * patchelf moves tables and overwrites their old place with X or Z. If a table after .dynsym was moved, its old
     * place would look like symbols whose names are at offset 0x58585858.
     */
    private static long withoutFiller(DynamicTable dynamic, long stringBytes, Extent symbols, long estimate)
            throws IOException, FormatException {
        ElfLayout layout = dynamic.file().layout();
        int size = layout.size(Struct.SYMBOL);
        PiecewiseView table = new PiecewiseView(symbols, Reason.BAD_SYMBOL_TABLE);
        long count = Math.min(estimate, dynamic.file().limits().symbols());
        for (long i = 0; i < count; i++) {
            if (layout.read(table.at(i * size, size), 0, Field.ST_NAME) >= stringBytes) {
                return i;
            }
        }
        return estimate;
    }

    private static long distanceToNext(DynamicTable dynamic, long tag) {
        long start = dynamic.value(tag, 0);
        return Arrays.stream(NEIGHBOURS)
                .mapToObj(dynamic::entry)
                .flatMap(Optional::stream)
                .map(entry -> entry.value() - start)
                .filter(distance -> distance > 0)
                .min(Comparator.naturalOrder())
                .orElse(Long.MAX_VALUE);
    }

    private static long highestInRelocations(DynamicTable dynamic) throws IOException, FormatException {
        boolean pltHasAddends = dynamic.value(DynamicTag.DT_PLTREL, DynamicTag.DT_RELA) == DynamicTag.DT_RELA;
        return LongStream.of(
                        highest(dynamic, DynamicTag.DT_RELA, DynamicTag.DT_RELASZ, Struct.RELA),
                        highest(dynamic, DynamicTag.DT_REL, DynamicTag.DT_RELSZ, Struct.REL),
                        highest(
                                dynamic,
                                DynamicTag.DT_JMPREL,
                                DynamicTag.DT_PLTRELSZ,
                                pltHasAddends ? Struct.RELA : Struct.REL))
                .max()
                .orElse(0);
    }

    private static long highest(DynamicTable dynamic, long tag, long sizeTag, Struct struct)
            throws IOException, FormatException {
        long size = dynamic.value(sizeTag, 0);
        Optional<Extent> mapped = size == 0 ? Optional.empty() : dynamic.table(tag);
        if (mapped.isEmpty()) {
            return 0;
        }
        ElfLayout layout = dynamic.file().layout();
        PiecewiseView table = new PiecewiseView(mapped.get(), Reason.BAD_SYMBOL_TABLE);
        long end = Math.min(size, mapped.get().length());
        long highest = 0;
        for (long at = 0; table.holds(at, layout.size(struct)) && at < end; at += layout.size(struct)) {
            ByteView relocation = table.at(at, layout.size(struct));
            highest = Math.max(highest, layout.symbolOf(layout.read(relocation, 0, Field.R_INFO)));
        }
        return highest;
    }
}
