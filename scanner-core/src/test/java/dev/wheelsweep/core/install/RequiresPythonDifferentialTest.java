package dev.wheelsweep.core.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.wheel.PythonReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** {@code packaging} finds that the same versions of Python satisfy a specifier. */
@EnabledIfSystemProperty(named = PythonReference.PYTHON, matches = ".+")
class RequiresPythonDifferentialTest {
    private static final long SEED = 345;
    private static final int QUESTIONS = 20_000;

    private static final String PROGRAM = """
            from packaging.specifiers import InvalidSpecifier, SpecifierSet
            def answer(question):
                python, specifiers = question.decode().split(" ", 1)
                try:
                    return [str(SpecifierSet(specifiers).contains(python, prereleases=True))]
                except InvalidSpecifier:
                    return None
            """;

    private static final List<String> VERSIONS = List.of(
            "3",
            "2.7",
            "3.0",
            "3.6",
            "3.7",
            "3.7.0",
            "3.8.1",
            "3.9.5",
            "3.10",
            "3.11.4",
            "4",
            "4.0",
            "3.12.0",
            "2.7.18",
            "3.11.*",
            "3.*",
            "2.7.*",
            "3.0.*",
            "3.7.0b1",
            "4.0.0a1",
            "v3.8",
            "3.x",
            "",
            "03.8",
            "3.8.post1");
    private static final List<String> OPERATORS =
            List.of(">=", ">=", "<", "<=", ">", "==", "!=", "~=", "~=", "===", "=>", "");
    private static final List<String> PYTHONS =
            List.of("2.7.18", "3.6.8", "3.7.0", "3.8.1", "3.9.5", "3.10.0", "3.11.4", "3.12.0");

    @Test
    void sameVersionsSatisfyASpecifier() throws IOException, InterruptedException {
        Random random = new Random(SEED);
        List<String> questions = new ArrayList<>();
        for (int i = 0; i < QUESTIONS; i++) {
            questions.add(any(random, PYTHONS) + " "
                    + IntStream.range(0, 1 + random.nextInt(3))
                            .mapToObj(clause -> any(random, OPERATORS)
                                    + (random.nextInt(4) == 0 ? " " : "")
                                    + any(random, VERSIONS))
                            .collect(Collectors.joining(random.nextBoolean() ? "," : ", ")));
        }
        List<Optional<List<String>>> theirs = PythonReference.answers(
                PythonReference.PYTHON,
                PROGRAM,
                questions.stream()
                        .map(it -> it.getBytes(StandardCharsets.UTF_8))
                        .toList());
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < QUESTIONS; i++) {
            String[] question = questions.get(i).split(" ", 2);
            boolean ours = RequiresPython.isSatisfied(
                    question[1], DottedNumber.parse(question[0]).orElseThrow());
            // pip takes a file whose specifier it cannot parse.
            boolean expected = theirs.get(i).map(it -> it.get(0).equals("True")).orElse(true);
            if (ours != expected) {
                differences.add("%s is %s".formatted(questions.get(i), expected));
            }
        }
        assertThat(differences).as("seed %d", SEED).isEmpty();
    }

    private static String any(Random random, List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
