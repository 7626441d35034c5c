package dev.wheelsweep.core.input;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A table whose offset is known and whose content is recognized wherever it is seen. A source that decodes its bytes can
 * begin near it, and learns from the table at which offset it began:
 *
 * <pre>
 *   offset()              after()
 *   |== the table ==|.....|~~~ content that isAfter() recognizes ~~~...
 * </pre>
 */
public interface Landmark {

    /**
     * A part of a fragment.
     *
     * @param from index of its first byte; negative if it begins before the fragment
     * @param to index after its last byte
     */
    record Span(int from, int to) {}

    /** @return where the table begins in the source */
    long offset();

    /** @return the most bytes that the table may have */
    int length();

    /** @return an offset after the table; from there on, content of the kind that {@link #isAfter} recognizes begins */
    long after();

    /** @return whether a fragment is content of the kind that follows {@link #after} */
    boolean isAfter(Fragment fragment);

    /**
     * @param from the first index to look at
     * @return the part of the fragment that must be known to decide whether the table is there; empty if it is nowhere
     */
    Optional<Span> mayBeIn(Fragment fragment, int from);

    /** @return the index at which the table begins, if exactly one is possible */
    OptionalInt isIn(byte[] known);
}
