package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.elf.ElfLayout.Struct;
import dev.wheelsweep.core.elf.content.DynamicTag;
import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds the number of entries of the dynamic symbol table. No tag has it, because the loader only looks symbols up. The
 * number is taken from the first of these that the file has:
 *
 * <ol>
 *   <li>DT_MIPS_SYMTABNO, which MIPS files have;
 *   <li>DT_GNU_HASH, whose last entry is the last symbol. It lists only defined symbols, so it is empty if the file
 *       defines none;
 *   <li>DT_HASH, whose nchain is the number of symbols;
 *   <li>{@link SymbolEstimate}.
 * </ol>
 *
 * A number that the tables have no room for is passed over as long as another one follows: LLD and zig write entries of 4
 * bytes to DT_HASH where the ABI of s390x and Alpha has 8, and the loader takes DT_GNU_HASH where there are both.
 */
final class SymbolCount {
    private static final int WORD = Integer.BYTES;
    /** DT_HASH begins with nbucket and nchain; the second counts the symbols. */
    private static final int SYSV_BUCKETS = 0;

    private static final int SYSV_CHAINS = 1;
    private static final int SYSV_HEADER_ENTRIES = 2;

    private static final int GNU_BUCKETS = 0;
    private static final int GNU_SYMBOL_OFFSET = 4;
    private static final int GNU_BLOOM_SIZE = 8;
    private static final int GNU_HEADER = 16;

    private SymbolCount() {}

    /**
     * @param strings for {@link SymbolEstimate}
     * @return the number, including the null symbol; 0 without DT_SYMTAB
     * @throws FormatException {@code LIMIT_SYMBOLS}, {@code BAD_SYMBOL_TABLE} if a hash table is cut off, {@code
     *     UNMAPPED_ADDRESS}
     */
    static long of(DynamicTable dynamic, StringTable strings) throws IOException, FormatException {
        if (dynamic.entry(DynamicTag.DT_SYMTAB).isEmpty()) {
            return 0;
        }
        if (dynamic.file().identity().machine() == Machine.EM_MIPS.code()) {
            Optional<DynamicTable.Entry> count = dynamic.entry(DynamicTag.DT_MIPS_SYMTABNO);
            if (count.isPresent()) {
                return count.get().value();
            }
        }
        Optional<FormatException> bad = Optional.empty();
        OptionalLong gnu = OptionalLong.empty();
        try {
            gnu = byGnuHash(dynamic);
        } catch (FormatException malformed) {
            if (malformed.format() != Format.ELF) {
                throw malformed;
            }
            bad = Optional.of(malformed);
        }
        if (gnu.isPresent() && fits(dynamic, gnu.getAsLong())) {
            return gnu.getAsLong();
        }
        OptionalLong sysv = bySysvHash(dynamic);
        if (sysv.isPresent()) {
            return sysv.getAsLong();
        }
        if (bad.isPresent()) {
            throw bad.get();
        }
        return gnu.isPresent() ? gnu.getAsLong() : SymbolEstimate.of(dynamic, strings);
    }

    private static boolean fits(DynamicTable dynamic, long symbols) throws FormatException {
        long room = dynamic.table(DynamicTag.DT_SYMTAB).orElseThrow().length();
        return symbols > 0 && symbols <= room / dynamic.file().layout().size(Struct.SYMBOL);
    }

    /** @return nchain, read with entries of the ABI's width, unless only the other width makes sense */
    private static OptionalLong bySysvHash(DynamicTable dynamic) throws IOException, FormatException {
        Optional<Extent> mapped = dynamic.table(DynamicTag.DT_HASH);
        if (mapped.isEmpty()) {
            return OptionalLong.empty();
        }
        int width = Machine.hashEntrySize(dynamic.file().identity());
        int otherWidth = width == WORD ? Long.BYTES : WORD;
        PiecewiseView table = new PiecewiseView(mapped.get(), Reason.BAD_SYMBOL_TABLE);
        if (dynamic.file().layout() == ElfLayout.ELF64
                && !isPlausible(dynamic, table, width)
                && isPlausible(dynamic, table, otherWidth)) {
            return OptionalLong.of(sysvEntry(table, SYSV_CHAINS, otherWidth));
        }
        return OptionalLong.of(sysvEntry(table, SYSV_CHAINS, width));
    }

    /** Whether the table with its buckets and chains, and the symbols that it counts, are where they should be. */
    private static boolean isPlausible(DynamicTable dynamic, PiecewiseView table, int width)
            throws IOException, FormatException {
        if (!table.holds(0, SYSV_HEADER_ENTRIES * width)) {
            return false;
        }
        long buckets = sysvEntry(table, SYSV_BUCKETS, width);
        long chains = sysvEntry(table, SYSV_CHAINS, width);
        return fits(dynamic, chains)
                && buckets > 0
                && buckets <= Integer.MAX_VALUE
                && table.holds((SYSV_HEADER_ENTRIES + buckets + chains) * width, 0);
    }

    private static long sysvEntry(PiecewiseView table, int index, int width) throws IOException, FormatException {
        ByteView entry = table.at((long) index * width, width);
        return width == WORD ? entry.u32(0) : entry.s64(0);
    }

    private static OptionalLong byGnuHash(DynamicTable dynamic) throws IOException, FormatException {
        Optional<Extent> mapped = dynamic.table(DynamicTag.DT_GNU_HASH);
        if (mapped.isEmpty()) {
            return OptionalLong.empty();
        }
        ElfBytes file = dynamic.file();
        PiecewiseView table = new PiecewiseView(mapped.get(), Reason.BAD_SYMBOL_TABLE);
        ByteView header = table.at(0, GNU_HEADER);
        long bucketCount = header.u32(GNU_BUCKETS);
        long firstHashed = header.u32(GNU_SYMBOL_OFFSET);
        if (bucketCount > file.limits().symbols()) {
            throw header.bad(Reason.LIMIT_SYMBOLS, GNU_BUCKETS, "%d hash buckets".formatted(bucketCount));
        }
        long buckets = GNU_HEADER + header.u32(GNU_BLOOM_SIZE) * file.layout().addressSize();
        long last = 0;
        ByteView firsts = table.at(buckets, (int) bucketCount * WORD);
        for (int at = 0; at < firsts.length(); at += WORD) {
            last = Math.max(last, firsts.u32(at));
        }
        if (last < firstHashed || last == 0) {
            return OptionalLong.empty();
        }
        long chains = buckets + bucketCount * WORD;
        // Bit 0 of a chain word marks the end of its bucket; the bucket that begins last ends with the last symbol.
        while ((table.at(chains + (last - firstHashed) * WORD, WORD).u32(0) & 1) == 0) {
            last++;
            if (last > file.limits().symbols()) {
                throw header.bad(Reason.LIMIT_SYMBOLS, 0, "a hash chain that ends after symbol %d".formatted(last));
            }
        }
        return OptionalLong.of(last + 1);
    }
}
