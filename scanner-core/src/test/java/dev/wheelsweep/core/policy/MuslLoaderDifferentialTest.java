package dev.wheelsweep.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.scan.WheelReport;
import dev.wheelsweep.core.scan.WheelScanner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our answer beside that of musl's own loader, which lists what a file needs and reports what it does not find. It is not
 * the interpreter of a Python, so Python's symbols are missing; and it is one release, so symbols of later ones are too.
 */
@EnabledIfSystemProperty(named = "wheelsweep.musl", matches = ".+")
class MuslLoaderDifferentialTest {
    private static final Pattern MISSING_LIBRARY = Pattern.compile("Error loading shared library (\\S+):.*");
    private static final Pattern MISSING_SYMBOL = Pattern.compile("Error relocating (\\S+): (\\S+): symbol not found");
    private static final List<String> PYTHON = List.of("Py", "_Py");

    private final PolicyEngine engine = new PolicyEngine(PolicyCatalog.builtIn());
    private final WheelScanner scanner = new WheelScanner(InputMode.MMAP);

    @TempDir
    Path folder;

    /** What the loader does not find for one file: its libraries, and symbols by the path of the file that imports them. */
    private record Listing(Set<String> libraries, Map<String, Set<String>> symbols) {}

    @Test
    @EnabledIfSystemProperty(named = "wheelsweep.shared", matches = ".+")
    void reportedWheels() throws IOException, InterruptedException {
        Path wheels = Path.of(System.getProperty("wheelsweep.shared"), "wheels", "reported", "muslc");
        assertThat(compare(wheels)).isGreaterThan(5);
    }

    @Test
    @EnabledIfSystemProperty(named = "wheelsweep.wheels", matches = ".+")
    void realWheels() throws IOException, InterruptedException {
        int wheels = 0;
        for (String path : System.getProperty("wheelsweep.wheels").split(":", -1)) {
            wheels += compare(Path.of(path));
        }
        assertThat(wheels).isPositive();
    }

    private int compare(Path wheels) throws IOException, InterruptedException {
        List<Path> found;
        try (Stream<Path> files = Files.walk(wheels)) {
            found = files.filter(file -> file.toString().endsWith("musllinux_1_2_x86_64.whl")
                            || file.toString().endsWith("musllinux_1_1_x86_64.whl"))
                    .sorted()
                    .toList();
        }
        for (Path wheel : found) {
            compareWheel(wheel);
        }
        return found.size();
    }

    private void compareWheel(Path wheel) throws IOException, InterruptedException {
        WheelReport report = scanner.scan(wheel);
        Subject subject = Subject.of(report).orElseThrow();
        Judgement judgement = engine.judge(subject);
        Path installed = unpack(wheel);
        Set<String> libraries = new TreeSet<>();
        for (Binary file : Target.counted(subject.binaries(), Arch.X86_64, Libc.MUSL)) {
            Listing listing = list(installed, file);
            if (!file.vendored()) { // A copy is loaded with the folders of the file that needs it.
                libraries.addAll(listing.libraries());
            }
            Set<String> blamed = undefined(judgement, file);
            assertThat(listing.symbols().getOrDefault(file.path(), Set.of()))
                    .as("%s %s", wheel.getFileName(), file.path())
                    .containsAll(blamed);
        }
        Set<String> external = judgement.externalLibraries().stream()
                .map(ExternalLibrary::name)
                .collect(Collectors.toCollection(TreeSet::new));
        libraries.remove("libz.so.1"); // The policy grants it.
        assertThat(external).as("%s", wheel.getFileName()).isEqualTo(libraries);
    }

    private static Set<String> undefined(Judgement judgement, Binary file) {
        return judgement.violations().stream()
                .map(Violation::requirement)
                .filter(need -> need.file().equals(file.path()) && need.axis() == Axis.SYMBOLS)
                .filter(need -> need.version().isEmpty())
                .flatMap(need -> need.symbols().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Path unpack(Path wheel) throws IOException {
        Path installed = folder.resolve(wheel.getFileName().toString());
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            for (ZipEntry entry : zip.stream().filter(it -> !it.isDirectory()).toList()) {
                Path file = installed.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                try (InputStream content = zip.getInputStream(entry)) {
                    Files.copy(content, file);
                }
            }
        }
        return installed;
    }

    private Listing list(Path installed, Binary file) throws IOException, InterruptedException {
        Path errors = folder.resolve("errors");
        Process loader = new ProcessBuilder(
                        System.getProperty("wheelsweep.musl"),
                        "--list",
                        installed.resolve(file.path()).toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(errors.toFile())
                .start();
        loader.waitFor();
        Set<String> libraries = new TreeSet<>();
        Map<String, Set<String>> symbols = new HashMap<>();
        for (String line : Files.readAllLines(errors)) {
            Matcher library = MISSING_LIBRARY.matcher(line);
            Matcher symbol = MISSING_SYMBOL.matcher(line);
            if (library.matches()) {
                libraries.add(library.group(1));
            } else if (symbol.matches() && PYTHON.stream().noneMatch(symbol.group(2)::startsWith)) {
                symbols.computeIfAbsent(
                                installed.relativize(Path.of(symbol.group(1))).toString(), first -> new TreeSet<>())
                        .add(symbol.group(2));
            }
        }
        return new Listing(libraries, symbols);
    }
}
