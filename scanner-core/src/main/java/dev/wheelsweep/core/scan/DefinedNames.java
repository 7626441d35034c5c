package dev.wheelsweep.core.scan;

import dev.wheelsweep.core.elf.ElfFacts;
import dev.wheelsweep.core.elf.ImportedSymbol;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** The names of the symbols that the ELF files of one wheel define for others, by {@link ImportedSymbol#nameHash}. */
final class DefinedNames implements LongConsumer {
    /** Names that are kept; seen 411,008 in one file. */
    static final int MOST = 1 << 20;

    /** What is in the text of a name that is no UTF-8, whose bytes are unknown; it counts as defined. */
    private static final char ESCAPE = '\\';

    private static final int FIRST = 64;

    /** In the order of arrival, and sorted at the first question. */
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

    /** Adds names that {@link #after} gave. */
    void addAll(LongBuffer names) {
        for (int i = 0; i < names.limit(); i++) {
            accept(names.get(i));
        }
    }

    /** @return how many names have arrived */
    int size() {
        return size;
    }

    /** @return the names that arrived after the first {@code count}; nothing was asked since then */
    LongBuffer after(int count) {
        return LongBuffer.wrap(Arrays.copyOfRange(hashes, count, size));
    }

    /** @return whether every name that arrived was kept */
    boolean isComplete() {
        return complete;
    }

    /**
     * @return the places of the imports that are among the names, ascending; empty if some names were not kept
     */
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
            String name = imports.get(i).name();
            if (name.indexOf(ESCAPE) >= 0
                    || Arrays.binarySearch(hashes, 0, size, imports.get(i).nameHash()) >= 0) {
                places.add(i);
            }
        }
        return Optional.of(places);
    }
}
