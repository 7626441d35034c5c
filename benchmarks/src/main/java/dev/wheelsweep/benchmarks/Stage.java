package dev.wheelsweep.benchmarks;

import dev.wheelsweep.core.input.InputMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The benchmarks in the order of a scan, each with the bytes of one operation and the contender to which the others are
 * compared.
 */
enum Stage {
    FLOOR("floor", ReadFloorBenchmark.class, FloorContender.READ_MAPPED, FloorContender.values()) {
        @Override
        long bytes() throws IOException {
            return drawnBytes();
        }
    },
    DIRECTORY(
            "central directory", CentralDirectoryBenchmark.class, DirectoryContender.JDK, DirectoryContender.values()) {
        @Override
        long bytes() throws IOException {
            return drawnBytes();
        }
    },
    INFLATE(
            "inflate",
            InflateBenchmark.class,
            InflateContender.JDK,
            Stream.of(InflateContender.values())
                    .filter(InflateContender::isThere)
                    .toArray(InflateContender[]::new)) {
        @Override
        long bytes() throws IOException {
            return inflatedBytes();
        }
    },
    ELF_FACTS("ELF facts", ElfFactsBenchmark.class, ElfFactsContender.WHOLE_BY_JDK, ElfFactsContender.values()) {
        @Override
        long bytes() throws IOException {
            return inflatedBytes();
        }
    },
    WHEEL("wheel", WheelScanBenchmark.class, InputMode.READ, InputMode.values()) {
        @Override
        long bytes() throws IOException {
            return drawnBytes();
        }
    };

    /** The name of every benchmark's parameter. */
    static final String CONTENDER = "contender";

    final String title;
    final Class<?> benchmark;
    /** The contender that ratios refer to. */
    final String baseline;

    private final Enum<?>[] contenders;

    Stage(String title, Class<?> benchmark, Enum<?> baseline, Enum<?>... contenders) {
        this.title = title;
        this.benchmark = benchmark;
        this.baseline = baseline.name();
        this.contenders = contenders;
    }

    /** @return the bytes that one operation works on: of wheels, or of inflated entries */
    abstract long bytes() throws IOException;

    /** @return those that run on this machine */
    String[] contenders() {
        return Arrays.stream(contenders).map(Enum::name).toArray(String[]::new);
    }

    private static long drawnBytes() throws IOException {
        long bytes = 0;
        for (Path wheel : Corpus.drawnWheels()) {
            bytes += Files.size(wheel);
        }
        return bytes;
    }

    private static long inflatedBytes() throws IOException {
        List<DeflatedElf> entries = Corpus.drawnEntries();
        return entries.stream().mapToLong(DeflatedElf::size).sum();
    }
}
