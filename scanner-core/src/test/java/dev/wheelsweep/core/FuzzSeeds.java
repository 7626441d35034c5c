package dev.wheelsweep.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files that fuzzing starts from, and that an ordinary build tries fuzz targets on. */
public final class FuzzSeeds {
    /** Larger seeds slow a fuzzer down and add nothing. */
    private static final long LARGEST = 64 << 10;

    private FuzzSeeds() {}

    /**
     * @param kind a folder of {@code conformance}: zip, deflate or elf
     * @return the files in it; none without {@code -Dwheelsweep.shared}
     */
    public static List<byte[]> conformance(String kind) throws IOException {
        Path folder = Path.of(System.getProperty("wheelsweep.shared", ""), "conformance", kind);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> sorted = files.sorted().toList();
            List<byte[]> contents = new ArrayList<>();
            for (Path file : sorted) {
                if (Files.size(file) <= LARGEST) {
                    contents.add(Files.readAllBytes(file));
                }
            }
            return contents;
        }
    }
}
