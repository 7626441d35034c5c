package dev.wheelsweep.core.wheel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Every name without variant label that pip accepted before it used packaging's grammar is parsed into the same parts.
 * Deliberate differences: a tag of dots alone, and a build tag that begins with a digit of another script, which is
 * refused or makes the last part a variant label.
 */
@EnabledIfSystemProperty(named = LegacyFilenameDifferentialTest.OLD_PIP, matches = ".+")
class LegacyFilenameDifferentialTest {
    /** Names a Python whose pip is older than 25.1; later ones also accept such names, with a warning. */
    static final String OLD_PIP = "wheelsweep.oldpip";

    private static final long SEED = 25_3;
    private static final int NAMES = 50_000;

    private static final String PROGRAM = """
            from pip import __version__
            from pip._internal.exceptions import InvalidWheelFilename
            from pip._internal.models.wheel import Wheel
            from pip._vendor.packaging.utils import canonicalize_name
            assert tuple(map(int, __version__.split(".")[:2])) < (25, 1), __version__
            def answer(question):
                try:
                    wheel = Wheel(question.decode())
                except InvalidWheelFilename:
                    return None
                # The two meant differences.
                if not all(any(tags) for tags in (wheel.pyversions, wheel.abis, wheel.plats)):
                    return None
                if wheel.build_tag and not wheel.build_tag[0].isascii():
                    return None
                return [canonicalize_name(wheel.name), wheel.version, wheel.build_tag or "",
                        *sorted({t.lower() for tags in (wheel.pyversions, wheel.abis, wheel.plats) for t in tags if t})]
            """;

    @Test
    void acceptsTheSameNamesWithTheSameParts() throws IOException, InterruptedException {
        List<String> names = MutatedNames.of(SEED, NAMES).stream()
                .filter(name -> parsed(name).flatMap(WheelFilename::variant).isEmpty())
                .toList();
        List<Optional<List<String>>> theirs = PythonReference.answers(
                OLD_PIP,
                PROGRAM,
                names.stream()
                        .map(name -> name.getBytes(StandardCharsets.UTF_8))
                        .toList());
        int legacy = 0;
        for (int i = 0; i < names.size(); i++) {
            Optional<WheelFilename> ours = parsed(names.get(i));
            if (theirs.get(i).isPresent()) {
                assertThat(ours.map(LegacyFilenameDifferentialTest::described))
                        .as("seed %d: %s", SEED, names.get(i))
                        .isEqualTo(theirs.get(i));
            }
            if (ours.isPresent() && ours.get().grammar() == WheelFilename.Grammar.LEGACY) {
                assertThat(theirs.get(i)).as("seed %d: %s", SEED, names.get(i)).isPresent();
                legacy++;
            }
        }
        assertThat(legacy).as("names that only old pip accepts").isGreaterThan(NAMES / 20);
    }

    private static Optional<WheelFilename> parsed(String name) {
        try {
            return Optional.of(WheelFilename.parse(name));
        } catch (FormatException invalid) {
            return Optional.empty();
        }
    }

    private static List<String> described(WheelFilename wheel) {
        return Stream.concat(
                        Stream.of(
                                wheel.project().normalized(),
                                wheel.version().replace('_', '-'),
                                wheel.build().orElse("")),
                        Stream.of(
                                        wheel.pythonTags().stream(),
                                        wheel.abiTags().stream(),
                                        wheel.platformTags().stream().map(PlatformTag::text))
                                .flatMap(tags -> tags)
                                .distinct()
                                .sorted())
                .toList();
    }
}
