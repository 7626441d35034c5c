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

/** The slowest and the largest wheels that we can make are scanned to a report, with a small heap. */
class CraftedWheelsTest {
    /** MiB of heap in which a program scans an ordinary small wheel. */
    private static final int BASELINE = 4;
    /** More MiB that a file may take. */
    private static final int GOAL = 96;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void everyCraftedWheelGivesAReport(CraftedWheel wheel) throws IOException {
        byte[] bytes = wheel.bytes();
        ScanCosts costs = new ScanCosts();
        WheelReport report = costs.scan(wheel.name(), bytes);
        System.out.printf("%d bytes, %s: %s%n", bytes.length, report.status(), costs);
        assertThat(report.status()).isIn(WheelStatus.OK, WheelStatus.PARTIAL, WheelStatus.LIMIT);
    }

    @Test
    void craftedWheelsFitIntoASmallHeap() throws IOException, InterruptedException {
        assertThat(scannedInAHeapOf(BASELINE + GOAL)).isEqualTo("%d wheels".formatted(CraftedWheel.values().length));
    }

    /** Scans the wheels one after the other with one scanner, in a process of its own. */
    private String scannedInAHeapOf(int mebibytes) throws IOException, InterruptedException {
        Path files = Files.createTempDirectory(folder, "wheels");
        for (CraftedWheel wheel : CraftedWheel.values()) {
            Files.write(files.resolve(wheel.name()), wheel.bytes());
        }
        // The young part of the heap is small, so that nearly all of the heap is free for large arrays.
        return ScannedFolder.output(
                files,
                List.of("-XX:+UseSerialGC", "-Xmn%dm".formatted(BASELINE), "-Xmx%dm".formatted(mebibytes)),
                Map.of());
    }
}
