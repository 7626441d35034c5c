package dev.wheelsweep.core.wheel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.FormatException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Files with the suffixes that an interpreter looks for fit wheels with its tags, and no wheels for its neighbours. */
@EnabledIfSystemProperty(named = PythonReference.PYTHON, matches = ".+")
class ExtensionSuffixDifferentialTest {
    private static final String PROGRAM = """
            import importlib.machinery, sys
            def answer(question):
                return ["%d%d" % sys.version_info[:2], *importlib.machinery.EXTENSION_SUFFIXES]
            """;

    @Test
    void fitWhatTheInterpreterImports() throws IOException, InterruptedException, FormatException {
        List<String> answer = PythonReference.answers(PythonReference.PYTHON, PROGRAM, List.of(new byte[] {1}))
                .get(0)
                .orElseThrow();
        int version = Integer.parseInt(answer.get(0));
        for (String suffix : answer.subList(1, answer.size())) {
            ExtensionSuffix.of("_x" + suffix).ifPresent(it -> {
                String abi = it.isStable() ? it.implementation() : "cp" + version;
                assertThat(fits(it, version, abi)).as(suffix).isTrue();
                assertThat(fits(it, version + 1, "cp" + (version + 1)))
                        .as(suffix)
                        .isFalse();
            });
        }
        assertThat(answer.subList(1, answer.size()).stream()
                        .filter(suffix -> ExtensionSuffix.of("_x" + suffix).isEmpty()))
                .containsExactly(".so");
    }

    private static boolean fits(ExtensionSuffix suffix, int version, String abi) {
        try {
            return suffix.fits(
                    WheelFilename.parse("a-1-cp%d-%s-linux_x86_64.whl".formatted(version, abi)), List.of(suffix));
        } catch (FormatException bad) {
            throw new IllegalStateException(bad);
        }
    }
}
