package dev.wheelsweep.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;

/** The lowest cost of reading: no contender of a later stage that reads these bytes can be faster. */
public enum FloorContender {
    /** One byte of each page of a mapping: the cost of the pages alone. */
    TOUCH_PAGES {
        @Override
        long read(Path file) throws IOException {
            try (FileChannel channel = FileChannel.open(file)) {
                ByteBuffer bytes = channel.map(MapMode.READ_ONLY, 0, channel.size());
                long sum = 0;
                for (int at = 0; at < bytes.limit(); at += PAGE) {
                    sum += bytes.get(at);
                }
                return sum;
            }
        }
    },
    /** Every byte of a mapping, in words. */
    READ_MAPPED {
        @Override
        long read(Path file) throws IOException {
            try (FileChannel channel = FileChannel.open(file)) {
                return sum(channel.map(MapMode.READ_ONLY, 0, channel.size()));
            }
        }
    },
    /** Every byte, read into a buffer first. */
    READ_BUFFERED {
        @Override
        long read(Path file) throws IOException {
            ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
            long sum = 0;
            try (FileChannel channel = FileChannel.open(file)) {
                while (fill(channel, buffer)) {
                    sum += sum(buffer);
                }
            }
            return sum;
        }
    };

    private static final int PAGE = 4096;
    private static final int BUFFER = 64 * 1024;

    /** @return a sum that depends on all that was read */
    abstract long read(Path file) throws IOException;

    /** Reads until the buffer is full, so that words always begin at the same offsets in the file. */
    private static boolean fill(FileChannel channel, ByteBuffer buffer) throws IOException {
        buffer.clear();
        int length;
        do {
            length = channel.read(buffer);
        } while (length >= 0 && buffer.hasRemaining());
        return buffer.flip().hasRemaining();
    }

    private static long sum(ByteBuffer buffer) {
        ByteBuffer bytes = buffer.order(ByteOrder.LITTLE_ENDIAN);
        long sum = 0;
        int at = 0;
        for (; at <= bytes.limit() - Long.BYTES; at += Long.BYTES) {
            sum += bytes.getLong(at);
        }
        for (; at < bytes.limit(); at++) {
            sum += bytes.get(at);
        }
        return sum;
    }
}
