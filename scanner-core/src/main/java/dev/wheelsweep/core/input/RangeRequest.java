package dev.wheelsweep.core.input;

import dev.wheelsweep.core.input.RangeReader.Range;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Ranges that are asked for at once. Wanted ones that are near each other become one, and what is between them is thrown
 * away:
 *
 * <pre>
 *   wanted    |==|.|===|............|==|
 *   asked     |========|            |==|
 * </pre>
 */
final class RangeRequest {
    private final List<Range> wanted = new ArrayList<>();
    private final List<Range> ranges = new ArrayList<>();
    private long bytes;

    private RangeRequest() {}

    /**
     * @param missing in any order; they may overlap
     * @return requests of at most {@link RangedFile.Sizes#answer} bytes each
     */
    static List<RangeRequest> of(List<Range> missing, RangedFile.Sizes sizes) {
        List<RangeRequest> requests = new ArrayList<>();
        for (Range range : disjoint(missing)) {
            for (long from = range.offset(); from < range.end(); ) {
                int length = (int) Math.min(sizes.answer(), range.end() - from);
                Range part = new Range(from, length);
                if (requests.isEmpty() || !requests.get(requests.size() - 1).add(part, sizes)) {
                    RangeRequest request = new RangeRequest();
                    request.add(part, sizes);
                    requests.add(request);
                }
                from += length;
            }
        }
        return requests;
    }

    private static List<Range> disjoint(List<Range> missing) {
        List<Range> disjoint = new ArrayList<>();
        long reached = 0;
        for (Range range :
                missing.stream().sorted(Comparator.comparingLong(Range::offset)).toList()) {
            long from = Math.max(reached, range.offset());
            if (from < range.end()) {
                disjoint.add(new Range(from, (int) (range.end() - from)));
                reached = range.end();
            }
        }
        return disjoint;
    }

    /** @return whether there was room for it */
    private boolean add(Range range, RangedFile.Sizes sizes) {
        int last = ranges.size() - 1;
        if (last >= 0 && range.offset() - ranges.get(last).end() <= sizes.gap()) {
            Range before = ranges.get(last);
            long grown = range.end() - before.end();
            if (bytes + grown > sizes.answer()) {
                return false;
            }
            ranges.set(last, new Range(before.offset(), (int) (range.end() - before.offset())));
            bytes += grown;
        } else {
            if (bytes + range.length() > sizes.answer()) {
                return false;
            }
            ranges.add(range);
            bytes += range.length();
        }
        wanted.add(range);
        return true;
    }

    /** @return what to ask for: ascending, without overlap */
    List<Range> ranges() {
        return ranges;
    }

    /** Keeps what was wanted of the answers. */
    void keep(List<ByteBuffer> answers, Pieces pieces) {
        int index = 0;
        for (Range range : wanted) {
            while (range.offset() >= ranges.get(index).end()) {
                index++;
            }
            Range asked = ranges.get(index);
            ByteBuffer answer = answers.get(index);
            ByteBuffer part = answer.slice(answer.position() + (int) (range.offset() - asked.offset()), range.length());
            // A slice would keep the whole answer in memory.
            pieces.add(range.offset(), range.length() == asked.length() ? part : copy(part));
        }
    }

    private static ByteBuffer copy(ByteBuffer part) {
        return ByteBuffer.allocate(part.remaining()).put(part).flip();
    }
}
