package dev.wheelsweep.spark.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.elf.ElfLayout;
import dev.wheelsweep.core.scan.WheelBuilder;
import dev.wheelsweep.core.wheel.InstalledTree;
import dev.wheelsweep.core.wheel.Pep440Order;
import dev.wheelsweep.spark.LocalSweep;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random wheels that need a library, and random releases that may have it: each pair is installed in one environment, and
 * glibc's loader says whether it finds the library there by itself, only once it is loaded, or not at all.
 */
class SuppliedNeedsDifferentialTest {
    private static final String GLIBC = "wheelsweep.ldso";
    private static final long SEED = 1;
    private static final int CONSUMERS = 60;
    private static final int PROJECTS = 5;

    private static final List<String> LIBRARIES = List.of("liba.so.1", "libb.so.1");
    private static final List<String> SYMBOL_VERSIONS = List.of("V_1", "V_2");
    private static final List<String> RELEASES = List.of("1.9", "1.10", "1.10rc1");
    private static final List<String> ELEMENTS = List.of(
            "$ORIGIN/../shared/lib",
            "$ORIGIN/../../..",
            "${ORIGIN}/../../../../lib/",
            "$ORIGIN/../s0.libs",
            "$ORIGIN",
            "/nowhere");

    private record Wheel(String project, String version, Map<String, ElfBuilder> files) {}

    private final Random random = new Random(SEED);

    @TempDir
    private Path folder;

    @Test
    @EnabledIfSystemProperty(named = GLIBC, matches = ".+")
    void theLoaderFindsTheLibraryWhereTheViewSays() throws Exception {
        List<Wheel> suppliers = new ArrayList<>();
        for (int project = 0; project < PROJECTS; project++) {
            for (String version : RELEASES) {
                suppliers.add(supplier("s" + project, version));
            }
        }
        List<Wheel> consumers = new ArrayList<>();
        for (int i = 0; i < CONSUMERS; i++) {
            consumers.add(consumer("c" + i, pick(LIBRARIES)));
        }
        Path mirror = folder.resolve("mirror");
        for (Wheel wheel : suppliers) {
            write(wheel, mirror);
        }
        for (Wheel wheel : consumers) {
            write(wheel, mirror);
        }

        Map<String, String> expected = new TreeMap<>();
        for (Wheel consumer : consumers) {
            for (int project = 0; project < PROJECTS; project++) {
                String name = "s" + project;
                String loader = answer(
                        consumer,
                        suppliers.stream()
                                .filter(it -> it.project().equals(name))
                                .toList());
                if (!loader.isEmpty()) {
                    expected.put(consumer.project() + " " + name, loader);
                }
            }
        }

        assertThat(supplied(mirror)).as("seed %d", SEED).isEqualTo(expected);
        for (String reach : List.of("path", "preloaded", "none")) {
            assertThat(expected.values()).anyMatch(it -> it.endsWith(reach));
        }
    }

    private Map<String, String> supplied(Path mirror) throws Exception {
        Path dataset = folder.resolve("dataset");
        LocalSweep.of(mirror, dataset);
        Map<String, String> supplied = new TreeMap<>();
        try (EmbeddedDataset embedded = EmbeddedDataset.open(dataset)) {
            embedded.answer("SELECT project, supplier, lowest_release, highest_release, reach FROM supplied_needs"
                            + " WHERE reason IS NULL")
                    .rows()
                    .forEach(row -> supplied.put(
                            row.get(0) + " " + row.get(1), row.get(2) + " " + row.get(3) + " " + row.get(4)));
        }
        return supplied;
    }

    private Wheel supplier(String project, String version) {
        ElfBuilder library = random.nextInt(6) == 0
                ? ElfBuilder.library(ElfLayout.ELF64, ByteOrder.LITTLE_ENDIAN, ElfBuilder.AARCH64)
                : ElfBuilder.library();
        if (random.nextBoolean()) {
            library.needed("libc.so.6");
        }
        if (random.nextInt(4) > 0) {
            library.soname(pick(LIBRARIES));
        }
        SYMBOL_VERSIONS.stream().filter(it -> random.nextInt(3) > 0).forEach(library::defining);
        String place = pick(List.of("shared/lib/", "s0.libs/", "%s-%s.data/data/lib/".formatted(project, version)));
        String name = random.nextInt(4) > 0 ? pick(LIBRARIES) : "libother.so";
        return new Wheel(project, version, Map.of(place + name, library));
    }

    private Wheel consumer(String project, String library) {
        Map<String, ElfBuilder> files = new LinkedHashMap<>();
        for (String path : random.nextInt(4) == 0 ? List.of("/_x.so", "/_y.so") : List.of("/_x.so")) {
            ElfBuilder file = ElfBuilder.library().needed("libc.so.6", library);
            SYMBOL_VERSIONS.stream().filter(it -> random.nextInt(3) == 0).forEach(it -> file.need(library, it));
            String searchPath = pick(ELEMENTS) + ":" + pick(ELEMENTS);
            files.put(project + path, random.nextBoolean() ? file.rpath(searchPath) : file.runpath(searchPath));
        }
        return new Wheel(project, "1.0", files);
    }

    private static void write(Wheel wheel, Path mirror) throws IOException {
        WheelBuilder builder =
                WheelBuilder.named("%s-%s-cp312-cp312-linux_x86_64.whl".formatted(wheel.project(), wheel.version()));
        wheel.files().forEach(builder::elf);
        builder.writeTo(mirror);
    }

    /** @return the lowest and the highest release that the loader takes for all files, and how it finds them; empty for none */
    private String answer(Wheel consumer, List<Wheel> releases) throws IOException, InterruptedException {
        List<String> taken = new ArrayList<>();
        boolean isFound = false;
        boolean isPreloaded = false;
        for (Wheel release : releases) {
            Path root = folder.resolve("%s-%s-%s".formatted(consumer.project(), release.project(), release.version()));
            install(consumer, root);
            Path supplier = install(release, root);
            boolean found = true;
            boolean preloaded = true;
            boolean forced = true;
            for (String path : consumer.files().keySet()) {
                Path file = root.resolve(InstalledTree.locationOf(path).orElseThrow());
                found &= loads(file, supplier, Map.of());
                preloaded &= loads(file, supplier, Map.of("LD_PRELOAD", supplier.toString()));
                forced &= loads(
                        file,
                        supplier,
                        Map.of(
                                "LD_PRELOAD",
                                supplier.toString(),
                                "LD_LIBRARY_PATH",
                                supplier.getParent().toString()));
            }
            if (forced) {
                taken.add(release.version());
            }
            isFound |= found;
            isPreloaded |= preloaded;
        }
        taken.sort(Comparator.comparing(Pep440Order::of));
        return taken.isEmpty()
                ? ""
                : "%s %s %s"
                        .formatted(
                                taken.get(0),
                                taken.get(taken.size() - 1),
                                isFound ? "path" : isPreloaded ? "preloaded" : "none");
    }

    /** @return where its last file is installed */
    private static Path install(Wheel wheel, Path root) throws IOException {
        Path last = root;
        for (Map.Entry<String, ElfBuilder> file : wheel.files().entrySet()) {
            last = root.resolve(InstalledTree.locationOf(file.getKey()).orElseThrow());
            Files.createDirectories(last.getParent());
            Files.write(last, file.getValue().bytes());
        }
        return last;
    }

    private static boolean loads(Path file, Path supplier, Map<String, String> environment)
            throws IOException, InterruptedException {
        ProcessBuilder command = new ProcessBuilder(System.getProperty(GLIBC), "--list", file.toString())
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true);
        command.environment().putAll(environment);
        Process process = command.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0
                && !output.contains("not found")
                && !output.contains("Error")
                && output.contains(supplier.getFileName().toString());
    }

    private <T> T pick(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }
}
