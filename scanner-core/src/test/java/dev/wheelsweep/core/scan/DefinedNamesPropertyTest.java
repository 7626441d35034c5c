package dev.wheelsweep.core.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.elf.ElfFacts;
import dev.wheelsweep.core.elf.ElfFactsBuilder;
import dev.wheelsweep.core.elf.ElfReader;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Limits;
import dev.wheelsweep.core.zip.SparseSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which imports a file of the wheel defines, beside a set of the names themselves. */
class DefinedNamesPropertyTest {
    private static final int ROUNDS = 200;
    private static final int NAMES = 20;
    private static final int LONGEST = 40;
    private static final long SEED = 20261129;

    @Test
    void theSameNamesAsInASetOfStrings() throws IOException, FormatException {
        Random random = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            DefinedNames defined = new DefinedNames();
            Set<String> names = new HashSet<>();
            ElfBuilder library = ElfBuilder.library();
            for (int i = 0; i < NAMES; i++) {
                String name = name(random);
                names.add(name);
                library.exporting(name);
            }
            ElfReader.read(SparseSource.of(library.bytes()), Limits.DEFAULT, defined);
            List<String> asked = new ArrayList<>(names);
            for (int i = 0; i < NAMES; i++) {
                asked.add(name(random));
            }
            List<Integer> expected = new ArrayList<>();
            for (int i = 0; i < asked.size(); i++) {
                if (names.contains(asked.get(i))) {
                    expected.add(i);
                }
            }
            assertThat(defined.places(symbols(asked)))
                    .as("seed %d, round %d", SEED, round)
                    .contains(expected);
        }
    }

    /** Short alphabets make names that only differ at their end, or that begin alike. */
    private static String name(Random random) {
        StringBuilder name = new StringBuilder("n");
        for (int i = random.nextInt(LONGEST); i > 0; i--) {
            name.appendCodePoint(random.nextInt(8) == 0 ? 0xe4 : 'a' + random.nextInt(2));
        }
        return name.toString();
    }

    private static ElfFacts.Symbols symbols(List<String> imports) {
        return new ElfFactsBuilder()
                .imports(imports.toArray(String[]::new))
                .build()
                .symbols();
    }

    @Test
    void namesOfPythonAreNotAskedForAndNamesThatAreNoTextCountAsDefined() {
        DefinedNames defined = new DefinedNames();
        assertThat(defined.places(symbols(List.of("PyList_New", "a", "a\\xff"))))
                .contains(List.of(2));
    }

    @Test
    void nothingIsKnownAfterTooManyNames() {
        DefinedNames defined = new DefinedNames();
        for (int i = 0; i <= DefinedNames.MOST; i++) {
            assertThat(i < DefinedNames.MOST
                            || defined.places(symbols(List.of())).isPresent())
                    .isTrue();
            defined.accept(i);
        }
        assertThat(defined.places(symbols(List.of("a")))).isEmpty();
    }
}
