package dev.wheelsweep.core.zip;

/**
 * How much memory and work one deflated entry of any size may take.
 *
 * @param head bytes kept from the start of the entry
 * @param window bytes of memory for what follows the head; at least the latest half of that is kept
 * @param longestCopy bytes of the longest view that is not within the head; each such view is a copy
 * @param passes how many times the stream may be decoded from its start, since a hostile file can make its reader jump
 *     back
 * @param tail bytes of memory for the decoded end, and for what is decoded around a landmark; a byte of which the original is
 *     unknown takes two
 * @param skipFrom compressed bytes from which on an entry gets a tail, which costs a block or two of 20 KB each
 */
record InflateLimits(int head, int window, int longestCopy, int passes, int tail, long skipFrom) {
    /**
     * A copy has room for what is read at once: the hash buckets of four million symbols, or a text of a byte more than it
     * may have, 16 MiB each.
     */
    static final InflateLimits DEFAULT = new InflateLimits(16 << 20, 2 << 20, 24 << 20, 8, 12 << 20, 48 << 10);

    InflateLimits {
        if (head < 1 || window < 2 * RetainedOutput.HISTORY || longestCopy < 0 || passes < 1) {
            throw new IllegalArgumentException("a deflate stream cannot be decoded in so little memory");
        }
    }
}
