package dev.wheelsweep.core.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    /** MiB that a string table takes, beside the head that an entry keeps and the half of it from which it grew. */
    private static final int STRING_TABLE = 150;

    private static final Set<CraftedWheel> LARGE = EnumSet.of(CraftedWheel.A_LONG_STRING_TABLE);

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
        assertThat(scannedInAHeapOf(BASELINE + GOAL, EnumSet.complementOf(EnumSet.copyOf(LARGE))))
                .isEqualTo("%d wheels".formatted(CraftedWheel.values().length - LARGE.size()));
        assertThat(scannedInAHeapOf(BASELINE + STRING_TABLE, LARGE)).isEqualTo("1 wheels");
    }

    /** One after the other, by one scanner of a program of its own. */
    private String scannedInAHeapOf(int mebibytes, Set<CraftedWheel> wheels) throws IOException, InterruptedException {
        Path files = Files.createTempDirectory(folder, "wheels");
        for (CraftedWheel wheel : wheels) {
            Files.write(files.resolve(wheel.name()), wheel.bytes());
        }
        // The young part of the heap is small, so that nearly all of it is there for large arrays.
        return ScannedFolder.told(
                files,
                List.of("-XX:+UseSerialGC", "-Xmn%dm".formatted(BASELINE), "-Xmx%dm".formatted(mebibytes)),
                Map.of());
    }
}
