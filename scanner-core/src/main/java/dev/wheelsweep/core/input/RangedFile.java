package dev.wheelsweep.core.input;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file that a {@link RangeReader} reads over the network. The last bytes come first, since a zip's directory is there;
 * {@link #fetch} brings what a caller knows that it will need, in few requests; everything else is brought when it is
 * viewed, with more after it each time that a view goes on where the bytes end.
 *
 * <pre>
 *   held pieces   |==|....|=====|.............|==========|
 *   view               |----------|                          parts that are not held are asked for at once
 * </pre>
 *
 * <p>Memory: pieces up to {@link Sizes#held} bytes, and one answer. A piece that makes room for others is dropped and never
 * written to, so a view of it stays as it is.
 */
public final class RangedFile implements InputFile {
    /** What a sequential reader asks for at a time: more would cross the network only because somebody might read on. */
    private static final int STRIDE = 8 * 1024;

    private final RangeReader reader;
    private final Sizes sizes;
    private final FileStamp stamp;
    private final Pieces pieces;
    /** Where the bytes begin that the next views will probably be of, and where they end. */
    private long expectedFrom;

    private long expectedTo;

    /** What is brought with the first of them. */
    private final List<RangeReader.Range> expectedNext = new ArrayList<>();

    private boolean rehearsing;

    /**
     * How much is read at a time, in bytes.
     *
     * @param tail of the first request
     * @param ahead that a view brings at least, if the bytes after it are not held
     * @param mostAhead that it brings at most; the number doubles with each view that goes on where the bytes ended
     * @param gap bytes between two ranges that are read and thrown away, because another request costs more
     * @param answer the most bytes that are asked for at once
     * @param held bytes of all pieces, at least those of an answer
     */
    public record Sizes(int tail, int ahead, int mostAhead, int gap, int answer, int held) {
        /** The tail has every place in which a zip's end record may begin. */
        public static final Sizes DEFAULT = new Sizes((64 << 10) + 22, 64 << 10, 256 << 10, 512, 4 << 20, 16 << 20);

        public Sizes {
            if (tail < 1 || ahead < 1 || mostAhead < ahead || gap < 0 || answer < mostAhead || held < answer) {
                throw new IllegalArgumentException("an answer must have room");
            }
        }
    }

    /** @return how much is read at a time */
    public Sizes sizes() {
        return sizes;
    }

    /** What {@link #rehearse} runs. */
    public interface Rehearsal {
        void run() throws IOException, FormatException;
    }

    /** Ends a rehearsal. */
    private static final class NotHeldException extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient List<RangeReader.Range> missing;

        NotHeldException(List<RangeReader.Range> missing) {
            this.missing = missing;
        }

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    private RangedFile(RangeReader reader, Sizes sizes, RangeReader.Start start) throws IOException {
        this.reader = reader;
        this.sizes = sizes;
        this.stamp = start.stamp();
        this.pieces = new Pieces(sizes);
        int tail = (int) Math.min(sizes.tail(), stamp.size());
        requireLength(start.tail(), tail);
        if (tail > 0) {
            pieces.add(stamp.size() - tail, start.tail());
        }
    }

    /**
     * Asks for the end of the file.
     *
     * @param reader that {@link #close} closes, and this method if it fails
     * @throws FormatException if the file is not there, or may not be read
     */
    public static RangedFile open(RangeReader reader, Sizes sizes) throws IOException, FormatException {
        try {
            return new RangedFile(reader, sizes, reader.start(sizes.tail()));
        } catch (FormatException | IOException failed) {
            reader.close();
            throw failed;
        }
    }

    /** @return the state of the file when it was opened */
    public FileStamp stamp() {
        return stamp;
    }

    @Override
    public long size() {
        return stamp.size();
    }

    @Override
    public int stride() {
        return STRIDE;
    }

    /** Makes room: what is in this range will not be viewed again, or seldom. */
    public void drop(RangeReader.Range range) {
        pieces.drop(range.offset(), range.end());
    }

    /**
     * Brings ranges into memory, with as few requests as there may be. Parts outside the file do not count.
     *
     * @param wanted in any order; they may overlap
     */
    public void fetch(List<RangeReader.Range> wanted) throws IOException {
        List<RangeReader.Range> missing = new ArrayList<>();
        for (RangeReader.Range range : wanted) {
            long from = Math.max(0, range.offset());
            missing.addAll(pieces.missing(from, Math.min(size(), range.end())));
        }
        for (RangeRequest request : RangeRequest.of(missing, sizes)) {
            request.keep(ask(request.ranges()), pieces);
        }
    }

    /**
     * Runs something that only views bytes, until it views one that is not held.
     *
     * @return the bytes to fetch, with those after them that will probably be needed too; empty if it ran to its end
     */
    public List<RangeReader.Range> rehearse(Rehearsal rehearsal) throws IOException {
        rehearsing = true;
        try {
            rehearsal.run();
            return List.of();
        } catch (NotHeldException stopped) {
            return stopped.missing;
        } catch (FormatException bad) {
            return List.of(); // It is reported when it happens again, without rehearsal.
        } finally {
            rehearsing = false;
        }
    }

    @Override
    public ByteView view(Format asking, long offset, long length) throws IOException, FormatException {
        ByteSource.checkRange(asking, offset, length, size());
        if (length > Integer.MAX_VALUE - Long.BYTES) {
            throw new FormatException(
                    asking, Reason.LIMIT_VIEW_BYTES, offset, "%d bytes are too many for one view".formatted(length));
        }
        Optional<ByteBuffer> held = pieces.slice(offset, (int) length);
        return ByteView.of(held.isPresent() ? held.get() : copy(offset, (int) length), asking, offset);
    }

    @Override
    public void expect(long offset, long length) {
        expectedFrom = offset;
        expectedTo = offset + Math.min(length, size());
        expectedNext.clear();
    }

    @Override
    public void expectNext(long offset, long length) {
        expectedNext.addAll(pieces.missing(Math.max(0, offset), Math.min(size(), offset + Math.min(length, size()))));
    }

    private ByteBuffer copy(long offset, int length) throws IOException {
        ByteBuffer copy = ByteBuffer.allocate(length);
        while (copy.hasRemaining()) {
            long at = offset + copy.position();
            if (!pieces.copy(at, copy)) {
                bring(at, offset + length);
            }
        }
        return copy.flip();
    }

    /** Brings bytes from one that is not held on, up to the next one that is. */
    private void bring(long from, long to) throws IOException {
        long needed = Math.max(to, from + pieces.aheadAt(from));
        if (from >= expectedFrom && from <= expectedTo) {
            needed = Math.max(to, from == expectedTo ? from + sizes.ahead() : expectedTo);
        }
        long end = Math.min(Math.min(needed, from + sizes.answer()), pieces.nextAfter(from, size()));
        List<RangeReader.Range> ranges = new ArrayList<>(List.of(new RangeReader.Range(from, (int) (end - from))));
        if (from >= expectedFrom && from < expectedTo) {
            ranges.addAll(expectedNext);
        }
        if (rehearsing) {
            throw new NotHeldException(ranges);
        }
        if (ranges.size() == 1) {
            pieces.add(from, ask(ranges).get(0));
        } else {
            fetch(ranges);
        }
    }

    private List<ByteBuffer> ask(List<RangeReader.Range> ranges) throws IOException {
        try {
            List<ByteBuffer> answers = reader.read(ranges);
            if (answers.size() != ranges.size()) {
                throw new IOException("%d answers to %d ranges".formatted(answers.size(), ranges.size()));
            }
            for (int i = 0; i < ranges.size(); i++) {
                requireLength(answers.get(i), ranges.get(i).length());
            }
            return answers;
        } catch (FormatException state) {
            throw new FileStateException(state);
        }
    }

    private static void requireLength(ByteBuffer answer, int length) throws IOException {
        if (answer.remaining() != length) {
            throw new IOException("an answer of %d bytes instead of %d".formatted(answer.remaining(), length));
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
