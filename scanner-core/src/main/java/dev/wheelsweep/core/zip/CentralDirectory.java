package dev.wheelsweep.core.zip;

import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Limits;
import dev.wheelsweep.core.input.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The table of contents of an archive.
 *
 * @param end where the directory is
 * @param headers its headers in order; their extra fields are windows of the file
 * @param entries what each header says about the content, several of one name included; they own their data
 */
public record CentralDirectory(EndOfCentralDirectory end, List<CentralHeader> headers, List<ZipEntry> entries) {
    /**
     * Bytes that a directory may have for each of the most entries: it is read into memory as a whole, and names are
     * kept. Real wheels have up to 150 bytes for an entry, and 2 MB in all.
     */
    static final int BYTES_PER_ENTRY = 64;

    private static final long NEVER_TOO_LONG = 64 << 10;

    public CentralDirectory {
        headers = List.copyOf(headers);
        entries = List.copyOf(entries);
    }

    /** Reads an archive within the limits that every wheel has. */
    public static CentralDirectory read(ByteSource file) throws IOException, FormatException {
        return read(file, Limits.DEFAULT);
    }

    /**
     * Reads the end of the file and the directory; no local header and no data.
     *
     * @param file the whole archive
     * @throws FormatException the reasons of {@link EndOfCentralDirectory#find} and {@link CentralHeader#read}; {@code
     *     LIMIT_ENTRIES} for too many entries, or for a directory of more than {@value #BYTES_PER_ENTRY} bytes for each
     *     of them
     */
    public static CentralDirectory read(ByteSource file, Limits limits) throws IOException, FormatException {
        EndOfCentralDirectory end = EndOfCentralDirectory.find(file);
        long longest = Math.max(NEVER_TOO_LONG, (long) limits.entries() * BYTES_PER_ENTRY);
        if (end.directorySize() > longest) {
            throw new FormatException(
                    Format.ZIP,
                    Reason.LIMIT_ENTRIES,
                    end.directoryOffset(),
                    "a central directory of %d bytes, we read up to %d".formatted(end.directorySize(), longest));
        }
        ByteView directory = file.view(Format.ZIP, end.directoryOffset(), end.directorySize());
        List<CentralHeader> headers = new ArrayList<>();
        long at = 0;
        while (at < directory.length()) {
            if (headers.size() == limits.entries()) {
                throw directory.bad(Reason.LIMIT_ENTRIES, at, "more than %d entries".formatted(limits.entries()));
            }
            CentralHeader header = CentralHeader.read(directory, at, end.prefix());
            headers.add(header);
            at += header.length();
        }
        return new CentralDirectory(end, headers, entries(headers, end.directoryOffset()));
    }

    /**
     * Data must end before the next local header begins: entries that share their data turn a small file into an
     * enormous one. If several central headers point to one local header, only the first of them has room for data, as
     * in CPython 3.13.
     */
    private static List<ZipEntry> entries(List<CentralHeader> headers, long directoryOffset) {
        List<Integer> fromLast = new ArrayList<>(headers.size());
        for (int i = 0; i < headers.size(); i++) {
            fromLast.add(i);
        }
        fromLast.sort(Comparator.comparingLong((Integer i) -> headers.get(i).localOffset())
                .reversed());
        ZipEntry[] entries = new ZipEntry[headers.size()];
        long limit = directoryOffset;
        for (int i : fromLast) {
            entries[i] = headers.get(i).entry(limit);
            // A header declared after the directory must not allow other entries to reach there.
            limit = Math.min(limit, headers.get(i).localOffset());
        }
        return List.of(entries);
    }

    /** @return where the first central header begins in the file, in bytes */
    public long offset() {
        return end.directoryOffset();
    }

    /** @return the names that more than one entry has; CPython reads the last of them, pip installs all in order */
    Set<String> duplicateNames() {
        Set<String> seen = new HashSet<>();
        Set<String> duplicates = new LinkedHashSet<>();
        for (ZipEntry entry : entries) {
            if (!seen.add(entry.name())) {
                duplicates.add(entry.name());
            }
        }
        return duplicates;
    }
}
