package dev.wheelsweep.core.scan;

import dev.wheelsweep.core.input.InputMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A program that scans the files of a folder, one after the other, and counts them. */
final class ScannedFolder {
    private ScannedFolder() {}

    public static void main(String[] arguments) throws IOException {
        WheelScanner scanner = new WheelScanner(InputMode.MMAP);
        try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
            List<Path> wheels = files.sorted().toList();
            for (Path wheel : wheels) {
                scanner.scan(wheel, NativeWheel.NAME);
            }
            System.out.printf("%d files%n", wheels.size());
        }
    }
}
