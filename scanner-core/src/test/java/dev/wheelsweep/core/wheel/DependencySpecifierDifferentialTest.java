package dev.wheelsweep.core.wheel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.scan.WheelScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** {@code packaging} accepts the same dependency specifiers, and finds the same parts in them. */
@EnabledIfSystemProperty(named = PythonReference.PYTHON, matches = ".+")
class DependencySpecifierDifferentialTest {
    private static final String WHEELS = "wheelsweep.wheels";
    private static final long SEED = 508;
    private static final int TEXTS = 40_000;

    /** Compares what it parses itself with our parts, because both write markers and specifiers differently. */
    private static final String PROGRAM = """
            from packaging.markers import Marker
            from packaging.requirements import InvalidRequirement, Requirement
            from packaging.specifiers import SpecifierSet
            from packaging.utils import canonicalize_name
            def answer(question):
                text, isValid, name, extras, specifier, url, marker = question.decode().split("\\0")
                try:
                    theirs = Requirement(text)
                except InvalidRequirement:
                    return [str(isValid == "false")]
                return [str(
                    isValid == "true"
                    and name == canonicalize_name(theirs.name)
                    and set(filter(None, extras.split(","))) == theirs.extras
                    and SpecifierSet(specifier) == theirs.specifier
                    and (url or None) == theirs.url
                    and (str(Marker(marker)) if marker else "None") == str(theirs.marker))]
            """;

    private static final List<String> PIECES = List.of(
            "foo",
            "Foo.bar_",
            "a-",
            "9",
            " ",
            " ",
            "[",
            "]",
            "[a]",
            "[a, b]",
            ",",
            "(",
            ")",
            ">=1.0",
            "==1.*",
            "!=2.0+x",
            "~=1.4",
            "===any",
            "<2,>1",
            ">= 1!2a1.post3.dev4",
            ">1.*",
            "@",
            "@ https://x/y",
            ";",
            "; ",
            "os_name",
            "os.name",
            "python_version",
            "extra",
            "extras",
            "'x'",
            "\"y\"",
            "==",
            " in ",
            " not in ",
            " not  in ",
            " and ",
            "or",
            "<",
            "é");

    private static final List<String> SKELETONS = List.of(
            "foo%s",
            "foo[a]%s",
            "foo (%s)",
            "foo>=1%s",
            "foo;%s",
            "foo; os_name == 'x'%s",
            "foo @ https://x/y %s",
            "foo;(extra=='a'%s)",
            "%s");

    @Test
    void generatedSpecifiersAreReadAlike() throws IOException, InterruptedException {
        Random random = new Random(SEED);
        List<String> texts = new ArrayList<>();
        while (texts.size() < TEXTS) {
            StringBuilder middle = new StringBuilder();
            for (int pieces = random.nextInt(5); pieces > 0; pieces--) {
                middle.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            texts.add(SKELETONS
                    .get(random.nextInt(SKELETONS.size()))
                    .formatted(middle)
                    .strip());
        }
        List<DependencySpecifier> parsed =
                texts.stream().map(DependencySpecifier::parse).toList();

        assertThat(differences(parsed)).as("seed %d", SEED).isEmpty();
        assertThat(parsed.stream().filter(it -> it.fault().isEmpty()).count()).isGreaterThan(TEXTS / 20);
    }

    @Test
    @EnabledIfSystemProperty(named = WHEELS, matches = ".+")
    void linesOfRealWheelsAreReadAlike() throws IOException, InterruptedException {
        WheelScanner scanner = new WheelScanner(InputMode.MMAP);
        TreeSet<String> lines = new TreeSet<>();
        for (String folder : System.getProperty(WHEELS).split(":", -1)) {
            try (Stream<Path> files = Files.list(Path.of(folder))) {
                for (Path wheel :
                        files.filter(it -> it.toString().endsWith(".whl")).toList()) {
                    lines.addAll(scanner.scan(wheel).distInfo().requiresDist());
                }
            }
        }

        assertThat(lines).isNotEmpty();
        assertThat(differences(lines.stream().map(DependencySpecifier::parse).toList()))
                .as("%d lines", lines.size())
                .isEmpty();
    }

    private static List<DependencySpecifier> differences(List<DependencySpecifier> parsed)
            throws IOException, InterruptedException {
        List<Optional<List<String>>> agrees = PythonReference.answers(
                PythonReference.PYTHON,
                PROGRAM,
                parsed.stream()
                        .map(it -> String.join(
                                        "\0",
                                        it.text(),
                                        Boolean.toString(it.fault().isEmpty()),
                                        it.project()
                                                .map(ProjectName::normalized)
                                                .orElse(""),
                                        String.join(",", it.extras()),
                                        it.specifier().orElse(""),
                                        it.url().orElse(""),
                                        it.marker().orElse(""))
                                .getBytes(StandardCharsets.UTF_8))
                        .toList());
        List<DependencySpecifier> differences = new ArrayList<>();
        for (int i = 0; i < parsed.size(); i++) {
            if (!agrees.get(i).equals(Optional.of(List.of("True")))) {
                differences.add(parsed.get(i));
            }
        }
        return differences;
    }
}
