package dev.wheelsweep.core.elf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * What glibc loads is read, with the libraries and versions that glibc looks for, whatever is wrong with the file. Words of
 * libraries that load are changed at random; {@code tools/elf-mutants} makes more of them, also of libraries that linkers
 * made.
 */
@EnabledIf("dev.wheelsweep.core.elf.Loader#isGlibcOnX8664")
final class LenientElfDifferentialTest {
    private static final int MUTANTS = Integer.getInteger("wheelsweep.elf.mutants", 1_000);
    private static final int SEED = Integer.getInteger("wheelsweep.seed", 20261129);
    /** As many as are described of each kind of failure. */
    private static final int DESCRIBED = 5;

    private final Map<String, Integer> outcomes = new TreeMap<>();
    private final Map<String, List<String>> wrong = new TreeMap<>();
    /** Files that reach a limit of ours are unread, and say so. */
    private int limits;

    private static Map<String, byte[]> libraries() throws IOException {
        Map<String, byte[]> libraries = new TreeMap<>();
        for (ElfBuilder.HashStyle hash : ElfBuilder.HashStyle.values()) {
            libraries.put(
                    "built " + hash, LoaderDifferentialTest.library().hash(hash).bytes());
        }
        String folder = System.getProperty("wheelsweep.elf.libraries", "");
        if (!folder.isEmpty()) {
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                for (Path file : files.sorted().toList()) {
                    libraries.put(file.getFileName().toString(), Files.readAllBytes(file));
                }
            }
        }
        return libraries;
    }

    @Test
    void whatIsWrongWithABuiltFileIsNotNoticed() throws Exception {
        try (MutantLoader loader = MutantLoader.start()) {
            for (LenientElfTest.Case it : LenientElfTest.cases().toList()) {
                MutantLoader.Answer answer = loader.load(it.elf().bytes());
                assertThat(answer.loads()).as(it.change()).isTrue();
                assertThat(answer.agrees(it.elf().facts()))
                        .as("%s: %s", it.change(), answer)
                        .isTrue();
            }
        }
    }

    @Test
    void whatIsLoadedIsReadWithTheSameNeeds() throws Exception {
        Map<String, byte[]> libraries = libraries();
        List<String> names = List.copyOf(libraries.keySet());
        List<ElfMutations> mutations =
                libraries.values().stream().map(ElfMutations::new).toList();
        try (MutantLoader loader = MutantLoader.start()) {
            for (String name : names) {
                MutantLoader.Answer answer = loader.load(libraries.get(name));
                assertThat(answer.loads()).as(name).isTrue();
                compare(name, libraries.get(name), answer);
            }
            for (int i = 0; i < MUTANTS; i++) {
                int library = i % names.size();
                byte[] mutant = mutations.get(library).mutant(new Random((long) SEED << 32 | i));
                MutantLoader.Answer answer = loader.load(mutant);
                outcomes.merge(answer.outcome().split(" ", -1)[0], 1, Integer::sum);
                if (answer.loads()) {
                    compare("seed %d, mutant %d of %s".formatted(SEED, i, names.get(library)), mutant, answer);
                }
            }
        }
        System.out.printf(
                "%d mutants of %d libraries: %s; over a limit: %d; unread or different: %s%n",
                MUTANTS, names.size(), outcomes, limits, counts());
        assertThat(outcomes).containsKeys("loads", "fails");
        wrong.replaceAll((kind, cases) -> cases.subList(0, Math.min(cases.size(), DESCRIBED)));
        assertThat(wrong).isEmpty();
    }

    private Map<String, Integer> counts() {
        Map<String, Integer> counts = new TreeMap<>();
        wrong.forEach((kind, cases) -> counts.put(kind, cases.size()));
        return counts;
    }

    private void compare(String name, byte[] library, MutantLoader.Answer answer) throws IOException {
        try {
            ElfFacts facts = ElfReader.read(new HeapSource(library));
            if (!answer.agrees(facts)) {
                note("different", "%s: %s, not %s, %s".formatted(name, answer, facts.linkage(), facts.symbols()));
            }
        } catch (FormatException unread) {
            if (unread.reason().isLimit()) {
                limits++;
                return;
            }
            note("unread: " + unread.reason(), "%s: %s".formatted(name, unread.getMessage()));
        }
    }

    private void note(String kind, String description) {
        wrong.computeIfAbsent(kind, first -> new ArrayList<>()).add(description);
    }
}
