package dev.wheelsweep.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The wheels that are measured, and the ELF entries drawn from them. */
final class Corpus {
    /** Folders with real wheels, separated by colons. */
    static final String WHEELS = "wheelsweep.wheels";

    /** Inflated MiB that one operation of a benchmark works on; for whole wheels, MiB of their files. */
    static final String MIB = "wheelsweep.benchmarks.mib";

    /** The folder in which wheels are made if there are no real ones. */
    static final String GENERATED = "wheelsweep.benchmarks.generated";

    private static final int DEFAULT_MIB = 96;
    private static final int SEED = 20261122;
    private static final String SUFFIX = ".whl";

    private Corpus() {}

    /** All wheels, in the order of their paths. */
    static List<Path> wheels() throws IOException {
        String folders = System.getProperty(WHEELS, "");
        if (folders.isEmpty()) {
            return GeneratedWheels.in(Path.of(System.getProperty(GENERATED, "target/generated-wheels")));
        }
        return wheelsIn(
                Pattern.compile(":").splitAsStream(folders).map(Path::of).toList());
    }

    /** The wheels under folders, in the order of their paths. */
    static List<Path> wheelsIn(List<Path> folders) throws IOException {
        List<Path> wheels = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> file.toString().endsWith(SUFFIX)).forEach(wheels::add);
            } catch (UncheckedIOException unreadable) {
                throw unreadable.getCause();
            }
        }
        Collections.sort(wheels);
        return wheels;
    }

    /** Wheels drawn at random, the same in every run, that fit in the bytes of an operation. */
    static List<Path> drawnWheels() throws IOException {
        return drawn(wheels(), mostBytes());
    }

    /** Wheels drawn at random, the same in every run, that fit in so many bytes. */
    static List<Path> drawn(List<Path> wheels, long most) throws IOException {
        List<Path> drawn = new ArrayList<>();
        long left = most;
        for (Path wheel : shuffled(wheels)) {
            long size = Files.size(wheel);
            if (size <= left) {
                drawn.add(wheel);
                left -= size;
            }
        }
        return drawn;
    }

    /** ELF entries of wheels drawn at random, the same in every run, that fit in the bytes of an operation. */
    static List<DeflatedElf> drawnEntries() throws IOException {
        List<DeflatedElf> candidates = new ArrayList<>();
        long most = mostBytes();
        // Draws from wheels of twice the bytes, so that no single wheel provides everything.
        long left = 2 * most;
        for (Path wheel : shuffled(wheels())) {
            for (DeflatedElf entry : DeflatedElf.of(wheel, most / 2)) {
                candidates.add(entry);
                left -= entry.size();
            }
            if (left < 0) {
                break;
            }
        }
        List<DeflatedElf> drawn = new ArrayList<>();
        left = most;
        for (DeflatedElf entry : shuffled(candidates)) {
            if (entry.size() <= left) {
                drawn.add(entry);
                left -= entry.size();
            }
        }
        return drawn;
    }

    private static long mostBytes() {
        return (long) Integer.getInteger(MIB, DEFAULT_MIB) << 20;
    }

    private static <T> List<T> shuffled(List<T> ordered) {
        List<T> shuffled = new ArrayList<>(ordered);
        Collections.shuffle(shuffled, new Random(SEED));
        return shuffled;
    }
}
