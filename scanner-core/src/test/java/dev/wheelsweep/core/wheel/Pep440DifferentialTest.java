package dev.wheelsweep.core.wheel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Two versions have one normalized text just if {@code packaging} calls them equal, and its order of two versions. */
@EnabledIfSystemProperty(named = PythonReference.PYTHON, matches = ".+")
class Pep440DifferentialTest {
    private static final long SEED = 440;
    private static final int PAIRS = 20_000;

    private static final String PROGRAM = """
            from packaging.version import InvalidVersion, Version
            def answer(question):
                one, other = question.decode().split("\\0")
                try:
                    left, right = Version(one), Version(other)
                    return [str(left == right), str(bool(left.local)), str((left > right) - (left < right))]
                except InvalidVersion:
                    return None
            """;

    private static final List<String> PIECES = List.of(
            "0!",
            "1!",
            "1",
            "0",
            "01",
            "10",
            ".0",
            ".0.0",
            ".1",
            ".00",
            "a",
            "alpha",
            "b1",
            ".beta.01",
            "c",
            "rc0",
            "-pre",
            "-1",
            ".post",
            ".post0",
            "r1",
            "_rev_1",
            ".dev",
            "dev0",
            "+a",
            "+A.01",
            "+a_1",
            "-",
            "v");

    @Test
    void equalVersionsHaveOneTextAndOthersAnOrder() throws IOException, InterruptedException {
        Random random = new Random(SEED);
        List<String[]> pairs = new ArrayList<>();
        while (pairs.size() < PAIRS) {
            String one = version(random);
            pairs.add(new String[] {one, random.nextBoolean() ? version(random) : respelled(one, random)});
        }
        List<Optional<List<String>>> theirs = PythonReference.answers(
                PythonReference.PYTHON,
                PROGRAM,
                pairs.stream()
                        .map(pair -> String.join("\0", pair).getBytes(StandardCharsets.UTF_8))
                        .toList());
        int equal = 0;
        for (int i = 0; i < PAIRS; i++) {
            Optional<String> one = Pep440.normalized(pairs.get(i)[0]);
            Optional<String> other = Pep440.normalized(pairs.get(i)[1]);
            Optional<List<String>> ours = one.isPresent() && other.isPresent()
                    ? Optional.of(List.of(
                            python(one.equals(other)), python(Pep440.isLocal(pairs.get(i)[0])), order(pairs.get(i))))
                    : Optional.empty();
            assertThat(ours)
                    .as("seed %d: %s and %s", SEED, pairs.get(i)[0], pairs.get(i)[1])
                    .isEqualTo(theirs.get(i));
            assertThat(Integer.signum(key(pairs.get(i)[0]).compareTo(key(pairs.get(i)[1]))))
                    .as("seed %d: keys of %s and %s", SEED, pairs.get(i)[0], pairs.get(i)[1])
                    .isEqualTo(
                            Integer.signum(Pep440Order.of(pairs.get(i)[0]).compareTo(Pep440Order.of(pairs.get(i)[1]))));
            equal += one.isPresent() && one.equals(other) ? 1 : 0;
        }
        assertThat(equal).isGreaterThan(PAIRS / 100);
    }

    private static String order(String[] pair) {
        return Integer.toString(Integer.signum(Pep440Order.of(pair[0]).compareTo(Pep440Order.of(pair[1]))));
    }

    private static String key(String version) {
        return Pep440Order.of(version).key();
    }

    private static String python(boolean value) {
        return value ? "True" : "False";
    }

    private static String version(Random random) {
        StringBuilder version = new StringBuilder(random.nextBoolean() ? "1" : "");
        for (int pieces = random.nextInt(5); pieces >= 0; pieces--) {
            version.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return version.toString();
    }

    private static String respelled(String version, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> "v" + version;
            case 1 -> version.replace("alpha", "a").replace("01", "1").replace('_', '.');
            case 2 -> "0!" + version.replace(".0", "");
            default -> version.replaceFirst("^1", "1.0");
        };
    }
}
