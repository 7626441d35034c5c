package dev.wheelsweep.benchmarks;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.InputFile;
import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.zip.CentralDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;

/** A reader that opens an archive, reads every entry of its directory, and closes it. */
public enum DirectoryContender {
    OURS {
        @Override
        long digest(Path wheel) throws IOException, FormatException {
            long digest = 0;
            try (InputFile file = InputMode.MMAP.open(wheel)) {
                for (var entry : CentralDirectory.read(file).entries()) {
                    digest += digest(entry.name(), entry.size(), entry.compressedSize(), entry.crc32());
                }
            }
            return digest;
        }
    },
    JDK {
        @Override
        long digest(Path wheel) throws IOException {
            long digest = 0;
            try (ZipFile zip = new ZipFile(wheel.toFile())) {
                for (ZipEntry entry : Collections.list(zip.entries())) {
                    digest += digest(entry.getName(), entry.getSize(), entry.getCompressedSize(), entry.getCrc());
                }
            }
            return digest;
        }
    },
    /** Ignores local headers, as the other two do. */
    COMMONS_COMPRESS {
        @Override
        long digest(Path wheel) throws IOException {
            long digest = 0;
            try (var zip = org.apache.commons.compress.archivers.zip.ZipFile.builder()
                    .setPath(wheel)
                    .setIgnoreLocalFileHeader(true)
                    .get()) {
                for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
                    digest += digest(entry.getName(), entry.getSize(), entry.getCompressedSize(), entry.getCrc());
                }
            }
            return digest;
        }
    };

    /** @return a number that depends on every field of every entry, but not on their order */
    abstract long digest(Path wheel) throws IOException, FormatException;

    static long digest(String name, long size, long compressedSize, long crc32) {
        return ((name.hashCode() * 31L + size) * 31L + compressedSize) * 31L + crc32;
    }
}
