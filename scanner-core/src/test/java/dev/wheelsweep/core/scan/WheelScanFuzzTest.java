package dev.wheelsweep.core.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.wheelsweep.core.FuzzSeeds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes are a report, and the same report for a scanner that has seen much as for a new one. */
class WheelScanFuzzTest {
    private static final ScannedBytes EXPERIENCED = new ScannedBytes();

    static Stream<byte[]> seeds() throws IOException {
        List<byte[]> seeds = new ArrayList<>(FuzzSeeds.conformance("zip"));
        seeds.add(NativeWheel.builder().bytes());
        seeds.add(WheelBuilder.named(NativeWheel.NAME).text("a.py", "print()").bytes());
        return seeds.stream();
    }

    @MethodSource("seeds")
    @FuzzTest
    void everyFileIsAReport(byte[] bytes) throws IOException {
        WheelReport report = EXPERIENCED.scan(bytes);
        assertThat(new ScannedBytes().scan(bytes)).isEqualTo(report);
        assertThat(report.status() == WheelStatus.OK).isEqualTo(report.reason().isEmpty());
    }
}
