package dev.wheelsweep.spark;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** ARCHITECTURE.md names packages, classes and methods that exist. */
class ArchitectureDocumentTest {
    private static final Path PROJECT = Path.of("..");
    private static final Path DOCUMENT = PROJECT.resolve("ARCHITECTURE.md");
    private static final int MOST_LINES = 150;
    private static final String CORE = "dev.wheelsweep.core.";
    private static final String SPARK = "dev.wheelsweep.spark.";

    /** A document without a name in backticks would pass every other test. */
    private static final int FEWEST_NAMES = 40;

    /** {@code package.Class} or {@code package.Class.member}, in backticks. */
    private static final Pattern NAME =
            Pattern.compile("`((?:[a-z]+\\.)+[A-Z][A-Za-z0-9]*)(?:\\.([A-Za-z][A-Za-z0-9_]*))?`");

    /** A line of the list of packages: two spaces, the package, at least two spaces, its meaning. */
    private static final Pattern PACKAGE = Pattern.compile("(?m)^  ([a-z]+(?:\\.[a-z]+)*) {2,}\\S");

    @Test
    void isShort() throws IOException {
        assertThat(Files.readAllLines(DOCUMENT)).hasSizeLessThanOrEqualTo(MOST_LINES);
    }

    @Test
    void namesClassesAndMembersThatExist() throws IOException {
        List<MatchResult> names = NAME.matcher(text()).results().toList();

        assertThat(names.size()).isGreaterThan(FEWEST_NAMES);
        assertThat(names.stream()
                        .filter(name -> !exists(name.group(1), Optional.ofNullable(name.group(2))))
                        .map(MatchResult::group))
                .isEmpty();
    }

    @Test
    void listsEveryPackage() throws IOException {
        SortedSet<String> listed = PACKAGE.matcher(section("Packages"))
                .results()
                .map(line -> line.group(1))
                .collect(toCollection(TreeSet::new));
        SortedSet<String> present = packages("scanner-core", "core");
        present.addAll(packages("spark-job", "spark"));

        assertThat(listed).isEqualTo(present);
    }

    private static String text() throws IOException {
        return Files.readString(DOCUMENT);
    }

    private static String section(String title) throws IOException {
        return Stream.of(text().split("\n## "))
                .filter(section -> section.startsWith(title))
                .findFirst()
                .orElseThrow();
    }

    private static boolean exists(String type, Optional<String> member) {
        return Stream.of(CORE, SPARK)
                .flatMap(root -> load(root + type).stream())
                .anyMatch(found -> member.isEmpty() || members(found).contains(member.get()));
    }

    private static Optional<Class<?>> load(String name) {
        try {
            return Optional.of(Class.forName(name, false, ArchitectureDocumentTest.class.getClassLoader()));
        } catch (ClassNotFoundException absent) {
            return Optional.empty();
        }
    }

    private static List<String> members(Class<?> type) {
        return Stream.concat(
                        Arrays.stream(type.getDeclaredMethods()).map(Method::getName),
                        Arrays.stream(type.getDeclaredFields()).map(Field::getName))
                .toList();
    }

    /** @return the packages below the module's root that hold a class, such as {@code "cli.output"} */
    private static SortedSet<String> packages(String module, String root) throws IOException {
        Path sources =
                PROJECT.resolve(module).resolve("src/main/java/dev/wheelsweep").resolve(root);
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(file -> sources.relativize(file.getParent()).toString().replace('/', '.'))
                    .filter(name -> !name.isEmpty())
                    .collect(toCollection(TreeSet::new));
        }
    }
}
