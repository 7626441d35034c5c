package dev.wheelsweep.core.input;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A source that records which ranges were viewed. What a reader found in them is a function of these bytes: wherever the
 * same bytes are, it finds the same.
 */
public final class RecordedSource implements ByteSource {
    /** Sequential readers ask for no more than this at a time, so that a range is hardly longer than what they use. */
    private static final int STRIDE = 32 * 1024;

    /** Ranges that are recorded: a file can be made so that it is read in any number of pieces. */
    static final int MOST = 4096;

    private final ByteSource source;
    private final List<Range> ranges = new ArrayList<>();
    private boolean complete = true;

    /** Bytes that were viewed. */
    public record Range(long offset, long length) {
        private long end() {
            return offset + length;
        }

        /** @return the same range, counted from another place */
        public Range from(long origin) {
            return new Range(offset - origin, length);
        }
    }

    public RecordedSource(ByteSource source) {
        this.source = source;
    }

    /** Forgets the ranges that were viewed up to now. */
    public void forget() {
        ranges.clear();
        complete = true;
    }

    /**
     * @param from where the part of the source begins that the caller wants to know of
     * @param to where it ends
     * @return what was viewed of it, ascending; ranges neither overlap nor touch. Empty if there were more than {@value #MOST}
     */
    public Optional<List<Range>> viewed(long from, long to) {
        if (!complete) {
            return Optional.empty();
        }
        List<Range> joined = new ArrayList<>();
        long start = 0;
        long end = -1;
        for (Range range : sorted()) {
            if (range.end() <= from || range.offset() >= to) {
                continue;
            }
            if (range.offset() > end) {
                if (end > start) {
                    joined.add(new Range(start, end - start));
                }
                start = Math.max(from, range.offset());
                end = start;
            }
            end = Math.max(end, Math.min(to, range.end()));
        }
        if (end > start) {
            joined.add(new Range(start, end - start));
        }
        return Optional.of(joined);
    }

    private List<Range> sorted() {
        return ranges.stream().sorted(Comparator.comparingLong(Range::offset)).toList();
    }

    @Override
    public long size() {
        return source.size();
    }

    @Override
    public ByteView view(Format reader, long offset, long length) throws IOException, FormatException {
        ByteView view = source.view(reader, offset, length);
        record(offset, length);
        return view;
    }

    /** Most views of a sequential reader begin where the one before ended. */
    private void record(long offset, long length) {
        int last = ranges.size() - 1;
        if (last >= 0 && ranges.get(last).end() == offset) {
            ranges.set(
                    last, new Range(ranges.get(last).offset(), ranges.get(last).length() + length));
        } else if (length > 0 && ranges.size() < MOST) {
            ranges.add(new Range(offset, length));
        } else if (length > 0) {
            complete = false;
        }
    }

    @Override
    public void expect(long offset, long length) {
        source.expect(offset, length);
    }

    @Override
    public void expectNext(long offset, long length) {
        source.expectNext(offset, length);
    }

    @Override
    public int stride() {
        return Math.min(STRIDE, source.stride());
    }
}
