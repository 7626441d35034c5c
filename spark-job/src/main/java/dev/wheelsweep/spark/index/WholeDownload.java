package dev.wheelsweep.spark.index;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.RangeReader.Range;
import dev.wheelsweep.spark.index.HttpSession.Question;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** A file in a temporary copy, because its server knows no ranges. Closing it deletes the copy. */
final class WholeDownload implements Closeable {
    private final Path copy;
    private final FileChannel channel;

    private WholeDownload(Path copy, FileChannel channel) {
        this.copy = copy;
        this.channel = channel;
    }

    /** Refuses an answer. */
    interface Check {
        void of(Answer answer) throws IOException, FormatException;
    }

    /**
     * @param requests counts what is sent
     * @param bytes counts what arrives
     * @throws IOException also if the file is larger than {@link HttpAccess#mostWholeBytes}
     */
    static WholeDownload of(HttpSession session, Address address, AtomicLong requests, AtomicLong bytes, Check check)
            throws IOException, FormatException {
        Path copy = Files.createTempFile("wheelsweep", ".whl");
        boolean isKept = false;
        try {
            long most = session.access().mostWholeBytes();
            Question question = new Question(
                    Question.GET,
                    address,
                    Map.of("Accept-Encoding", "identity"),
                    Set.of(Answer.OK),
                    most,
                    Optional.of(copy));
            session.ask(question, requests, answer -> {
                bytes.addAndGet(Files.size(copy));
                check.of(answer);
                if (answer.isCut()) {
                    throw new IOException("it knows no ranges, and the file has more than %d bytes".formatted(most));
                }
                if (answer.length().isPresent() && answer.length().getAsLong() != Files.size(copy)) {
                    throw new EOFException("it sent %d bytes of %d"
                            .formatted(Files.size(copy), answer.length().getAsLong()));
                }
                return answer;
            });
            WholeDownload whole = new WholeDownload(copy, FileChannel.open(copy, StandardOpenOption.READ));
            isKept = true;
            return whole;
        } finally {
            if (!isKept) {
                Files.delete(copy);
            }
        }
    }

    List<ByteBuffer> read(List<Range> ranges) throws IOException {
        List<ByteBuffer> read = new ArrayList<>();
        for (Range range : ranges) {
            read.add(read(range));
        }
        return read;
    }

    ByteBuffer read(Range range) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(range.length());
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, range.offset() + bytes.position()) < 0) {
                throw new EOFException("the temporary copy was cut off: " + copy);
            }
        }
        return bytes.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(copy);
    }
}
