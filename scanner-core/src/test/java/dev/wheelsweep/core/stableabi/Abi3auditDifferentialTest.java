package dev.wheelsweep.core.stableabi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.ElfFacts;
import dev.wheelsweep.core.elf.ImportedSymbol;
import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.policy.PolicyCatalog;
import dev.wheelsweep.core.policy.PolicyEngine;
import dev.wheelsweep.core.policy.Subject;
import dev.wheelsweep.core.scan.ElfFile;
import dev.wheelsweep.core.scan.WheelReport;
import dev.wheelsweep.core.scan.WheelScanner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares the symbols that break the promise of a stable ABI with those of abi3audit. It also counts symbols that a file
 * defines itself or finds in another library, such as the {@code PyMethod_New} of shiboken6; these differences are counted.
 */
@EnabledIfSystemProperty(named = Abi3auditDifferentialTest.PYTHON, matches = ".+")
@EnabledIfSystemProperty(named = Abi3auditDifferentialTest.WHEELS, matches = ".+")
class Abi3auditDifferentialTest {
    static final String PYTHON = "wheelsweep.abi3audit";
    static final String WHEELS = "wheelsweep.wheels";

    private static final String SCRIPT = "abi3audit_judge.py";

    /** abi3audit takes seconds for a large wheel. */
    private static final long LARGEST = 40 << 20;

    private static final long LARGEST_RENAMED = 8 << 20;

    private final WheelScanner scanner = new WheelScanner(InputMode.MMAP);
    private final PolicyEngine engine = new PolicyEngine(PolicyCatalog.builtIn());

    /** Why a symbol of abi3audit is none of ours. */
    private enum Difference {
        NOT_IMPORTED,
        DEFINED_IN_WHEEL,
        MAY_BE_IN_OTHER_WHEEL
    }

    /** Real wheels, and the same ones named as if they were for an older Python: few real ones have a violation. */
    @Test
    void sameSymbols(@TempDir Path older) throws IOException, InterruptedException {
        List<Path> wheels = new ArrayList<>(wheels());
        for (Path wheel : List.copyOf(wheels)) {
            Path renamed = older.resolve(wheel.getFileName().toString().replaceFirst("-cp3[0-9]+-abi3", "-cp32-abi3"));
            if (Files.size(wheel) < LARGEST_RENAMED && Files.notExists(renamed)) {
                wheels.add(Files.createSymbolicLink(renamed, wheel.toAbsolutePath()));
            }
        }
        Map<Difference, Integer> differences = new TreeMap<>();
        int equal = 0;
        int violated = 0;
        Map<String, Map<String, Set<String>>> answers = abi3audit(wheels);
        for (Path wheel : wheels) {
            WheelReport report = scanner.scan(wheel);
            Map<String, Set<String>> theirs = answers.getOrDefault(report.file(), Map.of());
            Map<String, Set<String>> ours = ours(report);
            for (ElfFile file : report.elfFiles()) {
                String name = file.path().substring(file.path().lastIndexOf('/') + 1);
                if (!theirs.containsKey(name)) {
                    continue; // abi3audit opens files named *.so only.
                }
                Set<String> only = new TreeSet<>(theirs.get(name));
                only.removeAll(ours.getOrDefault(name, Set.of()));
                for (String symbol : only) {
                    differences.merge(difference(symbol, file.facts()), 1, Integer::sum);
                }
                assertThat(theirs.get(name)).as("%s %s", wheel, name).containsAll(ours.getOrDefault(name, Set.of()));
                equal += only.isEmpty() ? 1 : 0;
                violated += theirs.get(name).isEmpty() ? 0 : 1;
            }
        }
        System.out.printf(
                "abi3audit: %d wheels, files with the same symbols %d, files with violations %d, other symbols %s%n",
                wheels.size(), equal, violated, differences);
        assertThat(violated).isPositive();
    }

    private static Difference difference(String symbol, ElfFacts facts) {
        List<String> imports =
                facts.symbols().imports().stream().map(ImportedSymbol::name).toList();
        if (!imports.contains(symbol)) {
            return Difference.NOT_IMPORTED;
        }
        List<Integer> inWheel = facts.symbols().inWheel().orElseThrow();
        if (inWheel.contains(imports.indexOf(symbol))) {
            return Difference.DEFINED_IN_WHEEL;
        }
        return Difference.MAY_BE_IN_OTHER_WHEEL;
    }

    private Map<String, Set<String>> ours(WheelReport report) {
        return engine.judge(Subject.of(report).orElseThrow()).stableAbi().stream()
                .filter(violation -> violation.symbol().isPresent())
                .collect(Collectors.groupingBy(
                        violation -> violation.file().substring(violation.file().lastIndexOf('/') + 1),
                        Collectors.mapping(violation -> violation.symbol().orElseThrow(), Collectors.toSet())));
    }

    /** @return by wheel and file, the symbols */
    private static Map<String, Map<String, Set<String>>> abi3audit(List<Path> wheels)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("abi3audit");
        Path script = folder.resolve(SCRIPT);
        Path output = folder.resolve("answers.tsv");
        try {
            try (InputStream resource = Abi3auditDifferentialTest.class.getResourceAsStream(SCRIPT)) {
                Files.copy(resource, script);
            }
            List<String> command = new ArrayList<>(List.of(System.getProperty(PYTHON), script.toString()));
            wheels.forEach(wheel -> command.add(wheel.toString()));
            int exit = new ProcessBuilder(command)
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start()
                    .waitFor();
            assertThat(exit).isZero();
            Map<String, Map<String, Set<String>>> answers = new TreeMap<>();
            for (String line : Files.readAllLines(output)) {
                String[] columns = line.split("\t", -1);
                answers.computeIfAbsent(columns[0], wheel -> new TreeMap<>())
                        .computeIfAbsent(columns[1], file -> new TreeSet<>())
                        .addAll(columns[2].isEmpty() ? List.of() : List.of(columns[2].split(",", -1)));
            }
            return answers;
        } finally {
            Files.deleteIfExists(output);
            Files.deleteIfExists(script);
            Files.delete(folder);
        }
    }

    private static List<Path> wheels() throws IOException {
        Map<String, Path> byName = new TreeMap<>();
        for (String folder : System.getProperty(WHEELS).split(":", -1)) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file :
                        files.filter(it -> it.toString().endsWith(".whl")).toList()) {
                    String name = file.getFileName().toString();
                    if (name.contains("-abi3") && Files.size(file) < LARGEST) {
                        byName.putIfAbsent(name, file);
                    }
                }
            }
        }
        return List.copyOf(byName.values());
    }
}
