package dev.wheelsweep.core.wheel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.wheel.WheelFilename.Grammar;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Current names are those that {@code packaging} 26.4 parses, with the same parts. One difference is deliberate: names
 * with a variant label (PEP 825), which packaging refuses.
 */
@EnabledIfSystemProperty(named = PythonReference.PYTHON, matches = ".+")
class WheelFilenameDifferentialTest {
    private static final long SEED = 427;
    private static final int NAMES = 50_000;

    /** Answers with the parts of the name, and whether packaging's version equals the given one. */
    private static final String PROGRAM = """
            from packaging import __version__
            from packaging.utils import InvalidWheelFilename, parse_wheel_filename
            from packaging.version import Version
            assert __version__ == "26.4", __version__
            def answer(question):
                filename, ours = question.decode().split("\\0")
                try:
                    name, version, build, tags = parse_wheel_filename(filename)
                except InvalidWheelFilename:
                    return None
                same = ours and str(Version(ours)) == str(version)
                number, rest = build or ("", "")
                return [name, str(bool(same)), str(number), rest, *sorted(map(str, tags))]
            """;

    @Test
    void acceptsTheSameNamesWithTheSameParts() throws IOException, InterruptedException {
        List<String> names = MutatedNames.of(SEED, NAMES);
        List<Optional<WheelFilename>> ours =
                names.stream().map(WheelFilenameDifferentialTest::parsed).toList();
        List<byte[]> questions = IntStream.range(0, NAMES)
                .mapToObj(i -> names.get(i) + "\0"
                        + ours.get(i).map(WheelFilename::version).orElse(""))
                .map(question -> question.getBytes(StandardCharsets.UTF_8))
                .toList();
        List<Optional<List<String>>> theirs = PythonReference.answers(PythonReference.PYTHON, PROGRAM, questions);
        int accepted = 0;
        int variants = 0;
        for (int i = 0; i < NAMES; i++) {
            Optional<WheelFilename> current = ours.get(i).filter(wheel -> wheel.grammar() == Grammar.CURRENT);
            if (current.isPresent() && current.get().variant().isPresent()) {
                assertThat(theirs.get(i)).as("seed %d: %s", SEED, names.get(i)).isEmpty();
                variants++;
            } else {
                assertThat(current.map(WheelFilenameDifferentialTest::described))
                        .as("seed %d: %s", SEED, names.get(i))
                        .isEqualTo(theirs.get(i));
                accepted += theirs.get(i).isPresent() ? 1 : 0;
            }
        }
        assertThat(accepted).as("names that both accept").isBetween(NAMES / 10, NAMES * 9 / 10);
        assertThat(variants).as("names with a variant label").isGreaterThan(NAMES / 100);
    }

    private static Optional<WheelFilename> parsed(String name) {
        try {
            return Optional.of(WheelFilename.parse(name));
        } catch (FormatException invalid) {
            return Optional.empty();
        }
    }

    private static List<String> described(WheelFilename wheel) {
        String build = wheel.build().orElse("");
        String number = build.chars()
                .takeWhile(digit -> digit >= '0' && digit <= '9')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        return Stream.concat(
                        Stream.of(
                                wheel.project().normalized(),
                                "True",
                                number.isEmpty() ? "" : new BigInteger(number).toString(),
                                build.substring(number.length())
                                        .lines()
                                        .findFirst()
                                        .orElse("")),
                        wheel.tags().map(Tag::text).sorted())
                .toList();
    }
}
