package dev.wheelsweep.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipMethod;

/** A deflated ELF entry. Commons Compress finds its bytes, so that no contender's input depends on our reader. */
final class DeflatedElf {
    private static final byte[] MAGIC = {0x7f, 'E', 'L', 'F'};

    private final Path wheel;
    private final String name;
    private final long offset;
    private final byte[] compressed;
    private final int size;
    private final long crc32;

    private DeflatedElf(Path wheel, ZipArchiveEntry entry, byte[] compressed) {
        this.wheel = wheel;
        this.name = entry.getName();
        this.offset = entry.getDataOffset();
        this.compressed = compressed;
        this.size = Math.toIntExact(entry.getSize());
        this.crc32 = entry.getCrc();
    }

    /** @return the file that holds it */
    Path wheel() {
        return wheel;
    }

    String name() {
        return name;
    }

    /** @return where its compressed bytes begin in the file */
    long offset() {
        return offset;
    }

    /** @return its compressed bytes, not to be changed */
    byte[] compressed() {
        return compressed;
    }

    /** @return of the uncompressed bytes, unsigned 32 bit */
    long crc32() {
        return crc32;
    }

    /** @return uncompressed bytes */
    int size() {
        return size;
    }

    /** The ELF entries of a wheel, except those of more than {@code largest} bytes. */
    static List<DeflatedElf> of(Path wheel, long largest) throws IOException {
        List<DeflatedElf> entries = new ArrayList<>();
        try (ZipFile zip = ZipFile.builder().setPath(wheel).get()) {
            for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                if (entry.getMethod() == ZipMethod.DEFLATED.getCode()
                        && entry.getSize() <= largest
                        && startsAsElf(zip, entry)) {
                    try (InputStream raw = zip.getRawInputStream(entry)) {
                        entries.add(new DeflatedElf(wheel, entry, raw.readAllBytes()));
                    }
                }
            }
        }
        return entries;
    }

    private static boolean startsAsElf(ZipFile zip, ZipArchiveEntry entry) throws IOException {
        try (InputStream content = zip.getInputStream(entry)) {
            return Arrays.equals(content.readNBytes(MAGIC.length), MAGIC);
        }
    }

    /** @throws IllegalStateException if the first bytes of {@code out} are not the entry's */
    void prove(String contender, byte[] out, int length) {
        CRC32 found = new CRC32();
        found.update(out, 0, length);
        if (length != size || found.getValue() != crc32) {
            throw new IllegalStateException("%s inflates %s in %s to other bytes".formatted(contender, name, wheel));
        }
    }

    /** @return the size of the largest */
    static int largest(List<DeflatedElf> entries) {
        return entries.stream().mapToInt(DeflatedElf::size).max().orElseThrow();
    }
}
