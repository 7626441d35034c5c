package dev.wheelsweep.core.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.inflate.Blends;
import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.input.LocalRanges;
import dev.wheelsweep.core.input.LocalRanges.Fault;
import dev.wheelsweep.core.input.RangedFile;
import dev.wheelsweep.core.input.Reason;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A wheel that is read over a network gives the report of the same wheel on a disk, wherever the pieces that are read begin
 * and end; and whatever a server answers, no report says otherwise.
 */
class RangedScanPropertyTest {
    /** Every piece, every answer and all that is held has one byte. */
    private static final RangedFile.Sizes SINGLE_BYTES = new RangedFile.Sizes(1, 1, 1, 0, 1, 1);

    /** Symbols are read of wheels that musl may load. */
    private static final String MUSL = "Demo.Pkg-1.0-cp312-abi3-musllinux_1_2_x86_64.whl";

    private static final int SEED = 20261130;
    private static final int SMALL = 32 << 10;
    private static final int MUTANTS = 300;

    @TempDir
    private Path folder;

    private final WheelScanner scanner = new WheelScanner(InputMode.MMAP, Verification.NONE, Repeats.none());

    /** Memory that is released after every entry. */
    private final WheelScanner sharing =
            new WheelScanner(InputMode.MMAP, Verification.NONE, Repeats.none(), DecodingMemory.shared(1 << 20));

    private static byte[] library(int number, int gap) {
        byte[] elf = ElfBuilder.library()
                .soname("lib%d.so.1".formatted(number))
                .needed("libc.so.6")
                .need("libc.so.6", "GLIBC_2.%d".formatted(2 + number), "quick_exit")
                .exporting("shared_%d".formatted(number))
                .importing("printf")
                .bytes();
        byte[] large = Arrays.copyOf(elf, elf.length + gap);
        System.arraycopy(Blends.content(new Random(number), gap), 0, large, elf.length, gap);
        return large;
    }

    /** More than is held at a time, and more libraries than are fetched together. */
    private static byte[] manyLibraries() {
        WheelBuilder wheel = WheelBuilder.named("many-1.0-cp312-cp312-musllinux_1_2_x86_64.whl");
        for (int i = 0; i < 30; i++) {
            wheel.file("many/lib%d.so".formatted(i), library(i, 300_000 + 50_000 * i));
            wheel.text("many/module%d.py".formatted(i), "x = %d\n".formatted(i).repeat(200));
        }
        return wheel.bytes();
    }

    /** Also named unlike ELF files, so that they are not expected. */
    private static byte[] unexpectedLibraries() {
        WheelBuilder wheel = WheelBuilder.named("odd-1.0-cp312-cp312-linux_x86_64.whl");
        for (String name : List.of("odd/data.bin", "odd/a.so.py", "odd/program", "odd/.so", "odd/lib.SO")) {
            wheel.file(name, library(name.length(), 400_000), it -> it.withFlags(name.endsWith("bin") ? 8 : 0));
        }
        return wheel.bytes();
    }

    private static Map<String, byte[]> wheels() {
        Map<String, byte[]> wheels = new LinkedHashMap<>();
        wheels.put("native", NativeWheel.builder().bytes());
        wheels.put("many", manyLibraries());
        wheels.put("unexpected", unexpectedLibraries());
        wheels.put("empty", new byte[0]);
        wheels.put("no zip", new byte[100_000]);
        for (CraftedWheel crafted : CraftedWheel.values()) {
            wheels.put(crafted.name(), crafted.bytes());
        }
        MutantSource source =
                MutantSource.ofWheel("native", NativeWheel.builder().bytes());
        Random random = new Random(SEED);
        for (int i = 0; i < MUTANTS; i++) {
            wheels.put("mutant %d of seed %d".formatted(i, SEED), source.mutant(random));
        }
        return wheels;
    }

    private static RangedFile.Sizes oddSizes(Random random) {
        int ahead = 1 + random.nextInt(100_000);
        int most = ahead + random.nextInt(100_000);
        int answer = most + random.nextInt(1 << 20);
        return new RangedFile.Sizes(
                1 + random.nextInt(100_000),
                ahead,
                most,
                random.nextInt(5_000),
                answer,
                answer + random.nextInt(4 << 20));
    }

    private static WheelReport costless(WheelReport report) {
        return report.withCost(new ScanCost(0, 0, 0));
    }

    private WheelReport ofDisk(String name, byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve(name), bytes);
        return costless(scanner.scan(file));
    }

    @Test
    void everyWheelGivesTheReportOfTheMappedFile() throws IOException {
        Random random = new Random(SEED);
        for (Map.Entry<String, byte[]> wheel : wheels().entrySet()) {
            byte[] bytes = wheel.getValue();
            String name = random.nextBoolean() ? NativeWheel.NAME : MUSL;
            WheelReport expected = ofDisk(name, bytes);
            List<RangedFile.Sizes> tried = new ArrayList<>(List.of(RangedFile.Sizes.DEFAULT, oddSizes(random)));
            if (bytes.length < SMALL && random.nextInt(20) == 0) {
                tried.add(SINGLE_BYTES);
            }
            for (RangedFile.Sizes sizes : tried) {
                LocalRanges server = new LocalRanges(bytes);
                WheelReport ranged = sharing.scan(server, name, sizes);
                assertThat(costless(ranged)).as("%s, %s", wheel.getKey(), sizes).isEqualTo(expected);
                assertThat(ranged.cost().bytesRead()).isEqualTo(server.traffic().bytes());
                assertThat(ranged.cost().requests())
                        .isEqualTo(OptionalLong.of(server.traffic().requests()));
                assertThat(server.isClosed()).isTrue();
            }
        }
    }

    @Test
    void verificationReadsTheSameOverANetwork() throws IOException {
        WheelScanner all = new WheelScanner(InputMode.MMAP, Verification.ALL, Repeats.none());
        for (byte[] bytes : List.of(NativeWheel.builder().bytes(), unexpectedLibraries())) {
            Path file = Files.write(folder.resolve(NativeWheel.NAME), bytes);
            assertThat(costless(all.scan(new LocalRanges(bytes), NativeWheel.NAME)))
                    .isEqualTo(costless(all.scan(file)));
        }
    }

    @Test
    void anOrdinaryWheelTakesTwoRoundTripsAndTheStamp() throws IOException {
        LocalRanges server = new LocalRanges(NativeWheel.builder()
                .file("demo_pkg/large.so", library(1, 2_000_000))
                .bytes());
        assertThat(scanner.scan(server, NativeWheel.NAME).status()).isEqualTo(WheelStatus.OK);
        assertThat(server.trips()).isLessThanOrEqualTo(3);
    }

    /** Empty files, and pictures that zip cannot compress, have no table of codes in which to look for the first byte. */
    @Test
    void filesWithoutTablesOfCodesTakeNoRoundTripsOfTheirOwn() throws IOException {
        Random random = new Random(SEED);
        WheelBuilder wheel = WheelBuilder.named(NativeWheel.NAME);
        for (int i = 0; i < 500; i++) {
            byte[] picture = new byte[random.nextInt(3_000)];
            random.nextBytes(picture);
            wheel.file("demo_pkg/picture%d.png".formatted(i), picture);
            wheel.file("demo_pkg/p%d/__init__.py".formatted(i), new byte[0]);
        }
        LocalRanges server = new LocalRanges(wheel.bytes());
        assertThat(scanner.scan(server, NativeWheel.NAME).entries()).isGreaterThan(1_000);
        assertThat(server.trips()).isLessThanOrEqualTo(4);
    }

    @Test
    void whatSeveralLibrariesMissIsFetchedTogether() throws IOException {
        byte[] bytes = manyLibraries();
        LocalRanges server = new LocalRanges(bytes);
        scanner.scan(server, NativeWheel.NAME);
        System.out.printf(
                "%d round trips, %s of %d bytes for 30 libraries%n", server.trips(), server.traffic(), bytes.length);
        assertThat(server.trips()).isLessThan(30);
    }

    @Test
    void everyWrongAnswerIsAnIoExceptionOrTheRowOfTheFile() throws IOException {
        int faults = 0;
        for (byte[] bytes : List.of(NativeWheel.builder().bytes(), unexpectedLibraries(), manyLibraries())) {
            LocalRanges undisturbed = new LocalRanges(bytes);
            WheelReport expected = costless(scanner.scan(undisturbed, NativeWheel.NAME));
            for (Fault fault : Fault.values()) {
                for (int faulty = 1; faulty < undisturbed.trips(); faulty++) {
                    LocalRanges server = new LocalRanges(bytes, fault, faulty);
                    String answer = "%s, answer %d of %d".formatted(fault, faulty, undisturbed.trips());
                    if (fault.isState()) {
                        WheelReport report = scanner.scan(server, NativeWheel.NAME);
                        assertThat(report.status()).as(answer).isEqualTo(WheelStatus.of(reason(fault)));
                        assertThat(report.reason().orElseThrow().reason()).isEqualTo(reason(fault));
                        assertThat(report.elfFiles()).as(answer).isEmpty();
                    } else {
                        assertThatThrownBy(() -> scanner.scan(server, NativeWheel.NAME))
                                .as(answer)
                                .isInstanceOf(IOException.class);
                    }
                    assertThat(server.isClosed()).as(answer).isTrue();
                    faults++;
                }
            }
            assertThat(costless(scanner.scan(new LocalRanges(bytes), NativeWheel.NAME)))
                    .isEqualTo(expected);
        }
        System.out.printf("%d wrong answers%n", faults);
        assertThat(faults).isGreaterThan(30);
    }

    private static Reason reason(Fault fault) {
        return switch (fault) {
            case CHANGED -> Reason.FILE_CHANGED;
            case VANISHED -> Reason.FILE_VANISHED;
            case DENIED -> Reason.ACCESS_DENIED;
            case FAILS, CUT, LACKS_A_RANGE -> throw new IllegalArgumentException(fault.name());
        };
    }

    /** The last answer is the stamp. */
    @Test
    void aWheelWhoseStampDiffersAtTheEndHasChanged() throws IOException {
        byte[] bytes = NativeWheel.builder().bytes();
        LocalRanges undisturbed = new LocalRanges(bytes);
        scanner.scan(undisturbed, NativeWheel.NAME);
        WheelReport report = scanner.scan(new LocalRanges(bytes, Fault.CUT, undisturbed.trips()), NativeWheel.NAME);
        assertThat(report.status()).isEqualTo(WheelStatus.CHANGED);
        assertThat(report.elfFiles()).isEmpty();
    }

    @Test
    @EnabledIfSystemProperty(named = "wheelsweep.wheels", matches = ".+")
    void everyRealWheelGivesTheReportOfTheMappedFile() throws IOException {
        Random random = new Random(SEED);
        for (String wheels : System.getProperty("wheelsweep.wheels").split(File.pathSeparator, -1)) {
            try (Stream<Path> found = Files.walk(Path.of(wheels))) {
                for (Path wheel : found.filter(file -> file.toString().endsWith(".whl"))
                        .sorted()
                        .toList()) {
                    String name = wheel.getFileName().toString();
                    WheelReport expected = costless(scanner.scan(wheel));
                    byte[] bytes = Files.readAllBytes(wheel);
                    for (RangedFile.Sizes sizes : List.of(RangedFile.Sizes.DEFAULT, oddSizes(random))) {
                        assertThat(costless(sharing.scan(new LocalRanges(bytes), name, sizes)))
                                .as("%s, %s", wheel, sizes)
                                .isEqualTo(expected);
                    }
                }
            }
        }
    }
}
