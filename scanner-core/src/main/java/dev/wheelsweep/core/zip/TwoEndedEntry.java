package dev.wheelsweep.core.zip;

import dev.wheelsweep.core.inflate.Island;
import dev.wheelsweep.core.inflate.Tail;
import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Landmark;
import dev.wheelsweep.core.input.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Method 8, decoded from both ends; the middle stays compressed unless a view needs it. For every view the end grows
 * that has to grow less. Where the tail cannot grow, or consists of copies from too far back, the head grows until they
 * meet; where there is no tail, the entry is read whole.
 *
 * <pre>
 *   0           produced                          tail.start()        size
 *   |== head ======|............ gap .................|===== tail =====|
 * </pre>
 */
final class TwoEndedEntry implements EntryBytes {
    /** Bytes that a tail decodes beyond those asked for, because it begins where a block does. */
    private static final long LOSS = 64 * 1024;

    private final InflatedEntry head;
    private final Tail tail;
    private final Island island;
    /** The tail is not used any more. */
    private boolean whole;
    /** Some view was made without decoding from the first byte on. */
    private boolean usedTail;

    /**
     * @param head the entry, of which nothing is decoded yet
     * @param tail not in use by another entry, and neither is the island
     */
    TwoEndedEntry(InflatedEntry head, Tail tail, Island island) {
        this.head = head;
        this.tail = tail;
        this.island = island;
        EntryData data = head.data();
        tail.start(data.file(), data.offset(), data.entry().compressedSize(), size());
        island.start(data.file(), data.offset(), data.entry().compressedSize(), size());
    }

    @Override
    public long size() {
        return head.size();
    }

    @Override
    public int stride() {
        return head.stride();
    }

    @Override
    public ReadMode readMode() {
        boolean hasNoTail = tail.isLost() && tail.start() == size();
        return !usedTail && (whole || hasNoTail || head.produced() >= size()) ? ReadMode.WHOLE : ReadMode.HEAD_TAIL;
    }

    @Override
    public long bytesDecoded() {
        return head.bytesDecoded() + tail.bytesDecoded() + island.bytesDecoded();
    }

    @Override
    public long bytesRead() {
        return head.bytesRead() + tail.bytesRead() + island.bytesRead();
    }

    @Override
    public void expect(long offset, long length) {
        head.expect(offset, length);
    }

    @Override
    public boolean canLocate() {
        return !whole;
    }

    @Override
    public boolean locate(Landmark landmark) throws IOException, FormatException {
        if (whole || landmark.offset() < head.produced() || landmark.offset() >= tail.start()) {
            return false;
        }
        head.budget().grant(head.data(), 1);
        long before = island.bytesDecoded();
        try {
            return island.locate(landmark, head.produced(), head.consumed(), tail);
        } finally {
            head.budget().spend(island.bytesDecoded() - before);
        }
    }

    @Override
    public boolean mayHold(long offset, byte[] bytes) throws IOException, FormatException {
        if (whole || offset + bytes.length <= head.produced()) {
            return Arrays.equals(view(Format.ELF, offset, bytes.length).copy(0, bytes.length), bytes);
        }
        if (island.holds(offset, bytes.length)) {
            return island.fragment(offset, bytes.length).mayBegin(bytes);
        }
        return offset < tail.start() || tail.fragment(offset, bytes.length).mayBegin(bytes);
    }

    @Override
    public ByteView view(Format reader, long offset, long length) throws IOException, FormatException {
        ByteSource.checkRange(reader, offset, length, size());
        if (headIsEnough(offset, length)) {
            return head.view(reader, offset, length);
        }
        byte[] bytes = new byte[(int) length];
        if (fromIsland(offset, bytes)) {
            usedTail = true;
            return ByteView.of(ByteBuffer.wrap(bytes), reader, offset);
        }
        int fromHead = 0;
        if (tail.start() > offset && headGrowth(offset + length) <= tailGrowth(offset)) {
            fromHead = (int) (tail.start() - offset);
            head.view(reader, offset, fromHead).buffer().get(bytes, 0, fromHead);
        }
        if (!fromTail(offset + fromHead, bytes, fromHead)) {
            if (tail.start() <= offset + fromHead) {
                meet();
            }
            return view(reader, offset, length);
        }
        usedTail = true;
        return ByteView.of(ByteBuffer.wrap(bytes), reader, offset);
    }

    /** The head decodes everything up to the tail; then every byte of the tail is known. */
    private void meet() throws IOException, FormatException {
        long start = tail.start();
        int count = (int) Math.min(start, RetainedOutput.HISTORY);
        byte[] before = head.view(Format.DEFLATE, start - count, count).copy(0, count);
        if (!tail.meet(before, head.consumed())) {
            throw head.data()
                    .bad(
                            Reason.SIZE_MISMATCH,
                            head.consumed(),
                            "the tail that was found is not the end of this stream");
        }
    }

    private boolean headIsEnough(long offset, long length) {
        long end = offset + length;
        boolean onIsland = island.holds(offset, length);
        return whole
                || end <= head.produced()
                || length > Math.min(head.limits().longestCopy(), head.limits().tail())
                || (!onIsland && end <= tail.start() && headGrowth(end) <= tailGrowth(offset));
    }

    /** The bytes that the head has to decode to show everything before {@code end} that the tail does not. */
    private long headGrowth(long end) {
        return Math.min(end, tail.start()) - head.produced();
    }

    /** The bytes that the tail has to decode to show everything from {@code offset} on. */
    private long tailGrowth(long offset) {
        if (offset >= tail.start()) {
            return 0;
        }
        return tail.isLost() ? Long.MAX_VALUE : tail.start() - offset + LOSS;
    }

    /** If copies on the island are of bytes too far back, the island is given up, and both ends grow as without it. */
    private boolean fromIsland(long offset, byte[] bytes) throws IOException, FormatException {
        if (!island.holds(offset, bytes.length)) {
            return false;
        }
        head.budget().grant(head.data(), 1);
        long before = island.bytesDecoded();
        try {
            boolean known = island.copy(offset, bytes, 0, bytes.length, head.consumed());
            if (!known) {
                island.abandon();
            }
            return known;
        } finally {
            head.budget().spend(island.bytesDecoded() - before + bytes.length);
        }
    }

    private boolean fromTail(long offset, byte[] bytes, int at) throws IOException, FormatException {
        head.budget().grant(head.data(), 1);
        long before = tail.bytesDecoded();
        try {
            return tail.reach(offset, head.consumed())
                    && tail.copy(offset, bytes, at, bytes.length - at, head.consumed());
        } finally {
            // Copied bytes count like decoded ones: a hostile table is read in thousands of small pieces.
            head.budget().spend(tail.bytesDecoded() - before + bytes.length - at);
        }
    }

    @Override
    public void verify() throws IOException, FormatException {
        whole = true;
        head.verify();
    }

    @Override
    public Optional<StreamEnd> oddEnd() {
        return head.oddEnd();
    }

    /** Not if the tail was used: its place was counted from the declared size. */
    @Override
    public boolean shorten() {
        return readMode() == ReadMode.WHOLE && head.shorten();
    }
}
