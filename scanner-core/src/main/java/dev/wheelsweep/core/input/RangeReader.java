package dev.wheelsweep.core.input;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * One file of an object store, of a distributed file system or of an HTTP server, read by ranges over the network. {@link
 * RangedFile} makes an {@link InputFile} of it: it decides what is asked for, joins neighbouring ranges and keeps what
 * came. An implementation only asks and checks the answers.
 *
 * <p>One thread uses a reader: {@link #start} once, then {@link #read} and {@link #stamp} in any order, then {@link
 * #close}.
 *
 * <p>Errors, of every method: {@link IOException} if the machine or the network failed, an answer was cut short or
 * carries other bytes than asked for; the wheel is then read again. An implementation may try again by itself before. {@link
 * FormatException} of {@link Format#FILE} if the state of the file is the reason: {@link Reason#FILE_VANISHED} (it is not
 * there any more), {@link Reason#ACCESS_DENIED} (the server refuses), {@link Reason#FILE_CHANGED} (an answer is of another
 * state of the file than the first one was), {@link Reason#NOT_A_REGULAR_FILE}; it becomes a row.
 */
public interface RangeReader extends Closeable {

    /**
     * Bytes to be read.
     *
     * @param offset of the first, from the start of the file
     * @param length at least 1; never beyond the end of the file
     */
    record Range(long offset, int length) {
        /** @return the offset of the byte after the last */
        public long end() {
            return offset + length;
        }
    }

    /**
     * The first answer.
     *
     * @param stamp the state of the file: its size, its modification time (the epoch if there is none) and, as key, its
     *     ETag or version (empty if there is none). If any of them differs later, the file has changed
     * @param tail the last bytes of the file, as many as were asked for or the whole file
     */
    record Start(FileStamp stamp, ByteBuffer tail) {}

    /**
     * What crossed the network up to now.
     *
     * @param requests that were sent, retries and those for the stamp included
     * @param bytes of the file that arrived, those that nobody asked for included; no headers
     */
    record Traffic(long requests, long bytes) {}

    /**
     * Asks for the size, the state and the last bytes of the file; with one request, where the protocol can.
     *
     * @param most bytes of the tail
     */
    Start start(int most) throws IOException, FormatException;

    /**
     * Reads several ranges at once, in one round trip where the protocol can: the caller needs all of them before it
     * goes on.
     *
     * @param ranges ascending; they neither overlap nor touch, and are in the file as {@link #start} described it
     * @return a buffer for each range, in the same order, that holds exactly its bytes between position and limit. The
     *     reader neither changes it nor uses it again
     */
    List<ByteBuffer> read(List<Range> ranges) throws IOException, FormatException;

    /**
     * The state of the file after the last read. A reader that demands the state of {@link #start} with every request, and
     * whose server refuses when it differs ({@code If-Match}), or whose every answer carries the state and is compared,
     * needs no request for it.
     */
    FileStamp stamp() throws IOException, FormatException;

    /** @return what crossed the network since the reader was made */
    Traffic traffic();
}
