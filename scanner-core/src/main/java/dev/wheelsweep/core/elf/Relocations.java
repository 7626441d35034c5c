package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.elf.ElfLayout.Field;
import dev.wheelsweep.core.elf.ElfLayout.Struct;
import dev.wheelsweep.core.elf.content.DynamicTag;
import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The relocations (gABI chapter 4, "Relocation"), of which only r_info is read: which symbol the loader looks up when it
 * applies one.
 */
final class Relocations {
    /** Bytes of a table that are viewed at a time, a multiple of the size of every kind of relocation. */
    private static final int PART = 3 << 16;

    /**
     * One table.
     *
     * @param bytes from its first byte to the last one mapped
     * @param length in bytes, no more than are mapped
     * @param entry bytes of one relocation
     */
    private record Table(Extent bytes, long length, int entry) {
        long end() {
            return bytes.address() + length;
        }

        /** @return the table without what glibc does not take from it twice: DT_JMPREL, where it is the end of this table */
        Table without(Optional<Table> plt) {
            return plt.filter(last -> last.end() == end() && last.length() <= length)
                    .map(last -> new Table(bytes, length - last.length(), entry))
                    .orElse(this);
        }
    }

    private final DynamicTable dynamic;

    private Relocations(DynamicTable dynamic) {
        this.dynamic = dynamic;
    }

    /**
     * @param needs to which the symbols are bound
     * @return empty if the file has more relocations than are read, its tables are not where it says, or its machine also
     *     looks up symbols that no relocation names
     */
    static Optional<ElfFacts.Lookups> lookups(DynamicTable dynamic, DynamicSymbols symbols, List<VersionNeed> needs)
            throws IOException, FormatException {
        if (Machine.looksUpWithoutRelocations(dynamic.file().identity())) {
            return Optional.empty();
        }
        try {
            return new Relocations(dynamic).lookups(symbols, needs);
        } catch (FormatException misplaced) {
            if (ElfBytes.isMalformed(misplaced)) {
                return Optional.empty();
            }
            throw misplaced;
        }
    }

    private Optional<ElfFacts.Lookups> lookups(DynamicSymbols symbols, List<VersionNeed> needs)
            throws IOException, FormatException {
        Optional<Table> plt = plt();
        List<Table> data = data().map(table -> table.without(plt)).toList();
        if (Stream.concat(data.stream(), plt.stream()).mapToLong(Table::length).sum() > ElfLimits.RELOCATIONS) {
            return Optional.empty();
        }
        // Two imports may have the same name.
        IdentityHashMap<ImportedSymbol, Integer> places = new IdentityHashMap<>();
        symbols.unversioned().forEach(symbol -> places.put(symbol, places.size()));
        needs.forEach(need -> need.symbols().forEach(symbol -> places.put(symbol, places.size())));
        return Optional.of(new ElfFacts.Lookups(
                placesOf(data, symbols.strong(), places), placesOf(plt.stream().toList(), symbols.strong(), places)));
    }

    /**
     * @return the indices of the symbols that the loader looks up; empty if the tables are not where the file says, or the
     *     machine also looks up symbols that no relocation names
     */
    static Optional<BitSet> named(DynamicTable dynamic) throws IOException, FormatException {
        if (Machine.looksUpWithoutRelocations(dynamic.file().identity())) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Relocations(dynamic).named());
        } catch (FormatException misplaced) {
            if (ElfBytes.isMalformed(misplaced)) {
                return Optional.empty();
            }
            throw misplaced;
        }
    }

    private BitSet named() throws IOException, FormatException {
        ElfLayout layout = dynamic.file().layout();
        BitSet named = new BitSet();
        for (Table table : Stream.concat(data(), plt().stream()).toList()) {
            PiecewiseView bytes = new PiecewiseView(table.bytes(), Reason.BAD_SYMBOL_TABLE);
            for (long at = 0; at + table.entry() <= table.length(); at += table.entry()) {
                long symbol = layout.symbolOf(layout.read(bytes.at(at, table.entry()), 0, Field.R_INFO));
                // A greater one is no symbol that is read.
                if (symbol > 0 && symbol <= dynamic.file().limits().symbols()) {
                    named.set((int) symbol);
                }
            }
        }
        return named;
    }

    private Optional<Table> plt() throws FormatException {
        boolean hasAddends = dynamic.value(DynamicTag.DT_PLTREL, DynamicTag.DT_RELA) == DynamicTag.DT_RELA;
        return table(DynamicTag.DT_JMPREL, DynamicTag.DT_PLTRELSZ, hasAddends ? Struct.RELA : Struct.REL);
    }

    private Stream<Table> data() throws FormatException {
        return Stream.of(
                        table(DynamicTag.DT_REL, DynamicTag.DT_RELSZ, Struct.REL),
                        table(DynamicTag.DT_RELA, DynamicTag.DT_RELASZ, Struct.RELA))
                .flatMap(Optional::stream);
    }

    private Optional<Table> table(long tag, long sizeTag, Struct struct) throws FormatException {
        long length = dynamic.value(sizeTag, 0);
        return length <= 0
                ? Optional.empty()
                : dynamic.table(tag)
                        .map(mapped -> new Table(
                                mapped,
                                Math.min(length, mapped.length()),
                                dynamic.file().layout().size(struct)));
    }

    /** @return the places of the imports that the tables name, each once, in the order of the first naming */
    private List<Integer> placesOf(
            List<Table> tables, Map<Integer, ImportedSymbol> strong, IdentityHashMap<ImportedSymbol, Integer> places)
            throws IOException, FormatException {
        ElfLayout layout = dynamic.file().layout();
        BitSet open = new BitSet();
        strong.keySet().forEach(open::set);
        List<Integer> named = new ArrayList<>();
        for (Table table : tables) {
            long end = table.length() - table.length() % table.entry();
            for (long at = 0; at < end && !open.isEmpty(); at += PART) {
                ByteView part = table.bytes().view(at, Math.min(PART, end - at));
                for (int i = 0; i < part.length(); i += table.entry()) {
                    long symbol = layout.symbolOf(layout.read(part, i, Field.R_INFO));
                    if (symbol <= Integer.MAX_VALUE && open.get((int) symbol)) {
                        open.clear((int) symbol);
                        named.add(places.get(strong.get((int) symbol)));
                    }
                }
            }
        }
        return named;
    }
}
