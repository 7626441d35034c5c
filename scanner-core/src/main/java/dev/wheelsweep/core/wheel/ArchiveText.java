package dev.wheelsweep.core.wheel;

import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.io.IOException;
import java.util.Collection;

/** What the reader of a dist-info folder needs from the archive. */
public interface ArchiveText {

    /** @return the name of every entry, folders included ({@code "pkg/"}), in the archive's order */
    Collection<String> names();

    /**
     * @param name one of {@link #names}; if several entries have it, the one that CPython reads by that name: the last
     * @param most bytes that the content may have, whatever size is declared
     * @return its content
     * @throws FormatException {@link Reason#LIMIT_TEXT_BYTES} if it has more bytes, which then are not decoded; or an error of
     *     decoding
     * @throws IOException if the machine is at fault
     */
    byte[] bytes(String name, int most) throws IOException, FormatException;

    /**
     * @param name in RECORD
     * @return whether the hash that RECORD has for this name is of use
     */
    default boolean wantsHash(String name) {
        return true;
    }

    /** @return the error for a content of more bytes than allowed */
    static FormatException tooLong(String name, int most) {
        return new FormatException(
                Format.METADATA, Reason.LIMIT_TEXT_BYTES, most, "\"%s\" has more than %d bytes".formatted(name, most));
    }
}
