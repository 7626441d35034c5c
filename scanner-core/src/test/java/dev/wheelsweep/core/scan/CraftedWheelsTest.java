package dev.wheelsweep.core.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The slowest and the largest wheels that we know how to make end in a report, and in a little heap. */
class CraftedWheelsTest {
    /** MiB of heap in which a program scans an ordinary small wheel. */
    private static final int BASELINE = 4;
    /** MiB that a file may take beyond. */
    private static final int GOAL = 96;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void endsInAReport(CraftedWheel wheel) throws IOException {
        byte[] bytes = wheel.bytes();
        ScanCosts costs = new ScanCosts();
        WheelReport report = costs.scan(wheel.name(), bytes);
        System.out.printf("%d bytes, %s: %s%n", bytes.length, report.status(), costs);
        assertThat(report.status()).isIn(WheelStatus.OK, WheelStatus.LIMIT);
    }

    @Test
    void fitsIntoALittleHeap() throws IOException, InterruptedException {
        assertThat(scannedInAHeapOf(BASELINE + GOAL)).isEqualTo("%d wheels".formatted(CraftedWheel.values().length));
    }

    /** One after the other, by one scanner of a program of its own. */
    private String scannedInAHeapOf(int mebibytes) throws IOException, InterruptedException {
        Path files = Files.createTempDirectory(folder, "wheels");
        for (CraftedWheel wheel : CraftedWheel.values()) {
            Files.write(files.resolve(wheel.name()), wheel.bytes());
        }
        // The young part of the heap is small, so that nearly all of it is there for large arrays.
        return ScannedFolder.told(
                files,
                List.of("-XX:+UseSerialGC", "-Xmn%dm".formatted(BASELINE), "-Xmx%dm".formatted(mebibytes)),
                Map.of());
    }
}
