package dev.wheelsweep.core.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReasonTest {
    private static final List<Path> TESTS = List.of(Path.of("src/test/java"), Path.of("../spark-job/src/test/java"));

    @Test
    void everyReasonIsNamedByATest() throws IOException {
        StringBuilder tests = new StringBuilder();
        for (Path root : TESTS) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    tests.append(Files.readString(file, UTF_8));
                }
            }
        }

        assertThat(Arrays.stream(Reason.values())
                        .filter(reason -> !Pattern.compile("\\b%s\\b|\"%s\"".formatted(reason.name(), reason.column()))
                                .matcher(tests)
                                .find()))
                .isEmpty();
    }

    @Test
    void everyLimitIsNamedLimit() {
        assertThat(Reason.values())
                .allMatch(reason -> reason.isLimit() == reason.name().startsWith("LIMIT_"));
    }
}
