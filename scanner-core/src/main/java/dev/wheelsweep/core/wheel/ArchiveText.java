package dev.wheelsweep.core.wheel;

import dev.wheelsweep.core.input.FormatException;
import java.io.IOException;
import java.util.Collection;

/** What the reader of a dist-info folder needs from the archive. */
public interface ArchiveText {

    /** @return the name of every entry, folders included ({@code "pkg/"}), in the archive's order */
    Collection<String> names();

    /**
     * @param name one of {@link #names}; if several entries have it, the one that CPython reads by that name: the last
     * @return its uncompressed size in bytes, as the archive declares it
     */
    long size(String name);

    /**
     * @param name one of {@link #names}, as above
     * @return its content, {@link #size} bytes
     * @throws FormatException if the content cannot be decoded or has another size than declared
     * @throws IOException if the machine is at fault
     */
    byte[] bytes(String name) throws IOException, FormatException;
}
