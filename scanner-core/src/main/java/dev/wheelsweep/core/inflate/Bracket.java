package dev.wheelsweep.core.inflate;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Landmark;
import java.io.IOException;

/**
 * Finds a boundary soon after a landmark: single blocks are decoded, each shows whether it is content that follows {@link
 * Landmark#after}, and so the range in which that content begins becomes narrow.
 *
 * <pre>
 *   compressed   |........low|.....content begins here.....|high.........|
 *                 other block                               boundary, block of that content
 * </pre>
 */
final class Bracket {
    /** Compressed bytes between the two ends that are worth no further probe: two or three blocks. */
    private static final long NARROW = 48 * 1024;

    /** Compressed bytes in which a block begins, and that it has. */
    private static final long PROBE = 64 * 1024;

    /** Most blocks that are looked at. */
    private static final int PROBES = 24;

    /** Compressed bytes of the smallest step away from a first guess that was wrong. */
    private static final long FIRST_STEP = 32 * 1024;

    /** The part of a range that the first step away from a wrong guess takes. */
    private static final int STEPS = 16;

    private final BoundarySearch search;
    private final MarkedDecoder decoder;

    private long low;
    private boolean lowWasSeen;
    private long high;
    private boolean highWasSeen;
    /** A boundary at or after {@link #high}. */
    private long boundary;

    private long step;

    Bracket(BoundarySearch search, MarkedDecoder decoder) {
        this.search = search;
        this.decoder = decoder;
    }

    /**
     * @param from compressed bytes before this one precede the landmark
     * @param bit a boundary after it
     * @param guess the compressed byte at which the content after the landmark may begin
     * @param budget bytes that may be decoded
     * @return a boundary after the landmark, at most {@code bit}
     */
    long close(Landmark landmark, long from, long bit, long guess, long budget) throws IOException, FormatException {
        low = from;
        high = bit / Byte.SIZE;
        lowWasSeen = false;
        highWasSeen = false;
        boundary = bit;
        step = Math.max(FIRST_STEP, (high - low) / STEPS);
        long most = decoder.bytesDecoded() + budget;
        long next = guess;
        for (int probe = 0; probe < PROBES && high - low > NARROW && decoder.bytesDecoded() < most; probe++) {
            probe(landmark, Math.max(low, Math.min(next, high - 1)));
            next = next();
        }
        return boundary;
    }

    /** Says where a probe is, and the two of which one follows it. */
    private void expect(long at) {
        search.expect(Byte.SIZE * at, Byte.SIZE * Math.min(high, at + PROBE));
        // If its block precedes the landmark, the range begins where the block ends: about half a probe later.
        long end = at + PROBE / 2;
        expectNext(Math.max(low, lowWasSeen ? (low + at) / 2 : at - step), at);
        expectNext(Math.max(at + PROBE, highWasSeen ? (end + high) / 2 : end + step), high);
    }

    private void expectNext(long from, long end) {
        if (from < end) {
            search.expectNext(Byte.SIZE * from, Byte.SIZE * Math.min(end, from + PROBE));
        }
    }

    private long next() {
        if (lowWasSeen && highWasSeen) {
            return (low + high) / 2;
        }
        long from = lowWasSeen ? low + step : high - step;
        step *= 2;
        return from;
    }

    /** Looks at the first block that begins at or after a compressed byte. */
    private void probe(Landmark landmark, long from) throws IOException, FormatException {
        expect(from);
        long bit = search.next(Byte.SIZE * from, Byte.SIZE * high);
        while (bit != BoundarySearch.NONE) {
            try {
                decoder.seek(bit);
                if (landmark.isAfter(decoder.look())) {
                    boundary = bit;
                    high = from;
                    highWasSeen = true;
                } else {
                    low = decoder.bit() / Byte.SIZE;
                    lowWasSeen = true;
                }
                return;
            } catch (FormatException noBoundary) {
                bit = search.next(bit + 1, Byte.SIZE * high);
            }
        }
        high = from;
        highWasSeen = true;
    }
}
