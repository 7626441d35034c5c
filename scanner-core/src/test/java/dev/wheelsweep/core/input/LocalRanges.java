package dev.wheelsweep.core.input;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;

/** A server with one file, in memory. It counts what it is asked, and one of its answers can be wrong. */
public final class LocalRanges implements RangeReader {
    private final byte[] bytes;
    private final Fault fault;
    private final int faulty;
    private long requests;
    private long sent;
    private int trips;
    private boolean closed;

    /** How an answer is wrong. */
    public enum Fault {
        FAILS,
        CUT,
        LACKS_A_RANGE,
        CHANGED,
        VANISHED,
        DENIED;

        /** @return whether the file is the reason, and not a machine: it becomes a row */
        public boolean isState() {
            return this == CHANGED || this == VANISHED || this == DENIED;
        }

        private void raise() throws IOException, FormatException {
            switch (this) {
                case FAILS -> throw new IOException("connection reset");
                case CHANGED -> throw new FormatException(Format.FILE, Reason.FILE_CHANGED, 0, "another ETag");
                case VANISHED -> throw new FormatException(Format.FILE, Reason.FILE_VANISHED, 0, "status 404");
                case DENIED -> throw new FormatException(Format.FILE, Reason.ACCESS_DENIED, 0, "status 403");
                case CUT, LACKS_A_RANGE -> {}
            }
        }
    }

    /** A server whose answers are right. */
    public LocalRanges(byte[] bytes) {
        this(bytes, Fault.FAILS, 0);
    }

    /** @param faulty the round trip whose answer is wrong, from 1 on */
    public LocalRanges(byte[] bytes, Fault fault, int faulty) {
        this.bytes = bytes;
        this.fault = fault;
        this.faulty = faulty;
    }

    /** @return how often the caller waited for an answer */
    public int trips() {
        return trips;
    }

    public boolean isClosed() {
        return closed;
    }

    private boolean isFaulty() throws IOException, FormatException {
        trips++;
        if (trips == faulty) {
            fault.raise();
        }
        return trips == faulty;
    }

    private ByteBuffer part(long offset, int length) {
        requests++;
        sent += length;
        return ByteBuffer.allocate(length).put(bytes, (int) offset, length).flip();
    }

    @Override
    public Start start(int most) throws IOException, FormatException {
        boolean wrong = isFaulty();
        int length = Math.min(most, bytes.length);
        ByteBuffer tail = part(bytes.length - length, length);
        return new Start(stampOf("1"), wrong && length > 0 ? tail.limit(length - 1) : tail);
    }

    @Override
    public List<ByteBuffer> read(List<Range> ranges) throws IOException, FormatException {
        boolean wrong = isFaulty();
        List<ByteBuffer> parts = new ArrayList<>();
        long end = -1;
        for (Range range : ranges) {
            if (range.length() < 1 || range.offset() <= end || range.end() > bytes.length) {
                throw new IllegalArgumentException("not ascending, or not in the file: " + ranges);
            }
            end = range.end();
            parts.add(part(range.offset(), range.length()));
        }
        if (wrong && fault == Fault.CUT) {
            int last = parts.size() - 1;
            parts.get(last).limit(parts.get(last).limit() - 1);
        } else if (wrong) {
            parts.remove(0);
        }
        return parts;
    }

    @Override
    public FileStamp stamp() throws IOException, FormatException {
        return stampOf(isFaulty() ? "2" : "1");
    }

    private FileStamp stampOf(String etag) {
        return new FileStamp(bytes.length, FileTime.fromMillis(0), etag);
    }

    @Override
    public Traffic traffic() {
        return new Traffic(requests, sent);
    }

    @Override
    public void close() {
        closed = true;
    }
}
