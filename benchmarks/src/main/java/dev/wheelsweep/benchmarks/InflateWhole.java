package dev.wheelsweep.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The program to compare with: {@code java.util.zip} inflates every ELF entry of all wheels of some folders whole, in
 * one thread, and does nothing with the bytes. Prints their number.
 */
public final class InflateWhole {
    private static final byte[] MAGIC = {0x7f, 'E', 'L', 'F'};
    private static final int PIECE = 64 * 1024;

    private InflateWhole() {}

    /** @param folders with wheels */
    public static void main(String[] folders) throws IOException {
        byte[] piece = new byte[PIECE];
        long bytes = 0;
        for (Path wheel :
                Corpus.wheelsIn(List.of(folders).stream().map(Path::of).toList())) {
            try (ZipFile zip = new ZipFile(wheel.toFile())) {
                for (ZipEntry entry : Collections.list(zip.entries())) {
                    bytes += inflateElf(zip, entry, piece);
                }
            }
        }
        System.out.println(bytes);
    }

    private static long inflateElf(ZipFile zip, ZipEntry entry, byte[] piece) throws IOException {
        try (InputStream content = zip.getInputStream(entry)) {
            int length = content.readNBytes(piece, 0, MAGIC.length);
            if (length < MAGIC.length || !Arrays.equals(piece, 0, length, MAGIC, 0, MAGIC.length)) {
                return 0;
            }
            long bytes = length;
            for (length = content.read(piece); length >= 0; length = content.read(piece)) {
                bytes += length;
            }
            return bytes;
        }
    }
}
