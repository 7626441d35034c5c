package dev.wheelsweep.core.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.elf.ElfLayout;
import dev.wheelsweep.core.elf.StaticTables;
import dev.wheelsweep.core.inflate.Blends;
import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.input.Limits;
import dev.wheelsweep.core.input.LocalRanges;
import dev.wheelsweep.core.input.RangedFile;
import dev.wheelsweep.core.zip.ZipEntryBuilder;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ELF files that are read before their turn, and the wheel on the disk, in which each is read in its turn. */
class EntriesAheadDifferentialTest {
    private static final String GLIBC = "many-1.0-cp312-cp312-manylinux_2_17_x86_64.whl";

    /** Symbols and what files define are read of wheels that musl may load. */
    private static final String MUSL = "many-1.0-cp312-abi3-musllinux_1_2_x86_64.whl";

    private static final int LIBRARIES = 200;

    @TempDir
    private Path folder;

    private static ElfBuilder library(int number) {
        return ElfBuilder.library()
                .soname("lib%d.so.1".formatted(number))
                .needed("libc.so.6", "lib%d.so.1".formatted(number + 1))
                .need("libc.so.6", "GLIBC_2.%d".formatted(2 + number % 30), "quick_exit")
                .exporting("shared_%d".formatted(number))
                .importing("shared_%d".formatted(number + 1))
                .importing("missing_%d".formatted(number));
    }

    private static byte[] code(int seed, int length) {
        return Blends.content(new Random(seed), length);
    }

    private static byte[] manyLibraries() {
        WheelBuilder wheel = WheelBuilder.named(GLIBC);
        for (int i = 0; i < LIBRARIES; i++) {
            wheel.elf("many/lib%d.so".formatted(i), library(i).code(code(i, 20_000 + 2_000 * i)));
            wheel.text("many/module%d.py".formatted(i), "x = %d\n".formatted(i).repeat(50));
        }
        return wheel.bytes();
    }

    /** Megabytes of static symbols after each dynamic segment, which is found by its content. */
    private static byte[] islands() {
        WheelBuilder wheel = WheelBuilder.named(GLIBC);
        for (int i = 0; i < 3; i++) {
            StaticTables statics =
                    StaticTables.of(ElfLayout.ELF64, ByteOrder.LITTLE_ENDIAN, 60_000, new Random(LIBRARIES + i));
            wheel.elf(
                    "many/lib%d.so".formatted(i),
                    library(i).code(code(i, 3_000_000)).statics(statics));
        }
        return wheel.bytes();
    }

    /** Tables of strings and symbols longer than what is fetched of a file at first. */
    private static byte[] longTables() {
        WheelBuilder wheel = WheelBuilder.named(GLIBC);
        for (int i = 0; i < 4; i++) {
            ElfBuilder library = library(i).code(code(i, 500_000));
            Random random = new Random(i);
            for (int symbol = 0; symbol < 10_000; symbol++) {
                library.exporting("_ZN%xE%x_%d".formatted(random.nextLong(), random.nextLong(), symbol));
            }
            wheel.elf("many/lib%d.so".formatted(i), library);
        }
        return wheel.bytes();
    }

    /** Stored, with ZIP64 fields, with data descriptors, with names that are not expected, and two of one name. */
    private static byte[] oddEntries() {
        WheelBuilder wheel = WheelBuilder.named(GLIBC);
        for (int i = 0; i < 5; i++) {
            byte[] elf = library(i).code(code(i, 400_000)).bytes();
            String path = "many/lib%d.so".formatted(i);
            wheel.storedElf("many/stored%d.so".formatted(i), library(i).code(code(i, 300_000)));
            wheel.file(path, elf, it -> it.withZip64(ZipEntryBuilder.Wide.values()));
            wheel.file(
                    "many/described%d.so".formatted(i),
                    elf,
                    it -> it.withDescriptor(ZipEntryBuilder.Descriptor.WITHOUT_SIGNATURE));
            wheel.file("many/other%d.bin".formatted(i), elf);
            wheel.file(path, library(i + 50).code(code(i, 200_000)).bytes());
            wheel.file("many/text%d.so".formatted(i), "not ELF".repeat(30_000).getBytes(StandardCharsets.US_ASCII));
            wheel.file("many/cut%d.so".formatted(i), Arrays.copyOf(elf, 60 + i));
        }
        return wheel.bytes();
    }

    private static WheelReport costless(WheelReport report) {
        return report.withCost(new ScanCost(0, 0, 0));
    }

    private WheelReport assertSame(byte[] wheel, String name, Limits limits) throws IOException {
        WheelScanner scanner = new WheelScanner(InputMode.MMAP::open, limits);
        WheelReport expected = costless(scanner.scan(Files.write(folder.resolve(name), wheel)));
        for (RangedFile.Sizes sizes :
                List.of(RangedFile.Sizes.DEFAULT, new RangedFile.Sizes(100, 5_000, 9_000, 300, 70_000, 300_000))) {
            assertThat(costless(scanner.scan(new LocalRanges(wheel), name, sizes)))
                    .as("%s, %s", name, sizes)
                    .isEqualTo(expected);
        }
        return expected;
    }

    @Test
    void theFactsAreThoseOfTheFileOnTheDisk() throws IOException {
        for (byte[] wheel : List.of(manyLibraries(), islands(), longTables(), oddEntries())) {
            for (String name : List.of(GLIBC, MUSL)) {
                assertThat(assertSame(wheel, name, Limits.DEFAULT).elfFiles()).hasSizeGreaterThanOrEqualTo(3);
            }
        }
    }

    /** What is read before its turn counts in its turn: the same files are the last ones before a limit. */
    @Test
    void limitsAreReachedAtTheSameFile() throws IOException {
        byte[] wheel = manyLibraries();
        int files = 0;
        for (long most = 200_000; most < 40_000_000; most *= 6) {
            Limits limits = new SmallLimits().decoded(most, 1).all();
            files += assertSame(wheel, MUSL, limits).elfFiles().size();
            assertSame(wheel, MUSL, new SmallLimits().rowBytes(most / 20).all());
        }
        assertThat(files).isGreaterThan(LIBRARIES);
        assertSame(longTables(), MUSL, new SmallLimits().symbols(5_000).all());
    }

    /** One after the other, every third library of these would wait at least once. */
    @Test
    void manyLibrariesTakeAFewRoundTrips() throws IOException {
        byte[] wheel = manyLibraries();
        LocalRanges server = new LocalRanges(wheel);
        WheelReport report = new WheelScanner(InputMode.MMAP).scan(server, GLIBC);
        assertThat(report.elfFiles()).hasSize(LIBRARIES);
        System.out.printf(
                "%d round trips for %d libraries, %s of %d bytes%n",
                server.trips(), LIBRARIES, server.traffic(), wheel.length);
        assertThat(server.trips()).isLessThanOrEqualTo(20);
    }
}
