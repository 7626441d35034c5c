package dev.wheelsweep.core.elf.content;

import dev.wheelsweep.core.input.Fragment;
import dev.wheelsweep.core.input.Landmark;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The dynamic segment of a file with a symbol table or debug information after it.
 *
 * @param entries what the segment looks like
 * @param symbols what the static symbols look like
 */
public record DynamicLandmark(long offset, int length, long after, DynamicEntries entries, StaticSymbols symbols)
        implements Landmark {
    @Override
    public boolean isAfter(Fragment fragment) {
        return symbols.areIn(fragment);
    }

    @Override
    public Optional<Span> mayBeIn(Fragment fragment, int from) {
        return entries.mayBeIn(fragment, from, length);
    }

    @Override
    public OptionalInt isIn(byte[] known) {
        return entries.isIn(known, length);
    }
}
