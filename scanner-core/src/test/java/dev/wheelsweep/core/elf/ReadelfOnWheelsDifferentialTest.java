package dev.wheelsweep.core.elf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.InputFile;
import dev.wheelsweep.core.input.InputMode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every ELF file of every wheel in the folders of {@code -Dwheelsweep.wheels=FOLDER:FOLDER}, compared with readelf. No
 * difference is allowed; differences that only crafted files have are in {@link ReadelfDifferentialTest}.
 */
@EnabledIfSystemProperty(named = "wheelsweep.wheels", matches = ".+")
@EnabledIf(value = "dev.wheelsweep.core.elf.Readelf#isInstalled", disabledReason = "binutils' readelf is not installed")
final class ReadelfOnWheelsDifferentialTest {
    private static final int THREADS = 2;
    private static final byte[] MAGIC = {0x7f, 'E', 'L', 'F'};

    @TempDir
    private Path scratch;

    private final AtomicInteger files = new AtomicInteger();
    private final AtomicInteger needs = new AtomicInteger();
    private final AtomicInteger symbols = new AtomicInteger();
    private final AtomicInteger lookups = new AtomicInteger();
    private final AtomicLong nanos = new AtomicLong();
    private final Map<Oddity, Integer> oddities = Collections.synchronizedMap(new EnumMap<>(Oddity.class));
    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());

    @Test
    void agreesWithReadelfOnRealWheels() throws Exception {
        List<Path> wheels = wheels();
        assertThat(wheels).isNotEmpty();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Void>> tasks = wheels.stream()
                    .map(wheel -> (Callable<Void>) () -> compare(wheel))
                    .toList();
            for (var task : threads.invokeAll(tasks)) {
                task.get();
            }
        } finally {
            threads.shutdown();
        }
        System.out.printf(
                "%d wheels, %d ELF files, %d with relocations, %d version needs, %d undefined symbols, %d us per file,"
                        + " oddities %s%n",
                wheels.size(),
                files.get(),
                lookups.get(),
                needs.get(),
                symbols.get(),
                nanos.get() / 1000 / files.get(),
                oddities);
        assertThat(failures).isEmpty();
    }

    private static List<Path> wheels() throws IOException {
        List<Path> wheels = new ArrayList<>();
        for (String folder : System.getProperty("wheelsweep.wheels").split(":", -1)) {
            try (Stream<Path> found = Files.walk(Path.of(folder))) {
                found.filter(path -> path.toString().endsWith(".whl")).forEach(wheels::add);
            }
        }
        return wheels;
    }

    private Void compare(Path wheel) throws Exception {
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (startsLikeElf(zip, entry)) {
                    Path file = scratch.resolve("elf-" + files.incrementAndGet());
                    try (InputStream bytes = zip.getInputStream(entry)) {
                        Files.copy(bytes, file, StandardCopyOption.REPLACE_EXISTING);
                    }
                    compare(wheel.getFileName() + "!" + entry.getName(), file);
                    Files.delete(file);
                }
            }
        }
        return null;
    }

    private static boolean startsLikeElf(ZipFile zip, ZipEntry entry) throws IOException {
        try (InputStream bytes = zip.getInputStream(entry)) {
            return Arrays.equals(bytes.readNBytes(MAGIC.length), MAGIC);
        }
    }

    private void compare(String name, Path file) {
        try {
            ElfFacts facts = read(file, InputMode.MMAP);
            assertThat(read(file, InputMode.READ)).isEqualTo(facts);
            needs.addAndGet(facts.symbols().versionNeeds().size());
            symbols.addAndGet(facts.symbols().undefined());
            facts.oddities().forEach(oddity -> oddities.merge(oddity, 1, Integer::sum));
            Readelf readelf = Readelf.of(file);
            ReadelfAgreement.check(name, facts, readelf);
            if (facts.symbols().lookups().isPresent()) {
                ReadelfAgreement.checkLookups(name, facts, readelf);
                lookups.incrementAndGet();
            }
        } catch (Exception | AssertionError different) {
            failures.add(name + ": " + different.getMessage());
        }
    }

    private ElfFacts read(Path file, InputMode mode) throws Exception {
        long before = System.nanoTime();
        try (InputFile input = mode.open(file)) {
            return ElfReader.read(input);
        } finally {
            nanos.addAndGet((System.nanoTime() - before) / InputMode.values().length);
        }
    }
}
