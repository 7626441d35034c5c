package dev.wheelsweep.spark.index;

import dev.wheelsweep.core.input.RangeReader.Range;
import java.util.ArrayList;
import java.util.List;

/** Which ranges of a file are asked for by one request. All keep their order, and a range is in one group. */
final class RangeGroups {
    /** Ranges of one request: servers limit their number or the length of a header (Apache's httpd: 200, and 8,190 bytes). */
    private static final int MOST = 100;

    private RangeGroups() {}

    /** @return groups whose ranges one answer can have, with no byte between them */
    static List<List<Range>> ofAnswer(List<Range> ranges) {
        List<List<Range>> groups = new ArrayList<>();
        long length = 0;
        for (Range range : ranges) {
            List<Range> last = last(groups);
            if (last.isEmpty() || last.size() == MOST || length + range.length() > HttpSession.LONGEST_RANGE) {
                groups.add(new ArrayList<>(List.of(range)));
                length = range.length();
            } else {
                last.add(range);
                length += range.length();
            }
        }
        return groups;
    }

    /**
     * @param between bytes between two ranges of a group, at most
     * @return groups that become one range each, with the bytes between their ranges
     */
    static List<List<Range>> near(List<Range> ranges, long between) {
        List<List<Range>> groups = new ArrayList<>();
        for (Range range : ranges) {
            List<Range> last = last(groups);
            if (!last.isEmpty()
                    && range.offset() - last.get(last.size() - 1).end() <= between
                    && range.end() - last.get(0).offset() <= HttpSession.LONGEST_RANGE) {
                last.add(range);
            } else {
                groups.add(new ArrayList<>(List.of(range)));
            }
        }
        return groups;
    }

    /** @return the last group; empty if there is none */
    private static List<Range> last(List<List<Range>> groups) {
        return groups.isEmpty() ? List.of() : groups.get(groups.size() - 1);
    }
}
