package dev.wheelsweep.core.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.ElfFacts;
import dev.wheelsweep.core.elf.ElfReader;
import dev.wheelsweep.core.elf.SymbolVersion;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.InputFile;
import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.policy.Subject;
import dev.wheelsweep.core.scan.WheelScanner;
import dev.wheelsweep.core.system.BaseLibraries;
import dev.wheelsweep.core.system.BaseLibrary;
import dev.wheelsweep.core.system.Lifecycle;
import dev.wheelsweep.core.system.LinuxSystem;
import dev.wheelsweep.core.system.SystemCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * What we predict beside what real loaders said: {@code tools/real-loaders} loaded every ELF file of many wheels in the
 * libraries of several releases of Debian, and recorded outcome and text. {@code -Dwheelsweep.loaders=FOLDER} names the
 * systems, {@code -Dwheelsweep.loaders.wheels=FOLDER:FOLDER} the wheels, {@code -Dwheelsweep.loaders.results=FILE:FILE} the
 * results.
 */
@EnabledIfSystemProperty(named = "wheelsweep.loaders.results", matches = ".+")
class LoadDifferentialTest {
    private static final Map<String, String> SUITES =
            Map.of("bullseye", "debian:11", "bookworm", "debian:12", "trixie", "debian:13", "sid", "debian:unstable");
    private static final Map<String, Arch> ARCHITECTURES = Map.of(
            "amd64", Arch.X86_64,
            "i386", Arch.I686,
            "arm64", Arch.AARCH64,
            "armhf", Arch.ARMV7L,
            "ppc64el", Arch.PPC64LE,
            "s390x", Arch.S390X,
            "riscv64", Arch.RISCV64);

    private static final String DIFFERS = "differs";
    private static final String GLIBC = "libc.so.6";

    /** Of libraries that do not belong to the C library we know versions, not symbols. */
    private static final Set<String> SYMBOLS_OF_OTHER_LIBRARIES =
            Set.of("undefined symbol: zcalloc, version ZLIB_1.2.0");

    /** What qemu says in place of the kernel about a foreign program whose loader is not there. */
    private static final Pattern NO_LOADER = Pattern.compile("qemu: Could not open '.*': (No such file or directory)");

    private final SystemCatalog catalog = SystemCatalog.builtIn();
    private final WheelScanner scanner = new WheelScanner(InputMode.MMAP);
    private final Map<String, Optional<Subject>> subjects = new HashMap<>();
    private final Map<String, Optional<LinuxSystem>> measured = new HashMap<>();

    /** One line of the results. */
    private record Run(
            String wheel,
            String path,
            String system,
            String debianArch,
            Arch arch,
            Libc libc,
            DottedNumber libcVersion,
            String how,
            String outcome,
            String text) {

        static Run of(String line) {
            String[] columns = line.split("\t", -1);
            return new Run(
                    columns[0],
                    columns[1],
                    columns[2],
                    columns[3],
                    ARCHITECTURES.get(columns[3]),
                    columns[4].equals("musl") ? Libc.MUSL : Libc.GLIBC,
                    DottedNumber.parse(columns[5]).orElseThrow(),
                    columns[6],
                    columns[7],
                    columns[8]);
        }
    }

    @Test
    void textsOfRealLoaders() throws IOException {
        Map<String, Integer> judged = new TreeMap<>();
        List<String> differences = new ArrayList<>();
        for (String file : System.getProperty("wheelsweep.loaders.results").split(":", -1)) {
            List<String> lines = Files.readAllLines(Path.of(file));
            for (String line : lines.subList(1, lines.size())) {
                Run run = Run.of(line);
                Optional<Prediction> prediction = predict(run);
                if (prediction.isPresent() && !run.how().equals("static")) {
                    String said = said(run);
                    String predicted = predicted(prediction.get(), run);
                    String result = said.equals(predicted)
                            ? "as predicted"
                            : SYMBOLS_OF_OTHER_LIBRARIES.stream().anyMatch(said::endsWith)
                                    ? "not known: symbols of other libraries"
                                    : DIFFERS;
                    judged.merge(run.how() + " " + result, 1, Integer::sum);
                    if (result.equals(DIFFERS)) {
                        differences.add("%s %s %s %s %s%n    said      %s%n    predicted %s"
                                .formatted(
                                        run.system(), run.arch(), run.how(), run.wheel(), run.path(), said, predicted));
                    }
                } else {
                    judged.merge(prediction.isEmpty() ? "no system" : "static", 1, Integer::sum);
                }
            }
        }
        System.out.println(judged);
        assertThat(differences).as("%s", judged).isEmpty();
    }

    private Optional<Prediction> predict(Run run) {
        Optional<LinuxSystem> system = system(run);
        if (system.isEmpty()) {
            return Optional.empty();
        }
        return subjects.computeIfAbsent(run.wheel(), this::scan)
                .flatMap(subject -> subject.binaries().stream()
                        .filter(file -> file.path().equals(run.path()))
                        .reduce((first, last) -> last)
                        .flatMap(file -> new WheelLoads(subject, run.libc(), run.arch()).of(file, system.get())));
    }

    /** For glibc the release of Debian; for musl the release of Alpine with the same musl, and no library but this. */
    private Optional<LinuxSystem> system(Run run) {
        if (run.libc() == Libc.GLIBC) {
            return Optional.ofNullable(SUITES.get(run.system()))
                    .flatMap(catalog::named)
                    .filter(system -> system.libcVersion().equals(run.libcVersion()))
                    .or(() -> measured(run));
        }
        return catalog.all().stream()
                .filter(system -> system.libc() == Libc.MUSL
                        && system.libcVersion().equals(run.libcVersion())
                        && system.libraries().containsKey(run.arch()))
                .findFirst()
                .map(alpine -> system(
                        run,
                        alpine.libraries().get(run.arch()).all().stream()
                                .filter(library -> Libc.MUSL.answersTo(library.soname()))
                                .toList()));
    }

    /** A suite that has moved on since the catalogue was written: what its libraries define, read from themselves. */
    private Optional<LinuxSystem> measured(Run run) {
        return measured.computeIfAbsent(run.system() + "/" + run.debianArch(), key -> {
            Path root = Path.of(System.getProperty("wheelsweep.loaders"), key, "glibc", "usr", "lib");
            try (Stream<Path> files = Files.walk(root, 2)) {
                List<BaseLibrary> libraries = new ArrayList<>();
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    library(root, file, symbols(run)).ifPresent(libraries::add);
                }
                return Optional.of(system(run, libraries));
            } catch (IOException absent) {
                return Optional.empty();
            }
        });
    }

    /** The symbols of another system with this glibc. */
    private Optional<Set<String>> symbols(Run run) {
        return catalog.all().stream()
                .filter(system -> system.libcVersion().equals(run.libcVersion()))
                .flatMap(system -> Optional.ofNullable(system.libraries().get(run.arch())).stream())
                .flatMap(base -> base.named(GLIBC).flatMap(BaseLibrary::symbols).stream())
                .findFirst();
    }

    private static Optional<BaseLibrary> library(Path root, Path file, Optional<Set<String>> glibc) throws IOException {
        try (InputFile bytes = InputMode.MMAP.open(file)) {
            ElfFacts facts = ElfReader.read(bytes);
            return facts.linkage()
                    .soname()
                    .map(soname -> new BaseLibrary(
                            soname,
                            "/lib/" + root.relativize(file.resolveSibling(soname)),
                            facts.symbols().providedVersions().stream()
                                    .map(SymbolVersion::name)
                                    .collect(Collectors.toSet()),
                            glibc.filter(symbols -> soname.equals(GLIBC))));
        } catch (FormatException noElf) {
            return Optional.empty();
        }
    }

    private static LinuxSystem system(Run run, List<BaseLibrary> libraries) {
        return new LinuxSystem(
                run.system(),
                run.system(),
                run.libc(),
                run.libcVersion(),
                Map.of(run.arch(), new BaseLibraries(libraries)),
                new Lifecycle(Optional.empty(), Optional.empty(), Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private Optional<Subject> scan(String wheel) {
        try {
            return Subject.of(scanner.scan(
                    Stream.of(System.getProperty("wheelsweep.loaders.wheels").split(":", -1))
                            .map(folder -> Path.of(folder, wheel))
                            .filter(Files::isRegularFile)
                            .findFirst()
                            .orElseThrow(() -> new IllegalStateException("no folder has " + wheel))));
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static String said(Run run) {
        return switch (run.outcome()) {
            case "fails" ->
                run.how().equals("trace")
                        ? sorted(run.text())
                        : NO_LOADER.matcher(run.text()).replaceFirst("$1");
            // The loader had finished, or crashed on relocations that it does not know.
            default -> "";
        };
    }

    private static String sorted(String lines) {
        return Arrays.stream(lines.split("\\\\n"))
                .map(String::strip)
                .sorted()
                .distinct()
                .collect(Collectors.joining("; "));
    }

    private static String predicted(Prediction prediction, Run run) {
        Stream<LoadFailure> failures = prediction.failures().stream()
                .filter(failure -> failure.kind() != FailureKind.NEEDS_PROCESSOR
                        && failure.kind() != FailureKind.RELR_NOT_APPLIED);
        if (run.how().equals("trace")) {
            return failures.flatMap(failure -> traced(failure).stream())
                    .map(LoadDifferentialTest::installed)
                    .sorted()
                    .distinct()
                    .collect(Collectors.joining("; "));
        }
        List<LoadFailure> all = failures.toList();
        // A program that is started reports every missing version, dlopen only the first.
        long reported = run.how().equals("start")
                ? Math.max(
                        1,
                        all.stream()
                                .takeWhile(failure -> failure.kind() == FailureKind.MISSING_VERSION)
                                .count())
                : 1;
        return all.stream()
                .limit(reported)
                .map(LoadFailure::text)
                .map(LoadDifferentialTest::installed)
                .collect(Collectors.joining("\\n"));
    }

    private static Optional<String> traced(LoadFailure failure) {
        return switch (failure.kind()) {
            case MISSING_LIBRARY, NEEDS_LIBRARY -> failure.library().map(library -> library + " => not found");
            case MISSING_VERSION -> Optional.of(failure.text());
            default -> Optional.empty();
        };
    }

    private static String installed(String text) {
        return text.replace(Paths.SITE_PACKAGES, "/w/lib/python/site-packages").replace("<prefix>", "/w");
    }
}
