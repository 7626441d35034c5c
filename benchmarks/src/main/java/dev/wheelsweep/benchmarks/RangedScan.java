package dev.wheelsweep.benchmarks;

import dev.wheelsweep.core.input.FileStamp;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.input.RangeReader;
import dev.wheelsweep.core.scan.Repeats;
import dev.wheelsweep.core.scan.Verification;
import dev.wheelsweep.core.scan.WheelReport;
import dev.wheelsweep.core.scan.WheelScanner;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Counts what reading wheels over a network takes: local files are read by ranges, as those of a server. Prints the share of
 * the bytes that cross, and how often the reader waits for an answer.
 */
final class RangedScan {
    private static final int PERCENT = 100;

    private RangedScan() {}

    /** A local file as a server would have it. */
    private static final class CountedRanges implements RangeReader {
        private final Path path;
        private final FileChannel file;
        private long requests;
        private long bytes;
        private int trips;

        CountedRanges(Path path) throws IOException {
            this.path = path;
            this.file = FileChannel.open(path);
        }

        private ByteBuffer part(long offset, int length) throws IOException {
            ByteBuffer part = ByteBuffer.allocate(length);
            while (part.hasRemaining()) {
                if (file.read(part, offset + part.position()) < 0) {
                    throw new IOException(path + " has become shorter");
                }
            }
            requests++;
            bytes += length;
            return part.flip();
        }

        @Override
        public Start start(int most) throws IOException, FormatException {
            trips++;
            int length = (int) Math.min(most, file.size());
            return new Start(stamp(), part(file.size() - length, length));
        }

        @Override
        public List<ByteBuffer> read(List<Range> ranges) throws IOException {
            trips++;
            List<ByteBuffer> parts = new ArrayList<>();
            for (Range range : ranges) {
                parts.add(part(range.offset(), range.length()));
            }
            return parts;
        }

        @Override
        public FileStamp stamp() throws IOException, FormatException {
            return FileStamp.of(path);
        }

        @Override
        public Traffic traffic() {
            return new Traffic(requests, bytes);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    /** @param arguments folders */
    public static void main(String[] arguments) throws IOException {
        WheelScanner scanner = new WheelScanner(InputMode.MMAP, Verification.NONE, Repeats.none());
        List<Path> wheels =
                Corpus.wheelsIn(Arrays.stream(arguments).map(Path::of).toList());
        long[] trips = new long[wheels.size()];
        long[] requests = new long[wheels.size()];
        long size = 0;
        long bytes = 0;
        for (int i = 0; i < wheels.size(); i++) {
            CountedRanges ranges = new CountedRanges(wheels.get(i));
            size += ranges.file.size();
            WheelReport report =
                    scanner.scan(ranges, wheels.get(i).getFileName().toString());
            trips[i] = ranges.trips;
            requests[i] = ranges.requests;
            bytes += report.cost().bytesRead();
        }
        System.out.printf(
                "%d wheels of %d bytes; %.1f %% of them crossed%n",
                wheels.size(), size, PERCENT * (double) bytes / size);
        print("round trips", trips);
        print("requests", requests);
    }

    private static void print(String what, long[] counts) {
        Arrays.sort(counts);
        System.out.printf(
                "%s per wheel: median %d, three quarters %d, nine tenths %d, most %d, mean %.1f%n",
                what,
                counts[counts.length / 2],
                counts[counts.length * 3 / 4],
                counts[counts.length * 9 / 10],
                counts[counts.length - 1],
                Arrays.stream(counts).average().orElse(0));
    }
}
