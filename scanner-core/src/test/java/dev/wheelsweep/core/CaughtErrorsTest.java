package dev.wheelsweep.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * No code catches {@code Exception} or {@code Throwable}: it would continue after an OutOfMemoryError or a bug. The
 * test reads the sources, because compiled try-with-resources also catches everything.
 */
class CaughtErrorsTest {
    private static final Pattern EVERYTHING =
            Pattern.compile("catch \\([^)]*\\b(Throwable|Error|StackOverflowError|OutOfMemoryError|Exception) ");

    /**
     * Sources that may: they close what they opened and throw again, or call by reflection what throws {@code
     * Throwable}.
     */
    private static final Set<String> ALLOWED = Set.of("MappedFile.java", "Mapping.java");

    @Test
    void noSourceCatchesEverything() throws IOException {
        assertThat(catching(Path.of("src/main/java"))).isEqualTo(new TreeSet<>(ALLOWED));
    }

    private static Set<String> catching(Path sources) throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.walk(sources)) {
            List<Path> java =
                    files.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(java).hasSizeGreaterThan(100);
            for (Path file : java) {
                if (EVERYTHING.matcher(Files.readString(file)).find()) {
                    found.add(file.getFileName().toString());
                }
            }
        }
        return found;
    }
}
