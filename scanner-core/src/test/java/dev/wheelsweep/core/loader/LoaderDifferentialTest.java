package dev.wheelsweep.core.loader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.elf.ElfLayout;
import dev.wheelsweep.core.elf.ElfReader;
import dev.wheelsweep.core.elf.VersionNeed;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.wheel.InstalledTree;
import dev.wheelsweep.core.wheel.NeededLibrary;
import dev.wheelsweep.core.zip.SparseSource;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random trees of libraries, loaded by us and by a real loader: {@code -Dwheelsweep.ldso} names glibc's for x86-64, {@code
 * -Dwheelsweep.musl} that of musl. Both must agree whether loading succeeds and, if it does, on the files that are loaded.
 */
class LoaderDifferentialTest {
    private static final String GLIBC = "wheelsweep.ldso";
    private static final String MUSL = "wheelsweep.musl";
    private static final int ROUNDS = 400;
    private static final int FILES = 6;
    private static final String FIRST = "pkg/first.so";
    private static final String SITE_PACKAGES = "lib/python/site-packages";

    private static final List<String> FOLDERS = List.of("pkg/", "pkg/", "pkg/a/", "pkg/b/", "pkg.libs/", "");
    private static final List<String> ELEMENTS = List.of(
            "$ORIGIN",
            "$ORIGIN/a",
            "$ORIGIN/b",
            "$ORIGIN/../a",
            "$ORIGIN/../b",
            "$ORIGIN/..",
            "${ORIGIN}/../pkg.libs",
            "$ORIGIN/../../pkg.libs",
            "$ORIGIN.libs",
            "${ORIGIN}.libs",
            "$ORIGIN/./a//",
            "$ORIGIN/../pkg",
            "$ORIGINAL",
            "/nowhere",
            "a",
            "../pkg.libs",
            "",
            "$NOTHING/a",
            "$ORIGIN/$NOTHING");
    private static final List<String> VERSIONS = List.of("V_1", "V_2");

    @TempDir
    Path folder;

    @Test
    @EnabledIfSystemProperty(named = GLIBC, matches = ".+")
    void glibcLoadsTheSame() throws IOException, InterruptedException, FormatException {
        compare(System.getProperty(GLIBC, ""), LoaderRules.GLIBC);
    }

    @Test
    @EnabledIfSystemProperty(named = MUSL, matches = ".+")
    void muslLoadsTheSame() throws IOException, InterruptedException, FormatException {
        compare(System.getProperty(MUSL, ""), LoaderRules.MUSL);
    }

    private void compare(String program, LoaderRules rules) throws IOException, InterruptedException, FormatException {
        int loaded = 0;
        for (int seed = 0; seed < ROUNDS; seed++) {
            Map<String, ElfBuilder> wheel = wheel(new Random(seed));
            Path root = folder.resolve(Integer.toString(seed)).resolve(SITE_PACKAGES);
            for (Map.Entry<String, ElfBuilder> file : wheel.entrySet()) {
                Path path = root.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue().bytes());
            }
            Optional<Set<String>> actual = loadedBy(program, root);
            assertThat(loaded(wheel, rules)).as("seed %d: %s", seed, root).isEqualTo(actual);
            loaded += actual.isPresent() ? 1 : 0;
        }
        assertThat(loaded).as("trees that can be loaded").isBetween(ROUNDS / 10, ROUNDS * 9 / 10);
    }

    private static Map<String, ElfBuilder> wheel(Random random) {
        Map<String, ElfBuilder> wheel = new LinkedHashMap<>();
        wheel.put(FIRST, file(random, 0));
        for (int number = 1; number < FILES; number++) {
            for (int copies = 1 + random.nextInt(2); copies > 0; copies--) {
                ElfBuilder file = file(random, number);
                wheel.put(pick(FOLDERS, random) + name(number), file);
            }
        }
        return wheel;
    }

    /** Needs files of higher numbers only; DT_SONAME may make a circle of it. */
    private static ElfBuilder file(Random random, int number) {
        ElfBuilder file = ElfBuilder.library();
        if (number > 0 && random.nextInt(16) == 0) {
            file = ElfBuilder.library(ElfLayout.ELF64, ByteOrder.LITTLE_ENDIAN, ElfBuilder.AARCH64);
        }
        if (random.nextInt(3) > 0) {
            file.soname(name(random.nextInt(4) == 0 ? random.nextInt(FILES) : number));
        }
        for (int other = number + 1; other < FILES; other++) {
            int choice = random.nextInt(16);
            if (choice == 0) {
                file.needed("$ORIGIN/../pkg.libs/" + name(other));
            } else if (choice < 7) {
                file.needed(name(other));
                if (choice == 1) {
                    file.need(name(other), pick(VERSIONS, random));
                }
            }
        }
        if (random.nextInt(3) == 0) {
            file.defining(pick(VERSIONS, random));
        }
        if (random.nextInt(2) == 0) {
            file.rpath(searchPath(random));
        }
        if (random.nextInt(3) == 0) {
            file.runpath(searchPath(random));
        }
        return file;
    }

    private static String searchPath(Random random) {
        List<String> elements = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            elements.add(pick(ELEMENTS, random));
        }
        return String.join(":", elements);
    }

    private static String name(int number) {
        return "lib%d.so".formatted(number);
    }

    private static <T> T pick(List<T> items, Random random) {
        return items.get(random.nextInt(items.size()));
    }

    /** @return the files that we load; empty if one or a version is missing */
    private static Optional<Set<String>> loaded(Map<String, ElfBuilder> wheel, LoaderRules rules)
            throws IOException, FormatException {
        List<LoadableFile> files = new ArrayList<>();
        for (Map.Entry<String, ElfBuilder> file : wheel.entrySet()) {
            files.add(new LoadableFile(
                    file.getKey(),
                    ElfReader.read(SparseSource.of(file.getValue().bytes()))));
        }
        Loader loader = new Loader(files, List.of());
        Load load = loader.load(loader.file(FIRST).orElseThrow(), rules);
        boolean found = load.needs().values().stream()
                .flatMap(List::stream)
                .map(NeededLibrary::resolvedTo)
                .allMatch(Optional::isPresent);
        return found && (rules == LoaderRules.MUSL || versionsAreDefined(loader, load))
                ? Optional.of(new TreeSet<>(load.needs().keySet()))
                : Optional.empty();
    }

    private static boolean versionsAreDefined(Loader loader, Load load) {
        for (String path : load.needs().keySet()) {
            for (VersionNeed need :
                    loader.file(path).orElseThrow().facts().symbols().versionNeeds()) {
                if (!loader.file(load.file(need.library()).orElseThrow())
                        .orElseThrow()
                        .provides(need.version())) {
                    return false;
                }
            }
        }
        return true;
    }

    /** @return the files that the program lists; empty if it complains */
    private static Optional<Set<String>> loadedBy(String program, Path root) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        program, "--list", root.resolve(FIRST).toString())
                .directory(root.getRoot().toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0 || output.contains("not found") || output.contains("Error")) {
            return Optional.empty();
        }
        Set<String> loaded = new TreeSet<>(Set.of(FIRST));
        for (String line : output.lines().filter(line -> line.startsWith("\t")).toList()) {
            String path = line.strip().replaceFirst("^.* => ", "").replaceFirst(" \\(0x.*", "");
            if (path.startsWith(root.toString())) {
                String location = Path.of(path).normalize().toString();
                loaded.add(InstalledTree.shown(
                        SITE_PACKAGES + location.substring(root.toString().length())));
            }
        }
        return Optional.of(loaded);
    }
}
