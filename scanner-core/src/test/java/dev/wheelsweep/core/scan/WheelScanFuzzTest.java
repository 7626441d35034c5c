package dev.wheelsweep.core.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.wheelsweep.core.FuzzSeeds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes give a report, and a long-used scanner gives the same report as a rather new one. */
class WheelScanFuzzTest {
    private static final ScannedBytes EXPERIENCED = new ScannedBytes();
    /** Making a scanner, with its tables and memory, costs more than most scans. */
    private static final int SCANS_OF_A_NEW_ONE = 64;

    private static ScannedBytes fresh = new ScannedBytes();
    private static int scans;

    static Stream<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>(FuzzSeeds.conformance("zip"));
        seeds.add(NativeWheel.builder().bytes());
        seeds.add(WheelBuilder.named(NativeWheel.NAME).text("a.py", "print()").bytes());
        return seeds.stream();
    }

    @MethodSource("seeds")
    @FuzzTest
    void everyFileGivesAReport(byte[] bytes) throws IOException {
        WheelReport report = EXPERIENCED.scan(bytes);
        if (scans++ % SCANS_OF_A_NEW_ONE == 0) {
            fresh = new ScannedBytes();
        }
        assertThat(fresh.scan(bytes)).isEqualTo(report);
        assertThat(report.status() == WheelStatus.OK).isEqualTo(report.reason().isEmpty());
    }
}
