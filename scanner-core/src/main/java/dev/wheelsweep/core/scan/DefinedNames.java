package dev.wheelsweep.core.scan;

import dev.wheelsweep.core.elf.ElfFacts;
import dev.wheelsweep.core.elf.ImportedSymbol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** The names of the symbols that ELF files define for others, by {@link ImportedSymbol#nameHash}. */
final class DefinedNames implements LongConsumer {
    /** Names that are kept of one wheel, each of which takes eight bytes. */
    static final int MOST = 1 << 21;

    private static final int FIRST = 16;

    /** What is in the text of a name that is no UTF-8, whose bytes are unknown; it counts as defined. */
    private static final char ESCAPE = '\\';

    private long[] hashes = new long[FIRST];
    private int size;
    private boolean complete = true;
    private boolean sorted;

    @Override
    public void accept(long hash) {
        if (size == MOST) {
            complete = false;
            return;
        }
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * size);
        }
        hashes[size++] = hash;
        sorted = false;
    }

    void add(DefinedNames others) {
        for (int i = 0; i < others.size; i++) {
            accept(others.hashes[i]);
        }
        complete &= others.complete;
    }

    /** @return the places of the imports that are among the names, ascending; empty if some names were not kept */
    Optional<List<Integer>> places(ElfFacts.Symbols symbols) {
        if (!complete) {
            return Optional.empty();
        }
        if (!sorted) {
            Arrays.sort(hashes, 0, size);
            sorted = true;
        }
        List<Integer> places = new ArrayList<>();
        List<ImportedSymbol> imports = symbols.imports();
        for (int i = 0; i < imports.size(); i++) {
            if (has(imports.get(i))) {
                places.add(i);
            }
        }
        return Optional.of(places);
    }

    private boolean has(ImportedSymbol symbol) {
        return symbol.name().indexOf(ESCAPE) >= 0 || Arrays.binarySearch(hashes, 0, size, symbol.nameHash()) >= 0;
    }
}
