package dev.wheelsweep.benchmarks;

import dev.wheelsweep.core.input.FileStamp;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.input.RangeReader;
import dev.wheelsweep.core.input.RangeReader.Range;
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
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts what reading wheels over a network takes: local files are read by ranges, as those of a server. Prints the share of
 * the bytes that cross, how often the reader waits for an answer and what for, in which places of the wheels the bytes are, and what would
 * cross if ranges near each other were joined.
 */
final class RangedScan {
    private static final int PERCENT = 100;

    /** Wheels of most round trips that are listed. */
    private static final int MOST_WAITING = 10;

    /** Bytes between two ranges that a client could read and drop. */
    private static final List<Integer> GAPS = List.of(2 << 10, 8 << 10, 16 << 10, 32 << 10, 64 << 10, 128 << 10);

    private RangedScan() {}

    /** A local file as a server would have it. */
    private static final class CountedRanges implements RangeReader {
        private final Path path;
        private final FileChannel file;
        private long requests;
        private long bytes;
        private final List<List<Range>> trips = new ArrayList<>();
        private final Map<Waiting, Integer> waits = new EnumMap<>(Waiting.class);

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
            int length = (int) Math.min(most, file.size());
            trips.add(List.of(new Range(file.size() - length, length)));
            return new Start(stamp(), part(file.size() - length, length));
        }

        @Override
        public List<ByteBuffer> read(List<Range> ranges) throws IOException {
            trips.add(List.copyOf(ranges));
            waits.merge(Waiting.now(), 1, Integer::sum);
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
    public static void main(String[] arguments) throws IOException, FormatException {
        WheelScanner scanner = new WheelScanner(InputMode.MMAP, Verification.NONE, Repeats.none());
        List<Path> wheels =
                Corpus.wheelsIn(Arrays.stream(arguments).map(Path::of).toList());
        long[] trips = new long[wheels.size()];
        long[] requests = new long[wheels.size()];
        Map<String, Long> places = new TreeMap<>();
        Map<Waiting, Integer> waits = new EnumMap<>(Waiting.class);
        List<String> waiting = new ArrayList<>();
        Map<Integer, RangeReader.Traffic> joined = new TreeMap<>();
        long size = 0;
        long bytes = 0;
        for (int i = 0; i < wheels.size(); i++) {
            CountedRanges ranges = new CountedRanges(wheels.get(i));
            size += ranges.file.size();
            WheelReport report =
                    scanner.scan(ranges, wheels.get(i).getFileName().toString());
            trips[i] = ranges.trips.size();
            requests[i] = ranges.requests;
            ranges.waits.forEach((what, count) -> waits.merge(what, count, Integer::sum));
            waiting.add("%3d %s %s".formatted(ranges.trips.size(), wheels.get(i).getFileName(), ranges.waits));
            bytes += report.cost().bytesRead();
            CrossedBytes.of(wheels.get(i), report, ranges.trips)
                    .forEach((place, count) -> places.merge(place, count, Long::sum));
            for (int gap : GAPS) {
                joined.merge(gap, joined(ranges.trips, gap), RangedScan::sum);
            }
        }
        System.out.printf(
                "%d wheels of %d bytes; %.1f %% of them crossed%n",
                wheels.size(), size, PERCENT * (double) bytes / size);
        print("round trips", trips);
        print("ranges", requests);
        waits.forEach((wait, count) -> System.out.printf("%5d round trips %s: %s%n", count, wait, wait.what()));
        waiting.stream().sorted(Comparator.reverseOrder()).limit(MOST_WAITING).forEach(System.out::println);
        for (Map.Entry<String, Long> place : places.entrySet()) {
            System.out.printf("%5.2f %% %s%n", PERCENT * (double) place.getValue() / size, place.getKey());
        }
        for (Map.Entry<Integer, RangeReader.Traffic> gap : joined.entrySet()) {
            System.out.printf(
                    "joined across %d KiB: %.1f %% crossed, %.1f requests per wheel%n",
                    gap.getKey() >> 10,
                    PERCENT * (double) gap.getValue().bytes() / size,
                    (double) gap.getValue().requests() / wheels.size());
        }
    }

    private static RangeReader.Traffic sum(RangeReader.Traffic one, RangeReader.Traffic other) {
        return new RangeReader.Traffic(one.requests() + other.requests(), one.bytes() + other.bytes());
    }

    /** What crosses if ranges of one round trip that are near each other are one request. */
    private static RangeReader.Traffic joined(List<List<Range>> trips, int gap) {
        long requests = 0;
        long bytes = 0;
        for (List<Range> ranges : trips) {
            long end = Long.MIN_VALUE / 2;
            for (Range range : ranges) {
                boolean isNear = range.offset() - end <= gap;
                requests += isNear ? 0 : 1;
                bytes += range.end() - (isNear ? end : range.offset());
                end = range.end();
            }
        }
        return new RangeReader.Traffic(requests, bytes);
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
