package dev.wheelsweep.core.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/**
 * Wheels with one to four mutated structures: the scan of each ends in a report with the right status, and the same
 * bytes give the same report. {@code -Dwheelsweep.mutants=COUNT} makes more of them, {@code -Dwheelsweep.wheels} makes
 * them of real wheels too.
 */
class MutantsTest {
    private static final int MUTANTS = Integer.getInteger("wheelsweep.mutants", 2_000);
    private static final int SEED = Integer.getInteger("wheelsweep.seed", 20261122);
    private static final int LARGEST_SOURCE = 512 << 10;
    private static final long MEMORY_GOAL = 96L << 20;

    private final Map<WheelStatus, Integer> statuses = new EnumMap<>(WheelStatus.class);
    private final Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
    private int oddities;

    private static List<MutantSource> sources() throws IOException {
        List<MutantSource> sources = new ArrayList<>();
        sources.add(MutantSource.ofWheel("built wheel", NativeWheel.builder().bytes()));
        sources.add(MutantSource.ofElf("built ELF", NativeWheel.extension().bytes()));
        sources.add(MutantSource.ofElf(
                "built ELF without sections",
                NativeWheel.extension().withoutSections().bytes()));
        for (Path wheel : realWheels()) {
            if (Files.size(wheel) <= LARGEST_SOURCE) {
                sources.add(MutantSource.ofWheel(wheel.getFileName().toString(), Files.readAllBytes(wheel)));
                elfFiles(wheel, sources);
            }
        }
        return sources;
    }

    private static List<Path> realWheels() throws IOException {
        List<Path> wheels = new ArrayList<>();
        for (String folder : System.getProperty("wheelsweep.wheels", "").split(":", -1)) {
            if (!folder.isEmpty()) {
                try (Stream<Path> files = Files.walk(Path.of(folder))) {
                    files.filter(file -> file.toString().endsWith(".whl"))
                            .sorted()
                            .forEach(wheels::add);
                }
            }
        }
        return wheels;
    }

    private static void elfFiles(Path wheel, List<MutantSource> sources) throws IOException {
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
                if (entry.getName().contains(".so") && entry.getSize() <= LARGEST_SOURCE) {
                    try (InputStream content = zip.getInputStream(entry)) {
                        sources.add(MutantSource.ofElf(entry.getName(), content.readAllBytes()));
                    }
                }
            }
        }
    }

    @Test
    void everyMutantGivesTheSameReportTwice() throws IOException {
        List<MutantSource> sources = sources();
        ScanCosts costs = new ScanCosts();
        for (int i = 0; i < MUTANTS; i++) {
            MutantSource source = sources.get(i % sources.size());
            String mutant = "seed %d, mutant %d of %s".formatted(SEED, i, source.name());
            byte[] bytes = source.mutant(new Random((long) SEED << 32 | i));
            try {
                count(costs.scan(mutant, bytes));
            } catch (RuntimeException | Error ours) {
                throw new AssertionError(mutant, ours);
            }
        }
        System.out.printf(
                "%d mutants of %d sources: %s; %d failures of %d kinds, %d oddities; %s%n",
                MUTANTS,
                sources.size(),
                statuses,
                reasons.values().stream().mapToInt(Integer::intValue).sum(),
                reasons.size(),
                oddities,
                costs);
        assertThat(statuses.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(MUTANTS);
        assertThat(statuses).containsKeys(WheelStatus.OK, WheelStatus.FAILED);
        assertThat(reasons).hasSizeGreaterThan(20);
        assertThat(oddities).isPositive();
        assertThat(costs.largestBytes()).isLessThan(MEMORY_GOAL);
    }

    private void count(WheelReport report) {
        statuses.merge(report.status(), 1, Integer::sum);
        report.allFailures().forEach(failure -> reasons.merge(failure.reason(), 1, Integer::sum));
        oddities += report.zipOddities().size();
    }
}
