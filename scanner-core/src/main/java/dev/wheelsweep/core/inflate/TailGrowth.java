package dev.wheelsweep.core.inflate;

import java.util.OptionalLong;

/** Decides how far back a {@link Tail} goes with its next step, and when it gives up. */
final class TailGrowth {
    /** Compressed bytes that a step searches beyond what the ratio suggests: the search loses half a block on average. */
    private static final int LEAD = 8 * 1024;

    /** The part of the estimated way that one step takes: a step too far costs more than a second step. */
    private static final double CAUTION = 0.9;

    /** Most compressed bytes of the first step, which measures how well the end of the file compresses. */
    private static final long FIRST_STEP = 64 * 1024;

    /** How many times the known bytes a step may be, since the ratio of a short end may not hold for the rest. */
    private static final long GROWTH = 16;

    /** Compressed bytes that are searched for a boundary; long stored blocks have none inside. */
    private static final int PATIENCE = 2 << 20;

    /** Bytes that may be decoded from false boundaries; each such boundary counts as at least 1 KiB. */
    private static final long WASTE = 4 << 20;

    private static final long LEAST_WASTE = 1024;

    /** Compressed bytes of the first step back for a copy. Each later step is as long as all before it together, up to a limit. */
    private static final long FIRST_STEP_BACK = 2L * LEAD;

    private static final long MOST_STEP_BACK = 64 * 1024;

    /** Compressed bytes before a step back that are brought with it at most. */
    private static final long MOST_FORESEEN = 512 * 1024;

    /**
     * The part of what precedes the tail that may be decoded to follow copies. Most of them are zeros, copied from earlier
     * zeros, and some chains begin in the header of the file; then it is cheaper to decode from the start of the stream.
     */
    private static final double WORTH_FOLLOWING = 0.5;

    /**
     * The most stretches, each of which keeps a window. Files have a dozen; a stream of empty blocks could need
     * thousands.
     */
    private static final int MOST_STRETCHES = 256;

    private long compressed;
    private long size;
    private boolean ended;
    private int stretches;
    private long wasted;
    /** Compressed bytes decoded to follow copies. */
    private long followed;

    /** Begins with another stream: the bytes it has, and the bytes it becomes. */
    void start(long newCompressed, long newSize) {
        compressed = newCompressed;
        size = newSize;
        ended = false;
        stretches = 0;
        wasted = 0;
        followed = 0;
    }

    /** @return whether the tail does not grow any more */
    boolean ended() {
        return ended;
    }

    void end() {
        ended = true;
    }

    /** @return whether another stretch may be kept */
    boolean hasRoom() {
        return stretches < MOST_STRETCHES;
    }

    void addStretch() {
        stretches++;
    }

    /**
     * @param known compressed bytes of the tail
     * @param knownSize what they became
     * @param missing uncompressed bytes between the wanted byte and the tail
     * @return compressed bytes of the next step
     */
    long step(long known, long knownSize, long missing) {
        double ratio = (double) compressed / size;
        long most = FIRST_STEP;
        if (known > 0) {
            ratio = Math.min(ratio, (double) known / knownSize);
            most = GROWTH * known;
        }
        return LEAD + Math.min(most, (long) (CAUTION * ratio * missing));
    }

    /**
     * @param before compressed bytes between the part of the stream that is never part of the tail, and the tail
     * @return compressed bytes of the next step to follow copies; empty if that costs more than it saves
     */
    OptionalLong stepBack(long before) {
        long step = Math.min(MOST_STEP_BACK, Math.max(FIRST_STEP_BACK, followed));
        return followed + step <= WORTH_FOLLOWING * (before + followed) ? OptionalLong.of(step) : OptionalLong.empty();
    }

    /** @return compressed bytes that are worth bringing with that step where a request takes long */
    long foreseen() {
        return Math.min(MOST_FORESEEN, Math.max(FIRST_STEP_BACK, followed));
    }

    void addFollowed(long compressedBytes) {
        followed += compressedBytes;
    }

    /** @return whether a boundary is worth looking for after so many compressed bytes without one */
    static boolean searchesOn(long searched) {
        return searched < PATIENCE;
    }

    /** Counts bytes decoded from a false boundary. Too many of them end the growth. */
    void addWaste(long decoded) {
        wasted += Math.max(LEAST_WASTE, decoded);
        ended |= wasted > WASTE;
    }
}
