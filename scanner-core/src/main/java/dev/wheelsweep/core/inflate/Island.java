package dev.wheelsweep.core.inflate;

import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Fragment;
import dev.wheelsweep.core.input.Landmark;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A part from the middle of a deflate stream, whose place in the output is known because a {@link Landmark} is in it. It is
 * the {@link Tail} of the stream up to the boundary that {@link Bracket} found: it grows backwards from there until it
 * has the landmark. One per thread; its memory is reused for each stream.
 */
public final class Island {
    /** Bytes before the landmark that are decoded with it at first: its block begins somewhere there. */
    private static final long LEAD = 64 * 1024;

    /** Most bytes that the island has beyond those between the landmark and the content after it. */
    private static final long MOST_SLACK = 2 << 20;

    /** Bytes that probing and that slack usually take. */
    private static final long USUAL_COST = 256 * 1024;

    /** Most bytes that are searched at a time. */
    private static final int PART = 256 * 1024;

    /** The part of what a tail would have to decode that an island may take. */
    private static final int WORTH = 2;

    private final BoundarySearch search = new BoundarySearch();
    private final MarkedDecoder decoder = new MarkedDecoder();
    private final Bracket bracket = new Bracket(search, decoder);
    private final Tail part;

    /** What {@link #bracket} decoded and read. */
    private long probed;

    private long probeBytesRead;
    private ByteSource source;
    private long offset;
    private long length;
    private long size;
    private boolean found;
    /** A second table could be the landmark. */
    private boolean ambiguous;
    /** What to add to an offset of the part, which counts back from the stream's size, to have it in the output. */
    private long shift;

    /** @param limit bytes of memory for what is decoded */
    public Island(int limit) {
        part = new Tail(limit, search, decoder);
    }

    /** Begins with another stream, in which nothing is found yet; the parameters are those of {@link Tail#start}. */
    public void start(ByteSource newSource, long newOffset, long newLength, long newSize) {
        source = newSource;
        offset = newOffset;
        length = newLength;
        size = newSize;
        found = false;
        ambiguous = false;
        probed = 0;
        probeBytesRead = 0;
        part.start(source, offset, length, size);
    }

    /** @return bytes produced since {@link #start}, including discarded ones */
    public long bytesDecoded() {
        return probed + part.bytesDecoded();
    }

    /** @return compressed bytes asked for, those asked for twice counted twice */
    public long bytesRead() {
        return probeBytesRead + part.bytesRead();
    }

    /** @return whether all of these bytes are the island's */
    public boolean holds(long from, long count) {
        return found && from >= part.start() + shift && count <= size + shift - from;
    }

    /** The island is not used any more. */
    public void abandon() {
        found = false;
    }

    /**
     * Looks for the landmark between the start of the stream that is known and its end that is known.
     *
     * @param headStart bytes known from the start on, which took {@code floor} compressed bytes
     * @param tail the end of the same stream
     * @return whether it was found; if not, it is not cheaper to look for it than to let the tail grow
     */
    public boolean locate(Landmark landmark, long headStart, long floor, Tail tail) throws IOException {
        try {
            grow(landmark, headStart, floor, tail);
            boolean fits = part.start() + shift >= headStart && size + shift <= tail.start();
            found &= fits && !ambiguous;
        } catch (FormatException unreadable) {
            found = false;
        }
        return found;
    }

    private void grow(Landmark landmark, long headStart, long floor, Tail tail) throws IOException, FormatException {
        long distance = landmark.after() - landmark.offset();
        long budget = Math.min(tail.start() - landmark.offset(), landmark.offset() - headStart) / WORTH;
        if (distance + USUAL_COST > budget) {
            return;
        }
        long guess = guess(landmark, tail);
        long bit = bracket.close(landmark, floor, tail.startBit(), guess, budget);
        probed = part.bytesDecoded();
        probeBytesRead = part.bytesRead();
        part.startBefore(bit, source, offset, length, size);
        long searched = size;
        long extra = LEAD;
        while (!found && extra <= MOST_SLACK && part.reach(size - distance - extra, floor)) {
            search(landmark, searched, floor);
            searched = part.start();
            extra *= 2;
        }
    }

    /** The bytes between the content after the landmark and the tail, as compressed as the tail is. */
    private long guess(Landmark landmark, Tail tail) {
        double ratio = (double) length / size;
        if (tail.start() < size) {
            ratio = Math.min(2 * ratio, (double) (length - tail.startBit() / Byte.SIZE) / (size - tail.start()));
        }
        return tail.startBit() / Byte.SIZE - (long) (ratio * (tail.start() - landmark.after()));
    }

    /** Searches what was decoded before the byte from which on the landmark does not begin. */
    private void search(Landmark landmark, long searched, long floor) throws IOException, FormatException {
        for (long from = part.start(); from < searched; from += PART) {
            long end = Math.min(size, Math.min(searched, from + PART) + landmark.length());
            search(landmark, part.fragment(from, (int) (end - from)), from, floor);
        }
    }

    private void search(Landmark landmark, Fragment fragment, long start, long floor)
            throws IOException, FormatException {
        Optional<Landmark.Span> span = landmark.mayBeIn(fragment, 0);
        while (span.isPresent()) {
            long from = Math.max(start + span.get().from(), 0);
            byte[] known = new byte
                    [(int) Math.min(size - from, span.get().to() - span.get().from())];
            if (part.reach(from, floor) && part.copy(from, known, 0, known.length, floor)) {
                OptionalInt place = landmark.isIn(known);
                if (place.isPresent()) {
                    long newShift = landmark.offset() - (from + place.getAsInt());
                    ambiguous |= found && newShift != shift;
                    shift = newShift;
                    found = true;
                }
            }
            span = landmark.mayBeIn(fragment, span.get().to());
        }
    }

    /** Shows what is known, without decoding more, of bytes that it {@link #holds}. */
    public Fragment fragment(long from, int count) throws IOException, FormatException {
        return part.fragment(from - shift, count);
    }

    /**
     * Copies bytes that it {@link #holds}.
     *
     * @return whether all of them are known; the other parameters are those of {@link Tail#copy}
     */
    public boolean copy(long from, byte[] out, int at, int count, long floor) throws IOException, FormatException {
        return part.copy(from - shift, out, at, count, floor);
    }
}
