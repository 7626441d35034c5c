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
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * The dynamic symbol table (gABI chapter 4, "Symbol Table"): what the file imports, sorted by the version that versym
 * binds it to, and the entry points of an extension module. As in readelf's listing, every entry with section index 0
 * is an import, except the null symbol at index 0.
 */
final class DynamicSymbols {
    static final int SHN_UNDEF = 0;

    /** Symbols that are viewed at a time. */
    static final int PART = 1 << 15;

    private final Map<Integer, List<ImportedSymbol>> importsByVersion = new HashMap<>();
    private final List<ImportedSymbol> unversioned = new ArrayList<>();
    private final Map<Integer, ImportedSymbol> strong = new HashMap<>();
    private final List<String> pythonHooks = new ArrayList<>();
    private final DynamicTable dynamic;
    private final Optional<LongConsumer> definitions;
    private final Set<Oddity> oddities = EnumSet.noneOf(Oddity.class);
    /** The indices of the symbols that relocations name; they are read once a symbol is malformed. */
    private Optional<BitSet> lookedUp = Optional.empty();

    private int undefined;

    private DynamicSymbols(DynamicTable dynamic, Optional<LongConsumer> definitions) {
        this.dynamic = dynamic;
        this.definitions = definitions;
    }

    /**
     * @param needs decides which version indices bind a symbol to a library
     * @param definitions is given the hash of the name of every symbol that is defined and not local
     * @throws FormatException {@code LIMIT_SYMBOLS}; if a relocation names a symbol that is
     *     malformed, {@code BAD_STRING} or the reasons of {@link SymbolVersions}
     */
    static DynamicSymbols read(
            DynamicTable dynamic, StringTable strings, VersionNeeds needs, Optional<LongConsumer> definitions)
            throws IOException, FormatException {
        DynamicSymbols symbols = new DynamicSymbols(dynamic, definitions);
        Optional<Extent> mapped = symbols.mapped();
        if (mapped.isPresent()) {
            int count = symbols.checkedCount(strings, mapped.get());
            SymbolVersions versions = symbols.versions(count);
            int size = dynamic.file().layout().size(Struct.SYMBOL);
            for (int first = 0; first < count; first += PART) {
                long length = (long) Math.min(PART, count - first) * size;
                symbols.sort(mapped.get().view((long) first * size, length), first, strings, versions, needs);
            }
        }
        return symbols;
    }

    private Optional<Extent> mapped() throws IOException, FormatException {
        try {
            return dynamic.table(DynamicTag.DT_SYMTAB);
        } catch (FormatException unmapped) {
            noteUnlessLookedUp(unmapped, Optional.empty());
            return Optional.empty();
        }
    }

    private SymbolVersions versions(int count) throws IOException, FormatException {
        try {
            return SymbolVersions.read(dynamic, count);
        } catch (FormatException unmapped) {
            noteUnlessLookedUp(unmapped, Optional.empty());
            return SymbolVersions.none();
        }
    }

    /**
     * A loader notices what is wrong with a symbol when it looks it up, which it does for those that relocations name.
     *
     * @param symbol the place of the one that is malformed; empty if all are
     * @throws FormatException {@code malformed} if a relocation names one of them
     */
    private void noteUnlessLookedUp(FormatException malformed, Optional<Integer> symbol)
            throws IOException, FormatException {
        if (!ElfBytes.isMalformed(malformed)) {
            throw malformed;
        }
        if (lookedUp.isEmpty()) {
            lookedUp = Relocations.named(dynamic);
        }
        Optional<BitSet> harmless =
                lookedUp.filter(named -> symbol.isPresent() ? !named.get(symbol.get()) : named.isEmpty());
        if (harmless.isEmpty()) {
            throw malformed;
        }
        note(malformed);
    }

    private void note(FormatException malformed) throws FormatException {
        if (!ElfBytes.isMalformed(malformed)) {
            throw malformed;
        }
        oddities.add(Oddity.BAD_SYMBOLS);
    }

    private int checkedCount(StringTable strings, Extent mapped) throws IOException, FormatException {
        long count = SymbolCount.of(dynamic, strings.length(), oddities::add);
        if (Long.compareUnsigned(count, dynamic.file().limits().symbols()) > 0) {
            throw ElfBytes.bad(
                    Reason.LIMIT_SYMBOLS, mapped.offset(), "%s symbols".formatted(Long.toUnsignedString(count)));
        }
        return (int) count;
    }

    private void sort(ByteView table, int first, StringTable strings, SymbolVersions versions, VersionNeeds needs)
            throws IOException, FormatException {
        ElfLayout layout = dynamic.file().layout();
        // No loader reads DT_SYMENT.
        int size = layout.size(Struct.SYMBOL);
        // These fields have the same width in both classes, so the loop over millions of symbols does not look up
        // widths.
        int nameAt = layout.offset(Field.ST_NAME);
        int infoAt = layout.offset(Field.ST_INFO);
        int sectionAt = layout.offset(Field.ST_SHNDX);
        for (int i = first == 0 ? 1 : 0; i < table.length() / size; i++) {
            long at = (long) i * size;
            long name = table.u32(at + nameAt);
            long namedAt = table.origin() + at + nameAt;
            int info = table.u8(at + infoAt);
            try {
                if (table.u16(at + sectionAt) == SHN_UNDEF) {
                    undefined++;
                    String text = strings.symbol(name, namedAt);
                    if (!text.isEmpty()) {
                        ImportedSymbol symbol =
                                new ImportedSymbol(text, SymbolInfo.binding(info) == SymbolInfo.STB_WEAK);
                        importsOf(versions.index(first + i), needs).add(symbol);
                        if (!symbol.weak() && definitions.isPresent()) {
                            strong.put(first + i, symbol);
                        }
                    }
                } else if (SymbolInfo.binding(info) != SymbolInfo.STB_LOCAL) {
                    if (definitions.isPresent()) {
                        definitions.get().accept(strings.symbolHash(name, namedAt));
                    }
                    PythonHooks.hook(strings, info, name, namedAt).ifPresent(pythonHooks::add);
                }
            } catch (FormatException malformed) {
                if (SymbolInfo.isLookedUp(info, table.u8(at + infoAt + 1))) {
                    noteUnlessLookedUp(malformed, Optional.of(first + i));
                } else {
                    note(malformed);
                }
            }
        }
    }

    /** @return what is odd about the symbols; no loader notices it */
    Set<Oddity> oddities() {
        return oddities;
    }

    private List<ImportedSymbol> importsOf(int version, VersionNeeds needs) {
        return needs.names(version)
                ? importsByVersion.computeIfAbsent(version, first -> new ArrayList<>())
                : unversioned;
    }

    /** @return the imports bound to this version index, in table order */
    List<ImportedSymbol> importsOf(int version) {
        return importsByVersion.getOrDefault(version, List.of());
    }

    /** @return the imports that are bound to no needed version, in table order */
    List<ImportedSymbol> unversioned() {
        return unversioned;
    }

    /** @return the imports that are not weak, by their place in the table */
    Map<Integer, ImportedSymbol> strong() {
        return strong;
    }

    /** @return how many symbols are undefined, including those without a name */
    int undefined() {
        return undefined;
    }

    List<String> pythonHooks() {
        return pythonHooks;
    }
}
