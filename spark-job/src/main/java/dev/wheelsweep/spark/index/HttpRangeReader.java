package dev.wheelsweep.spark.index;

import static java.util.stream.Collectors.joining;

import dev.wheelsweep.core.input.FileStamp;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.RangeReader;
import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.spark.index.HttpSession.Question;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A file on an HTTP server, read by range requests (RFC 9110 section 14), several of them at a time. Many ranges are one
 * request if the server can answer that; from other servers each request asks for one range, which holds those that are near
 * each other and what is between them. Each answer must hold what was asked for, of the state of the file that the first
 * answer had. A file whose server knows no ranges is downloaded whole.
 *
 * <p>Caches are asked for one range at a time: those that keep large files in pieces (Fastly's, which PyPI uses) refuse other
 * requests or fetch the whole file for them.
 */
public final class HttpRangeReader implements RangeReader {
    private static final String WEAK = "W/";

    /** Bytes between two ranges that are read and dropped, even if few requests are allowed. */
    private static final long MOST_BETWEEN = 128 << 10;

    private final HttpSession session;
    private final Address address;
    private final OptionalLong listedSize;
    private final long between;
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private Optional<FileStamp> pinned = Optional.empty();
    private boolean isThroughCache;
    private Optional<WholeDownload> whole = Optional.empty();

    /** @param listedSize bytes; a file of another size counts as changed */
    public HttpRangeReader(HttpSession session, Address address, OptionalLong listedSize) {
        this.session = session;
        this.address = address;
        this.listedSize = listedSize;
        this.between = Math.min(MOST_BETWEEN, session.access().bytesOfARequest());
    }

    @Override
    public Start start(int most) throws IOException, FormatException {
        Answer answer = asked(lastBytes(listedSize, most), most, it -> isWithoutCounting(it) ? it : checkStart(it));
        if (isWithoutCounting(answer)) {
            answer = asked(lastBytes(OptionalLong.of(askedSize()), most), most, this::checkStart);
        }
        FileStamp stamp = answer.stamp();
        checkListedSize(stamp.size());
        isThroughCache = answer.isThroughCache();
        pinned = Optional.of(stamp);
        return new Start(stamp, answer.isCut() ? wholeTail(stamp, most) : answer.body());
    }

    /** By their offsets if the size is known: caches that keep a file in pieces refuse a range that counts from the end. */
    private static String lastBytes(OptionalLong size, int most) {
        if (size.isEmpty() || size.getAsLong() == 0) {
            return "bytes=-" + most;
        }
        int length = (int) Math.min(most, size.getAsLong());
        return text(new Range(size.getAsLong() - length, length));
    }

    /** Asks for one byte, because the answer has the size of the file. */
    private long askedSize() throws IOException, FormatException {
        return asked(text(new Range(0, 1)), 1, answer -> {
            refuse(answer);
            return answer.fileSize();
        });
    }

    /** @return whether the server does not know ranges that count from the end, which it was asked for */
    private boolean isWithoutCounting(Answer answer) {
        return listedSize.isEmpty() && answer.status() == Answer.NOT_IMPLEMENTED;
    }

    private static String text(Range range) {
        return "bytes=" + ends(range);
    }

    private static String ends(Range range) {
        return "%d-%d".formatted(range.offset(), range.end() - 1);
    }

    private ByteBuffer wholeTail(FileStamp stamp, int most) throws IOException, FormatException {
        int length = (int) Math.min(most, stamp.size());
        return downloaded().read(new Range(stamp.size() - length, length));
    }

    private Answer checkStart(Answer answer) throws IOException, FormatException {
        refuse(answer);
        switch (answer.status()) {
            case Answer.OK -> {
                if (answer.length().isEmpty()) {
                    throw new IOException("it did not say how long the file is");
                }
            }
            case Answer.PARTIAL_CONTENT -> {
                ContentRange range = answer.range();
                checkListedSize(range.size());
                if (range.last() != range.size() - 1) {
                    throw new IOException("it sent other bytes than the last ones");
                }
            }
            case Answer.RANGE_NOT_SATISFIABLE -> {
                checkListedSize(answer.range().size());
                if (answer.range().size() != 0) {
                    throw new IOException("it refused the last bytes of a file of %d bytes"
                            .formatted(answer.range().size()));
                }
            }
            default -> throw unexpected(answer);
        }
        return answer;
    }

    private void checkListedSize(long size) throws FormatException {
        if (listedSize.isPresent() && listedSize.getAsLong() != size) {
            throw changed("%d bytes when it was listed, %d bytes now".formatted(listedSize.getAsLong(), size));
        }
    }

    @Override
    public List<ByteBuffer> read(List<Range> ranges) throws IOException, FormatException {
        if (whole.isPresent()) {
            return whole.get().read(ranges);
        }
        if (ranges.size() > 1 && !isThroughCache && session.maySendSeveralRanges(address)) {
            Optional<List<ByteBuffer>> several = several(ranges);
            if (several.isPresent()) {
                return several.get();
            }
            session.sendsOneRange(address);
        }
        return each(ranges);
    }

    /** @return empty if the server does not answer requests for several ranges with just these */
    private Optional<List<ByteBuffer>> several(List<Range> ranges) throws IOException, FormatException {
        List<ByteBuffer> read = new ArrayList<>();
        for (Optional<List<ByteBuffer>> parts : session.inParallel(RangeGroups.ofAnswer(ranges), this::atOnce)) {
            if (parts.isEmpty()) {
                return Optional.empty();
            }
            read.addAll(parts.get());
        }
        return Optional.of(read);
    }

    /** @return the same for one request */
    private Optional<List<ByteBuffer>> atOnce(List<Range> ranges) throws IOException, FormatException {
        if (ranges.size() == 1) {
            return part(ranges.get(0)).map(List::of);
        }
        String text = ranges.stream().map(HttpRangeReader::ends).collect(joining(",", "bytes=", ""));
        long most = ranges.stream()
                .mapToLong(range -> range.length() + MultipartRanges.MOST_AROUND_A_PART)
                .sum();
        try {
            return asked(text, Set.of(Answer.PARTIAL_CONTENT), most, answer -> {
                refuse(answer);
                if (answer.status() == Answer.OK) {
                    checkPinned(answer);
                }
                if (answer.status() != Answer.PARTIAL_CONTENT) {
                    return Optional.empty();
                }
                Optional<List<MultipartRanges.Part>> parts = MultipartRanges.of(answer);
                for (MultipartRanges.Part part : parts.orElse(List.of())) {
                    checkPinned(answer, part.range().size());
                }
                return parts.flatMap(all -> picked(ranges, all));
            });
        } catch (FormatException state) {
            if (state.reason() == Reason.SERVER_FAILED) {
                return Optional.empty(); // It may fail at such requests only.
            }
            throw state;
        }
    }

    /** @return a copy of each range; empty if one is missing */
    private static Optional<List<ByteBuffer>> picked(List<Range> ranges, List<MultipartRanges.Part> parts) {
        List<ByteBuffer> picked = new ArrayList<>();
        for (Range range : ranges) {
            for (MultipartRanges.Part part : parts) {
                if (part.range().first() <= range.offset()
                        && range.end() - 1 <= part.range().last()) {
                    // A slice would keep the other parts in memory too.
                    byte[] copy = new byte[range.length()];
                    part.bytes().get((int) (range.offset() - part.range().first()), copy);
                    picked.add(ByteBuffer.wrap(copy));
                    break;
                }
            }
        }
        return picked.size() == ranges.size() ? Optional.of(picked) : Optional.empty();
    }

    /** Asks for one range at a time. */
    private List<ByteBuffer> each(List<Range> ranges) throws IOException, FormatException {
        List<List<Range>> joined = RangeGroups.near(ranges, between);
        List<Optional<ByteBuffer>> parts = session.inParallel(joined, near -> part(around(near)));
        List<ByteBuffer> read = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            List<Range> near = joined.get(i);
            if (parts.get(i).isEmpty()) {
                read.addAll(downloaded().read(near));
            } else if (near.size() == 1) {
                read.add(parts.get(i).get());
            } else {
                for (Range range : near) {
                    int from = (int) (range.offset() - near.get(0).offset());
                    // A copy: a slice would keep the bytes between the ranges in memory too.
                    read.add(ByteBuffer.wrap(
                            Arrays.copyOfRange(parts.get(i).get().array(), from, from + range.length())));
                }
            }
        }
        return read;
    }

    private static Range around(List<Range> near) {
        long from = near.get(0).offset();
        return new Range(from, (int) (near.get(near.size() - 1).end() - from));
    }

    /** @return empty if the server sends the whole file, in the pinned state */
    private Optional<ByteBuffer> part(Range range) throws IOException, FormatException {
        Answer answer = asked(text(range), range.length(), it -> {
            refuse(it);
            if (it.status() == Answer.OK || it.status() == Answer.PARTIAL_CONTENT) {
                checkPinned(it);
            }
            if (it.status() == Answer.PARTIAL_CONTENT) {
                ContentRange sent = it.range();
                if (sent.first() != range.offset() || sent.length() != range.length()) {
                    throw new IOException("it sent other bytes than it was asked for");
                }
            } else if (it.status() == Answer.RANGE_NOT_SATISFIABLE) {
                checkSize(it.range().size());
                throw unexpected(it);
            } else if (it.status() != Answer.OK) {
                throw unexpected(it);
            }
            return it;
        });
        boolean isPart = answer.status() == Answer.PARTIAL_CONTENT;
        return isPart ? Optional.of(answer.body()) : Optional.empty();
    }

    private <T> T asked(String range, long most, HttpSession.Reading<T> reading) throws IOException, FormatException {
        return asked(range, Set.of(Answer.OK, Answer.PARTIAL_CONTENT), most, reading);
    }

    /**
     * @param wanted statuses whose body is read
     * @param most bytes of it
     */
    private <T> T asked(String range, Set<Integer> wanted, long most, HttpSession.Reading<T> reading)
            throws IOException, FormatException {
        Map<String, String> headers = new HashMap<>();
        headers.put("Range", range);
        // A server that compresses on the way would send ranges of other bytes.
        headers.put("Accept-Encoding", "identity");
        pinned.map(FileStamp::key)
                .filter(etag -> !etag.isEmpty() && !etag.startsWith(WEAK))
                .ifPresent(etag -> headers.put("If-Range", etag));
        Question question = new Question(Question.GET, address, headers, wanted, most, Optional.empty());
        try {
            return session.ask(question, requests, answer -> {
                bytes.addAndGet(answer.body().remaining());
                return reading.of(answer);
            });
        } catch (NoAnswerException failing) {
            throw failed(failing);
        }
    }

    private static FormatException failed(NoAnswerException failing) {
        return new FormatException(Format.FILE, Reason.SERVER_FAILED, 0, failing.getMessage());
    }

    private WholeDownload downloaded() throws IOException, FormatException {
        if (whole.isEmpty()) {
            try {
                whole = Optional.of(WholeDownload.of(session, address, requests, bytes, answer -> {
                    refuse(answer);
                    if (answer.status() != Answer.OK) {
                        throw unexpected(answer);
                    }
                    checkPinned(answer);
                }));
            } catch (NoAnswerException failing) {
                throw failed(failing);
            }
        }
        return whole.get();
    }

    private static void refuse(Answer answer) throws FormatException {
        if (answer.isMissing()) {
            throw new FormatException(
                    Format.FILE, Reason.FILE_VANISHED, 0, "the server answers with status " + answer.status());
        }
        if (answer.isRefused()) {
            throw new FormatException(
                    Format.FILE, Reason.ACCESS_DENIED, 0, "the server answers with status " + answer.status());
        }
        if (answer.status() == Answer.PRECONDITION_FAILED) {
            throw changed("the server has another state of the file");
        }
    }

    private void checkPinned(Answer answer) throws IOException, FormatException {
        checkPinned(answer, answer.fileSize());
    }

    private void checkPinned(Answer answer, long size) throws FormatException {
        FileStamp before = pinned.orElseThrow();
        FileStamp now = answer.stamp(size);
        checkSize(size);
        // An answer to If-Range needs no Last-Modified (RFC 9110 section 15.3.7).
        boolean isTagged = !before.key().isEmpty() && !now.key().isEmpty();
        if (!(isTagged ? now.key().equals(before.key()) : now.modified().equals(before.modified()))) {
            throw changed("ETag %s of %s before, ETag %s of %s after"
                    .formatted(before.key(), before.modified(), now.key(), now.modified()));
        }
    }

    private void checkSize(long now) throws FormatException {
        long before = pinned.orElseThrow().size();
        if (now != before) {
            throw changed("%d bytes before, %d bytes after".formatted(before, now));
        }
    }

    private static FormatException changed(String how) {
        return new FormatException(Format.FILE, Reason.FILE_CHANGED, 0, how);
    }

    private static IOException unexpected(Answer answer) {
        return new IOException("it answered with status %d".formatted(answer.status()));
    }

    /** Every answer is compared with the first one. */
    @Override
    public FileStamp stamp() {
        return pinned.orElseThrow();
    }

    @Override
    public Traffic traffic() {
        return new Traffic(requests.get(), bytes.get());
    }

    @Override
    public void close() throws IOException {
        if (whole.isPresent()) {
            whole.get().close();
        }
    }
}
