package dev.wheelsweep.core.scan;

import dev.wheelsweep.core.input.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A scanner of wheels that exist in memory only; one empty real file is the path of all of them. */
final class ScannedBytes {
    private static final Path STAND_IN = standIn();

    private byte[] bytes = {};
    private final WheelScanner scanner;

    ScannedBytes() {
        this(Verification.NONE);
    }

    ScannedBytes(Verification verification) {
        scanner = new WheelScanner(path -> new HeapFile(bytes), verification, Limits.DEFAULT);
    }

    /** @return the report, without its times */
    WheelReport scan(byte[] wheel) throws IOException {
        bytes = wheel;
        return WheelScannerTest.untimed(scanner.scan(STAND_IN));
    }

    private static Path standIn() {
        try {
            Path folder = Files.createTempDirectory("wheels");
            Path file = Files.createFile(folder.resolve(NativeWheel.NAME));
            folder.toFile().deleteOnExit();
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
