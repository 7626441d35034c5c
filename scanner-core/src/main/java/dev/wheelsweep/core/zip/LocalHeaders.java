package dev.wheelsweep.core.zip;

import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.zip.ZipFormat.Flag;
import dev.wheelsweep.core.zip.ZipFormat.Method;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The local headers of one archive. Each is read when it is first asked for, and is then remembered, because the audit and
 * the reader of entries both need it. An archive with more than {@value #MOST_REMEMBERED} headers has the others read again.
 */
public final class LocalHeaders {
    private static final int MOST_REMEMBERED = 16 * 1024;

    private final ByteSource file;
    private final Map<Long, Optional<LocalHeader>> byOffset = new HashMap<>();

    /** @param file the whole archive */
    public LocalHeaders(ByteSource file) {
        this.file = file;
    }

    ByteSource file() {
        return file;
    }

    /** @return empty if there is no local header at this place of the file, or the file ends within its fixed part */
    public Optional<LocalHeader> at(long offset) throws IOException, FormatException {
        Optional<LocalHeader> known = byOffset.get(offset);
        if (known != null) {
            return known;
        }
        Optional<LocalHeader> header = LocalHeader.read(file, offset);
        if (byOffset.size() < MOST_REMEMBERED) {
            byOffset.put(offset, header);
        }
        return header;
    }

    /** @return whether a header at this place is remembered */
    public boolean remembers(long offset) {
        return byOffset.getOrDefault(offset, Optional.empty()).isPresent();
    }

    /**
     * @return where the data of an entry of method 8 begins; empty if the entry has another method, is encrypted, or if its two
     *     headers disagree
     */
    public OptionalLong deflatedData(ZipEntry entry) throws IOException {
        if (entry.method() != Method.DEFLATED || (entry.flags() & (Flag.ANY_ENCRYPTION | Flag.PATCHED)) != 0) {
            return OptionalLong.empty();
        }
        try {
            LocalHeader header = of(entry);
            return header.agrees(entry) ? OptionalLong.of(header.dataOffset()) : OptionalLong.empty();
        } catch (FormatException bad) {
            return OptionalLong.empty();
        }
    }

    /**
     * @return the header that precedes the data of the entry
     * @throws FormatException {@code BAD_LOCAL_HEADER} if none is where the central directory says, and the reasons of
     *     {@link LocalHeader#requireBelongsTo}
     */
    LocalHeader of(ZipEntry entry) throws IOException, FormatException {
        Optional<LocalHeader> header = at(entry.headerOffset());
        if (header.isEmpty()) {
            throw LocalHeader.missing(file, entry.headerOffset());
        }
        header.get().requireBelongsTo(entry, file);
        return header.get();
    }
}
