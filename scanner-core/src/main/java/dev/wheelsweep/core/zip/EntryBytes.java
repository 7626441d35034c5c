package dev.wheelsweep.core.zip;

import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.FormatException;
import java.io.IOException;
import java.util.Optional;

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
     * Reads what has not been read yet and compares the CRC-32 of the content with the central directory.
     *
     * @throws FormatException {@code SIZE_MISMATCH} if there are too few bytes, or if the CRC-32 is wrong and the data does
     *     not end where it should; {@code CRC_MISMATCH}; or an error of decoding
     */
    void verify() throws IOException, FormatException;

    /** @return where the data ends, if not where the directory says; known once {@link #verify} has returned */
    Optional<StreamEnd> oddEnd();

    /**
     * Accepts, as zipfile does, that the data has fewer bytes than declared if their CRC-32 is the declared one. Call it
     * after a view or {@link #verify} has failed.
     *
     * @return whether the shorter content is accepted; {@link #size} is its size then
     */
    boolean shorten();

    /** Reads the content of an entry. */
    interface Reading<T> {
        T of(EntryBytes content) throws IOException, FormatException;
    }

    /** Reads the content as zipfile returns it: if it is shorter than declared, a second time with its true size. */
    default <T> T read(Reading<T> reading) throws IOException, FormatException {
        try {
            return reading.of(this);
        } catch (FormatException bad) {
            if (!shorten()) {
                throw bad;
            }
            return reading.of(this);
        }
    }
}
