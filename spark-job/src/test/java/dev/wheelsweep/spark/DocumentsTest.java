package dev.wheelsweep.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents name tests and files that exist. */
class DocumentsTest {
    private static final Path PROJECT = Path.of("..");
    private static final List<Path> DOCUMENTS = Stream.of(
                    "README.md",
                    "ARCHITECTURE.md",
                    "CONTRIBUTING.md",
                    "SECURITY.md",
                    "BENCHMARKS.md",
                    "docs/operators.md",
                    "docs/faults.md",
                    "docs/auditwheel-differences.md")
            .map(PROJECT::resolve)
            .toList();

    /** {@code NameTest} or {@code NameTest.method}, in backticks. */
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]*Test)(?:\\.([a-z][A-Za-z0-9]*))?`");

    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(?:#[^)]*)?\\)");

    @Test
    void nameTestsThatExist() throws IOException {
        Map<String, String> tests = tests();
        for (Path document : DOCUMENTS) {
            for (MatchResult name : matches(TEST, document)) {
                assertThat(tests).as(document.toString()).containsKey(name.group(1));
                if (name.group(2) != null) {
                    assertThat(tests.get(name.group(1)))
                            .as("%s names %s", document, name.group())
                            .contains("void " + name.group(2) + "(");
                }
            }
        }
    }

    /** Each row of the register has the commit that fixed the fault, and a test of it. */
    @Test
    void everyFaultHasACommitAndATest() throws IOException {
        List<String> faults = Files.readAllLines(PROJECT.resolve("docs/faults.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| fault ") && !line.startsWith("| ---"))
                .toList();

        assertThat(faults).hasSizeGreaterThan(20).allSatisfy(fault -> {
            assertThat(fault).matches(".* \\| 20\\d\\d-\\d\\d-\\d\\d \\| .+ \\| [0-9a-f]{7,} \\| .*");
            assertThat(TEST.matcher(fault).find()).as(fault).isTrue();
        });
    }

    @Test
    void linkToFilesThatExist() throws IOException {
        for (Path document : DOCUMENTS) {
            assertThat(matches(LINK, document))
                    .as(document.toString())
                    .allSatisfy(link ->
                            assertThat(document.resolveSibling(link.group(1))).exists());
        }
    }

    private static List<MatchResult> matches(Pattern pattern, Path document) throws IOException {
        return pattern.matcher(Files.readString(document)).results().toList();
    }

    /** @return the source of every test, by its name */
    private static Map<String, String> tests() throws IOException {
        Map<String, String> tests = new HashMap<>();
        for (String module : List.of("scanner-core", "spark-job", "benchmarks")) {
            try (Stream<Path> files = Files.walk(PROJECT.resolve(module).resolve("src/test/java"))) {
                for (Path file : files.filter(path -> path.toString().endsWith("Test.java"))
                        .toList()) {
                    tests.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
                }
            }
        }
        return tests;
    }
}
