package dev.wheelsweep.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.InputFile;
import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.zip.BrokenArchives;
import dev.wheelsweep.core.zip.CentralDirectory;
import dev.wheelsweep.core.zip.LocalHeaders;
import dev.wheelsweep.core.zip.PythonJudge;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares the verdict on broken archives with that of PyPI's own code. {@code wheelsweep.warehouse} is the file {@code
 * warehouse/utils/zipfiles.py} of a clone of pypi/warehouse, {@code wheelsweep.warehouse.python} a CPython 3.13 or newer that
 * runs it. The sources are built here, and the archives of {@code wheelsweep.shared} are added where it is given.
 */
@EnabledIfSystemProperty(named = "wheelsweep.warehouse", matches = ".+")
class UploadDifferentialTest {
    private static final int MUTANTS = Integer.getInteger("wheelsweep.mutants", 6000);
    private static final long SEED = Long.getLong("wheelsweep.seed", 20260821L);
    private static final String ACCEPT = "ACCEPT";

    /** Prints a line for each file named in its input: the verdict. */
    private static final String JUDGE = """
            import importlib.util, sys
            spec = importlib.util.spec_from_file_location("zipfiles", sys.argv[1])
            zipfiles = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(zipfiles)
            for line in sys.stdin:
                try:
                    accepted, reason = zipfiles.validate_zipfile(line.rstrip("\\n"))
                except Exception as fault:  # the upload fails with an error of the server
                    accepted, reason = False, type(fault).__name__
                print("ACCEPT" if accepted else "REJECT: " + " ".join(str(reason).split()))
            """;

    @TempDir
    private Path folder;

    @Test
    void everyBrokenArchiveHasPypisVerdict() throws IOException, InterruptedException {
        List<Path> mutants = BrokenArchives.write(folder, BrokenArchives.sources(), MUTANTS, SEED);
        List<String> theirs = PythonJudge.ask(
                System.getProperty("wheelsweep.warehouse.python", "python3"),
                JUDGE,
                mutants,
                folder,
                System.getProperty("wheelsweep.warehouse"));
        Map<String, List<String>> differences = new TreeMap<>();
        int accepted = 0;
        for (int i = 0; i < mutants.size(); i++) {
            String ours = verdict(mutants.get(i));
            accepted += theirs.get(i).equals(ACCEPT) ? 1 : 0;
            if (theirs.get(i).equals(ACCEPT) != ours.equals(ACCEPT)) {
                differences
                        .computeIfAbsent("PyPI %s, we %s".formatted(theirs.get(i), ours), none -> new ArrayList<>())
                        .add("mutant " + i);
            }
        }
        int different = differences.values().stream().mapToInt(List::size).sum();
        System.out.printf(
                "%d broken archives, seed %d: %d agree with PyPI, which accepts %d; differences: %s%n",
                mutants.size(), SEED, mutants.size() - different, accepted, differences);
        assertThat(accepted).as("mutants that show what is accepted").isGreaterThan(MUTANTS / 50);
        assertThat(differences).isEmpty();
    }

    private static String verdict(Path path) throws IOException {
        try (InputFile file = InputMode.MMAP.open(path)) {
            return UploadWalk.objection(file, CentralDirectory.read(file), new LocalHeaders(file))
                    .map(objection -> "REJECT: " + objection.detail())
                    .orElse(ACCEPT);
        } catch (FormatException bad) {
            return "REJECT: " + bad.reason().column();
        }
    }
}
