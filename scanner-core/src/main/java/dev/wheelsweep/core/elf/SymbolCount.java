package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.input.ByteView;
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
 *   <li>DT_HASH, whose nchain is the number of symbols;
 *   <li>DT_GNU_HASH, whose last entry is the last symbol. It lists only defined symbols, so it is empty if the file
 *   defines none;
 *   <li>{@link SymbolEstimate}.
 * </ol>
 */
final class SymbolCount {
    private static final int WORD = Integer.BYTES;
    /** DT_HASH begins with nbucket and nchain; the second counts the symbols. */
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
        OptionalLong hashed = bySysvHash(dynamic);
        if (hashed.isEmpty()) {
            hashed = byGnuHash(dynamic);
        }
        return hashed.isPresent() ? hashed.getAsLong() : SymbolEstimate.of(dynamic, strings);
    }

    private static OptionalLong bySysvHash(DynamicTable dynamic) throws IOException, FormatException {
        Optional<Extent> mapped = dynamic.table(DynamicTag.DT_HASH);
        if (mapped.isEmpty()) {
            return OptionalLong.empty();
        }
        int entry = Machine.hashEntrySize(dynamic.file().identity());
        ByteView header = new PiecewiseView(dynamic.file(), mapped.get(), Reason.BAD_SYMBOL_TABLE)
                .at(0, SYSV_HEADER_ENTRIES * entry);
        return OptionalLong.of(entry == WORD ? header.u32(entry) : header.s64(entry));
    }

    private static OptionalLong byGnuHash(DynamicTable dynamic) throws IOException, FormatException {
        Optional<Extent> mapped = dynamic.table(DynamicTag.DT_GNU_HASH);
        if (mapped.isEmpty()) {
            return OptionalLong.empty();
        }
        ElfBytes file = dynamic.file();
        PiecewiseView table = new PiecewiseView(file, mapped.get(), Reason.BAD_SYMBOL_TABLE);
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
