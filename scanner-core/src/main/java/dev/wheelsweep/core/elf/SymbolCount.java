package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.elf.ElfLayout.Struct;
import dev.wheelsweep.core.elf.content.DynamicTag;
import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

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
 * A number that the tables have no room for is passed over: LLD and zig write entries of 4 bytes to DT_HASH where the ABI
 * of s390x and Alpha has 8, and a loader asks a hash table only for the symbols that it looks up.
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

    private interface Source {
        OptionalLong count(DynamicTable dynamic) throws IOException, FormatException;
    }

    private static final List<Source> SOURCES =
            List.of(SymbolCount::byMipsTag, SymbolCount::byGnuHash, SymbolCount::bySysvHash);

    private SymbolCount() {}

    /**
     * @param stringBytes of DT_STRTAB, for {@link SymbolEstimate}
     * @param odd is given {@link Oddity#BAD_SYMBOL_COUNT} if a number is passed over
     * @return the number, including the null symbol; 0 without DT_SYMTAB
     * @throws FormatException {@code LIMIT_SYMBOLS}, {@code UNMAPPED_ADDRESS} if a loader cannot read its hash table
     */
    static long of(DynamicTable dynamic, long stringBytes, Consumer<Oddity> odd) throws IOException, FormatException {
        if (dynamic.entry(DynamicTag.DT_SYMTAB).isEmpty()) {
            return 0;
        }
        for (Source source : SOURCES) {
            try {
                OptionalLong count = source.count(dynamic);
                if (count.isPresent() && fits(dynamic, count.getAsLong())) {
                    return count.getAsLong();
                }
                if (count.isPresent()) {
                    odd.accept(Oddity.BAD_SYMBOL_COUNT);
                }
            } catch (FormatException malformed) {
                if (!ElfBytes.isMalformed(malformed)) {
                    throw malformed;
                }
                odd.accept(Oddity.BAD_SYMBOL_COUNT);
            }
        }
        requireHashTable(dynamic);
        return SymbolEstimate.of(dynamic, stringBytes);
    }

    /** Loaders read the header of one hash table when they map the file, so a file is not loaded if it is not there. */
    private static void requireHashTable(DynamicTable dynamic) throws FormatException {
        boolean gnu = dynamic.entry(DynamicTag.DT_GNU_HASH).isPresent();
        dynamic.requireMemory(gnu ? DynamicTag.DT_GNU_HASH : DynamicTag.DT_HASH);
    }

    private static OptionalLong byMipsTag(DynamicTable dynamic) {
        return dynamic.file().identity().machine() == Machine.EM_MIPS.code()
                ? dynamic.entry(DynamicTag.DT_MIPS_SYMTABNO).stream()
                        .mapToLong(DynamicTable.Entry::value)
                        .findFirst()
                : OptionalLong.empty();
    }

    private static boolean fits(DynamicTable dynamic, long symbols) throws FormatException {
        return symbols > 0 && symbols <= room(dynamic);
    }

    /** @return how many symbols are mapped at most */
    private static long room(DynamicTable dynamic) throws FormatException {
        return dynamic.table(DynamicTag.DT_SYMTAB).orElseThrow().length()
                / dynamic.file().layout().size(Struct.SYMBOL);
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
        long buckets = GNU_HEADER + header.u32(GNU_BLOOM_SIZE) * file.layout().addressSize();
        if (!mapped.get().holds(buckets, bucketCount * WORD)) {
            throw header.bad(Reason.BAD_SYMBOL_TABLE, GNU_BUCKETS, "%d hash buckets".formatted(bucketCount));
        }
        if (bucketCount > file.limits().symbols()) {
            throw header.bad(Reason.LIMIT_SYMBOLS, GNU_BUCKETS, "%d hash buckets".formatted(bucketCount));
        }
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
        long room = room(dynamic);
        while (last < room
                && (table.at(chains + (last - firstHashed) * WORD, WORD).u32(0) & 1) == 0) {
            last++;
            if (last > file.limits().symbols()) {
                throw header.bad(Reason.LIMIT_SYMBOLS, 0, "a hash chain that ends after symbol %d".formatted(last));
            }
        }
        return OptionalLong.of(last + 1);
    }
}
