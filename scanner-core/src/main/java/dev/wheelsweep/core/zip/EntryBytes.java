package dev.wheelsweep.core.zip;

import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.FormatException;
import java.io.IOException;

/**
 * The uncompressed bytes of one entry, decoded as far as they are asked for. Offsets count from the start of the entry.
 * Valid until the {@link EntryReader} that made it opens the next one.
 */
public interface EntryBytes extends ByteSource {

    ReadMode readMode();

    /** @return how many uncompressed bytes have been produced so far; bytes decoded twice count twice */
    long bytesDecoded();

    /** @return how many bytes of the file have been asked for so far; bytes asked for twice count twice */
    long bytesRead();

    /**
     * Reads what has not been read yet and compares the number of bytes and their CRC-32 with the central directory.
     *
     * @throws FormatException {@code SIZE_MISMATCH}, {@code CRC_MISMATCH}, or an error of decoding
     */
    void verify() throws IOException, FormatException;
}
