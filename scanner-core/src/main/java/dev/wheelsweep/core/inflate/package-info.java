/**
 * Raw deflate streams, RFC 1951, decoded in Java: mapped bytes must never reach native code, and {@link
 * dev.wheelsweep.core.inflate.Tail} begins in the middle of a stream, which {@link java.util.zip.Inflater} cannot.
 *
 * <p><b>The format.</b> A stream is a sequence of bits, each byte's least significant first; numbers come least
 * significant bit first, Huffman codes most significant bit first (section 3.1.1). It is cut into blocks:
 *
 * <pre>
 *   stream   block | block | ... | last block | bits up to the byte's end, any
 *   block    BFINAL 1, set in the last | BTYPE 2 | by type:                                       (3.2.3)
 *     0 stored    bits up to the byte's end, any | LEN 16 | NLEN 16, its complement | LEN bytes   (3.2.4)
 *     1 fixed     symbols, in codes that the RFC gives                                            (3.2.6)
 *     2 dynamic   HLIT 5 | HDIST 5 | HCLEN 4 | precode | code lengths | symbols                   (3.2.7)
 *   symbols  literal byte | length, extra bits, distance, extra bits | ... | 256, end of block    (3.2.5)
 * </pre>
 *
 * A length of 3 to 258 and a distance of 1 to 32768 repeat earlier output, of earlier blocks too.
 *
 * <p><b>What is accepted</b> is what zlib 1.2.13 accepts, since installers use zlib, also where the RFC is unclear:
 * padding that is not zero, a distance code of no symbol or of one symbol with one bit, a literal code of one symbol
 * with one bit, length 258 as symbol 284. The codes of a block must otherwise be complete. Each {@link
 * dev.wheelsweep.core.input.Reason} corresponds to one of zlib's messages, and of several errors the same one is
 * reported.
 *
 * <p><b>The classes.</b>
 *
 * <pre>
 *   InflateDecoder   the entry point: blocks one after the other, the plain loop, what is kept between calls
 *     FastLoop       the same symbols where there is room to spare
 *     BlockHeader    type and length of a block; its codes, from
 *       DynamicCodes   the header of a dynamic block
 *     HuffmanTable   a code as a table; Alphabet: what its symbols mean
 *     BitInput       from a ByteSource to bits
 *   Tail             the second entry point: the end of a stream, without what precedes it
 *     TailGrowth       how far back the next step goes, and when to give up
 *     BoundarySearch   where a block may begin
 *     MarkedDecoder    decodes some Blocks, to Cells or to bytes (Unit), kept in TailMemory
 *       MarkedLoop       the FastLoop for cells
 *     Piece            some blocks with their place in the output, part of a
 *     Stretch          pieces decoded in one go, and the window that joins them to those after
 *     Unresolved       wanted bytes that are copies of what precedes the tail
 *   Island           the third entry point: a part from the middle, around a Landmark
 *     Bracket          finds a boundary soon after it; the Tail of the stream up to there has the landmark
 *   FirstByte        the fourth entry point: whether a stream can begin with a byte, without tables
 *   DeflateFormat    the numbers of the RFC
 * </pre>
 *
 * <p><b>Tails.</b> Two things are missing to begin in the middle of a stream: where a block begins, and the 32 KiB of output
 * before it.
 *
 * <pre>
 *                    search           decode
 *   compressed  ....|......>boundary|==============>|  must end exactly with the stream, or at a boundary known before
 *                           \                       \
 *   output           ? ? ? ? |cells: bytes, markers |
 *                   \______/ |
 *                    window, |<- start, counted back from the declared size
 * </pre>
 *
 * Nothing marks a boundary, so every bit is tried, and decoding starts at everything that looks like the header of a
 * dynamic block. A false boundary breaks the format within a few symbols; one from which the stream decodes to its very
 * last bit is taken as true. A byte of the unknown window is written as a marker with its place, and matches copy
 * markers like bytes. A tail grows backwards: a stretch of blocks from an earlier boundary up to exactly the one known
 * before, which confirms both. Then the markers of the later stretch mean known bytes, or other markers; they are
 * followed only for the bytes that are wanted. Within a stretch the window is the output itself, and in a long one no
 * marker is left in it after a while; from there on bytes are decoded, by the loop for bytes. Stretches are kept in
 * pieces. A piece for which there is no room is decoded again when it is wanted.
 *
 * <p>Wanted bytes are often zeros, copied from zeros before, and so on back to the header of the file. So markers are
 * followed in steps that grow up to 64 KiB, and only for half of what is left; after that it is cheaper to decode from the head
 * until both ends meet. The tail stays; if its first block begins where the head stops, it is confirmed once more.
 *
 * <p>A stream can be crafted to mislead: a stored block may hold the end of another stream, and a search that begins inside it
 * finds that. Nothing in the tail shows it; only decoding the whole does.
 *
 * <p><b>Islands.</b> Many files end with megabytes that nobody asks for, and a tail has to decode them to know offsets: they
 * count back from the end. If a table is known by its content ({@link dev.wheelsweep.core.input.Landmark}), it gives the
 * offset itself, and what follows it need not be decoded:
 *
 * <pre>
 *   compressed  |head|.....................|=== island ===|boundary.................|=== tail ===|
 *   probes                1: before     3: before     4: after      2: after
 *   output                                |.. landmark ..|~~ content of another kind ~~
 *                                             \
 *                                              its offset is known, so those of the whole island are
 * </pre>
 *
 * The blocks that {@link dev.wheelsweep.core.inflate.Bracket} looks at show by their known bytes whether they precede or
 * follow. From the last boundary that follows, a tail of the stream up to there grows until the landmark is in it. Its
 * bytes are followed to their originals, because all of them must be known. Two places that could be the landmark are
 * none. If it is not found within two megabytes, or if probes cost half of what they save, the tail grows as without it.
 *
 * <p>Where the bytes come over a network, a probe is asked for together with the two of which one follows it, and a step back
 * for copies together with the next one.
 *
 * <p>A stream can imitate a landmark. The reader that named the landmark must compare the island with the rest of the file.
 *
 * <p><b>Table entries.</b> The next bits of the stream index the first level; a longer code leads on to a table of the
 * second level, indexed by the bits that follow. An entry has everything about its symbol:
 *
 * <pre>
 *   bit   31        30..16              15          14         13    12..8              7..0
 *         LITERAL   the byte            0           0          0     code bits          code bits
 *         0         smallest length     0           0          0     code bits          code bits + extra bits
 *         0         smallest distance   0           0          0     code bits          code bits + extra bits
 *         0         0                   EXCEPTION   0          END   code bits          code bits
 *         0         start of a table    EXCEPTION   SUBTABLE   0     index bits, 12..10  first-level bits
 *         0         0                   EXCEPTION   0          0     code bits          code bits       (no meaning)
 * </pre>
 *
 * LITERAL is the sign bit, so that the most common test is the cheapest. Bits 7..0 are what to drop from the input, and
 * Java's shifts look at no other bits of a shift count, so an entry can be shifted by as it is. In a table of the
 * second level both numbers count from the first level's end. The precode's entries have the symbol itself as value.
 *
 * <p><b>Why the fast loop is fast.</b> One load brings 57 bits or more, enough for two literals and a length, and
 * another one enough for the distance and the next look-up. Up to three literals are decoded per turn. The next look-up
 * starts in the bits that are left while the next word is loaded. Matches are copied in words, mostly two of them,
 * before their length is tested. Nothing is allocated, and the plain loop reports errors.
 *
 * <p><b>Why it is safe.</b> Java checks every index, so no bug can reach outside an array; the margins keep the loop
 * within the range that the caller gave, and within the input. A turn begins only if {@code INPUT_MARGIN} bytes are
 * staged from the current byte on, and {@code OUTPUT_MARGIN} bytes are free:
 *
 * <ul>
 *   <li>The second load of a turn begins at most 7 + 2 * 11 + 15 + 5 bits after the start of the current byte and takes 8
 *       bytes: 14 bytes. All the bits of a turn, 7 + 42 + 28, end before that. So no turn reads or consumes what is not
 *       there, and zeros past the end never become output.
 *   <li>A turn writes three literals, or at most two and a match: 2 + 258 bytes. Words overshoot a match, but with at most
 *       5 of them, 40 bytes, only where 258 were free.
 *   <li>A distance is compared with the start of the window before anything is copied, in both loops.
 * </ul>
 *
 * Both margins are computed from the format's maxima in {@link dev.wheelsweep.core.inflate.FastLoop}, which refuses to
 * load if a relation between them does not hold. The rest, at most a few hundred bytes of output and a dozen of input per
 * call, goes through the plain loop, which checks everything for every symbol.
 *
 * <p><b>Cost.</b> Time is bounded by input plus output; no input makes a table larger than its array, whose size is the
 * largest that any complete code needs. A decoder holds about 30 KiB, a tail what it is allowed, at most 8 MiB for the
 * piece in work, and 64 KiB for each of at most 256 stretches. A tail gives up after two megabytes without a boundary, and
 * after 4 MiB decoded from false ones.
 */
package dev.wheelsweep.core.inflate;
