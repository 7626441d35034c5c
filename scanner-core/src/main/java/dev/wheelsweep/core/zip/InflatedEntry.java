package dev.wheelsweep.core.zip;

import dev.wheelsweep.core.inflate.InflateDecoder;
import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;

/**
 * Method 8, decoded as far as views ask. A view within the head shares its array; any other is a copy, taken from what is
 * kept or, if the bytes were forgotten, from another pass over the stream.
 *
 * <p>The content has the declared number of bytes. If the stream has fewer, reading a missing byte is an error, until {@link
 * #shorten} accepts the shorter content. If it has more, {@link #verify} reports that if the CRC-32 is also wrong.
 */
final class InflatedEntry implements EntryBytes {
    /** Compressed bytes that show how well what follows them compresses. */
    private static final int MEASURED = 64 * 1024;

    /** Compressed bytes that are expected beyond what the ratio suggests. */
    private static final int SLACK = 16 * 1024;

    private static final int STRIDE = 256 * 1024;

    /** Bytes that CPython's zipfile decodes at least, so that an error in them counts even if fewer are declared. */
    private static final int LEAST_OF_ZIPFILE = 4096;

    /** How a stream fails that has fewer bytes than declared, and is in order up to there. */
    private static final Set<Reason> ENDS_EARLY = Set.of(Reason.SIZE_MISMATCH, Reason.TRUNCATED_STREAM);

    private final EntryData data;
    private final InflateDecoder decoder;
    private final RetainedOutput output;
    private final InflateLimits limits;
    private final DecodeBudget budget;

    /** The declared size, or what {@link #shorten} replaced it with. */
    private long size;

    private int passes;
    private long readInEarlierPasses;
    private long bytesDecoded;

    /** The error that ended decoding; null before it. */
    private Optional<FormatException> failure = Optional.empty();

    /** The CRC-32 of the first {@link #summed} bytes, in any pass. */
    private final ContentSum sum;

    private long summed;

    /** Where the bytes begin that the next views will be of, and where they end. */
    private long expectedFrom;

    private long expectedTo;

    /** Whether the end of the stream was reached in some pass; {@link #mismatch} is then its error. */
    private boolean endSeen;

    private Optional<FormatException> mismatch = Optional.empty();
    private Optional<StreamEnd> oddEnd = Optional.empty();

    /** @param output not in use by another entry */
    InflatedEntry(
            EntryData data, InflateDecoder decoder, RetainedOutput output, InflateLimits limits, DecodeBudget budget) {
        this.data = data;
        this.size = data.entry().size();
        this.decoder = decoder;
        this.output = output;
        this.limits = limits;
        this.budget = budget;
        this.sum = new ContentSum(data.digest());
        output.clear();
        startPass();
    }

    private void startPass() {
        passes++;
        failure = Optional.empty();
        decoder.start(data.file(), data.offset(), data.entry().compressedSize());
        data.file().expect(data.offset(), Math.min(MEASURED, data.entry().compressedSize()));
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int stride() {
        return STRIDE;
    }

    @Override
    public ReadMode readMode() {
        return ReadMode.WHOLE;
    }

    @Override
    public long bytesDecoded() {
        return bytesDecoded;
    }

    @Override
    public long bytesRead() {
        return readInEarlierPasses + decoder.consumed();
    }

    EntryData data() {
        return data;
    }

    DecodeBudget budget() {
        return budget;
    }

    InflateLimits limits() {
        return limits;
    }

    /** @return bytes decoded from the first on, in this pass */
    long produced() {
        return output.produced();
    }

    /** @return compressed bytes that they took */
    long consumed() {
        return decoder.consumed();
    }

    @Override
    public ByteView view(Format reader, long offset, long length) throws IOException, FormatException {
        ByteSource.checkRange(reader, offset, length, size());
        long end = offset + length;
        bring(end);
        if (end <= limits.head()) {
            while (output.headLength() < end) {
                decode(end);
            }
            return output.headView(reader, (int) offset, (int) length);
        }
        if (length > limits.longestCopy()) {
            throw new FormatException(
                    reader,
                    Reason.LIMIT_VIEW_BYTES,
                    offset,
                    "a view of %d bytes of a deflated entry, we give up to %d".formatted(length, limits.longestCopy()));
        }
        return ByteView.of(ByteBuffer.wrap(copy(reader, offset, (int) length)), reader, offset);
    }

    @Override
    public void expect(long offset, long length) {
        expectedFrom = offset;
        expectedTo = offset + length;
    }

    /**
     * The bytes up to there, or up to the last that is expected, are about as compressed as those before them, or as all are.
     */
    private void bring(long needed) {
        long produced = output.produced();
        if (needed > produced) {
            long end = needed > expectedFrom && needed < expectedTo ? expectedTo : needed;
            long consumed = decoder.consumed();
            double ratio = consumed > MEASURED
                    ? (double) consumed / produced
                    : (double) data.entry().compressedSize() / Math.max(1, size());
            long left = Math.max(0, data.entry().compressedSize() - consumed);
            long length = SLACK + (long) (ratio * (end - produced));
            data.file().expect(data.offset() + consumed, left - length < MEASURED ? left : length);
        }
    }

    private byte[] copy(Format reader, long offset, int length) throws IOException, FormatException {
        // The length may be wrong, so the copy grows as bytes arrive. If there are too few, decoding reports it.
        long most = InflateDecoder.MOST_PER_BYTE * data.entry().compressedSize();
        byte[] copy = new byte[(int) Math.min(length, most)];
        int copied = 0;
        while (copied < length) {
            long at = offset + copied;
            if (output.forgot(at)) {
                decodeAgain(reader, at);
            }
            int count = output.copy(at, copy, copied);
            if (count == 0) {
                bring(offset + length);
                decode(offset + length);
            }
            copied += count;
        }
        return copy;
    }

    private void decodeAgain(Format reader, long at) throws FormatException {
        if (passes == limits.passes()) {
            throw new FormatException(
                    reader,
                    Reason.LIMIT_PASSES,
                    at,
                    "reading it needs the entry to be decoded more than %d times".formatted(limits.passes()));
        }
        readInEarlierPasses += decoder.consumed();
        output.rewind();
        startPass();
    }

    /**
     * Decodes at least one more byte, but none after {@code end}, or finds the end of the stream.
     *
     * @return whether the stream may have more bytes
     */
    private boolean decode(long end) throws IOException, FormatException {
        if (failure.isPresent()) {
            throw failure.get();
        }
        try {
            byte[] target = output.target();
            int room = budget.grant(data, output.to(end) - output.from());
            int count = decodeInto(target, room);
            if (count < room && output.produced() < size()) {
                throw mismatch("the stream ends after %d of %d declared bytes".formatted(output.produced(), size()));
            }
            return count == room;
        } catch (FormatException bad) {
            failure = Optional.of(bad);
            throw bad;
        }
    }

    /** Counts what is decoded, also what precedes an error. */
    private int decodeInto(byte[] target, int room) throws IOException, FormatException {
        long before = decoder.produced();
        try {
            return decoder.decode(target, output.from(), output.from() + room);
        } finally {
            int count = (int) (decoder.produced() - before);
            output.written(count);
            bytesDecoded += count;
            budget.spend(count);
            sum();
        }
    }

    private void sum() {
        long to = Math.min(output.produced(), size());
        if (summed < to) {
            output.sum(sum, summed, to);
            summed = to;
        }
    }

    @Override
    public void verify() throws IOException, FormatException {
        while (!endSeen && output.produced() < size()) {
            decode(size());
        }
        if (!endSeen) {
            Optional<FormatException> end = endMismatch();
            if (data.crcMismatch(sum).isPresent()) {
                mismatch = end.or(() -> data.crcMismatch(sum));
            } else {
                oddEnd = end.map(StreamEnd::of);
            }
            endSeen = true;
        }
        if (mismatch.isPresent()) {
            throw mismatch.get();
        }
    }

    /** What is wrong with the stream after the declared bytes. */
    private Optional<FormatException> endMismatch() throws IOException, FormatException {
        try {
            boolean hasMore = decode(size() + 1);
            while (hasMore && output.produced() < LEAST_OF_ZIPFILE) {
                hasMore = decode(LEAST_OF_ZIPFILE);
            }
        } catch (FormatException bad) {
            if (bad.reason() != Reason.TRUNCATED_STREAM) {
                throw bad; // zlib also reads on up to the next byte of output.
            }
            return Optional.of(bad);
        }
        if (output.produced() > size()) {
            return Optional.of(mismatch("the stream goes on after %d declared bytes".formatted(size())));
        }
        long left = data.entry().compressedSize() - decoder.consumed();
        return left == 0
                ? Optional.empty()
                : Optional.of(mismatch("%d compressed bytes are left over after the final block".formatted(left)));
    }

    @Override
    public Optional<StreamEnd> oddEnd() {
        return oddEnd;
    }

    @Override
    public boolean shorten() {
        boolean missed = output.produced() < size()
                && failure.map(FormatException::reason)
                        .filter(ENDS_EARLY::contains)
                        .isPresent();
        if (!missed || data.crcMismatch(sum).isPresent()) {
            return false;
        }
        oddEnd = failure.map(StreamEnd::of);
        size = output.produced();
        endSeen = true;
        return true;
    }

    private FormatException mismatch(String detail) {
        return data.bad(Reason.SIZE_MISMATCH, decoder.consumed(), detail);
    }
}
