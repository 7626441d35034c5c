package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.io.IOException;
import java.util.Optional;

/**
 * A table whose length is known only after reading it, so that its bytes are read in small pieces. The loader needs no
 * length, because everything after the address is in memory; reading everything here would decode megabytes.
 */
final class PiecewiseView {
    /**
     * Enough for the dynamic table of most libraries, or for the names of their sections. A larger piece would decode
     * unused bytes.
     */
    private static final int PIECE = 512;

    private final Extent extent;
    private final Reason leaving;

    private long start;
    private Optional<ByteView> piece = Optional.empty();

    /**
     * @param extent from the first byte of the table to the last that could belong to it
     * @param leaving the reason of the error if a reader leaves the extent
     */
    PiecewiseView(Extent extent, Reason leaving) {
        this.extent = extent;
        this.leaving = leaving;
    }

    /** @return whether the bytes are in the extent */
    boolean holds(long position, int length) {
        return extent.holds(position, length);
    }

    /**
     * @param position from the start of the table, in bytes
     * @return a view of exactly {@code length} bytes
     */
    ByteView at(long position, int length) throws IOException, FormatException {
        if (!holds(position, length)) {
            throw ElfBytes.bad(
                    leaving,
                    extent.offset() + position,
                    "%d bytes at %d of a range of %d bytes".formatted(length, position, extent.length()));
        }
        if (piece.isEmpty()
                || position < start
                || position + length > start + piece.get().length()) {
            load(position, length);
        }
        return piece.orElseThrow().slice(position - start, length);
    }

    private void load(long position, int length) throws IOException, FormatException {
        start = position;
        piece = Optional.of(extent.view(position, Math.max(length, Math.min(PIECE, extent.inOnePiece(position)))));
    }
}
