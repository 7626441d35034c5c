package dev.wheelsweep.spark.index;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header Content-Range (RFC 9110 section 14.4): which bytes of how many an answer holds.
 *
 * @param first offset of the first byte
 * @param last offset of the last byte; below {@code first} if the answer holds none, as a star in place of the two says
 * @param size of the whole file
 */
record ContentRange(long first, long last, long size) {
    private static final Pattern BYTES = Pattern.compile("bytes\\s+(?:([0-9]{1,18})-([0-9]{1,18})|\\*)/([0-9]{1,18})");

    /** @return empty if the text is malformed, or does not say the size */
    static Optional<ContentRange> parse(String text) {
        Matcher range = BYTES.matcher(text.strip());
        if (!range.matches()) {
            return Optional.empty();
        }
        long size = Long.parseLong(range.group(3));
        if (range.group(1) == null) {
            return Optional.of(new ContentRange(0, -1, size));
        }
        long first = Long.parseLong(range.group(1));
        long last = Long.parseLong(range.group(2));
        return first <= last && last < size ? Optional.of(new ContentRange(first, last, size)) : Optional.empty();
    }

    long length() {
        return last - first + 1;
    }
}
