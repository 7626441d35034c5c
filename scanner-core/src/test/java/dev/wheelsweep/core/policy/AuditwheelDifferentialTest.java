package dev.wheelsweep.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.scan.WheelReport;
import dev.wheelsweep.core.scan.WheelScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Compares our answer with auditwheel's. docs/auditwheel-differences.md lists the deliberate differences, and {@link
 * AuditwheelDifferencesTest} has a wheel for each; no wheel compared here has one.
 */
class AuditwheelDifferentialTest {
    private static final String SHARED = "wheelsweep.shared";
    private static final String WHEELS = "wheelsweep.wheels";
    private static final String WHEEL_LIMIT = "wheelsweep.auditwheel.wheels";
    /** The newest musllinux, and linux. */
    private static final int ANSWERS_OF_THE_NEWEST_MUSL = 2;

    private static final String REFUSED = "ERROR ";

    private final PolicyEngine engine = new PolicyEngine(PolicyCatalog.builtIn());
    private final WheelScanner scanner = new WheelScanner(InputMode.MMAP);

    @Test
    @EnabledIfSystemProperty(named = SHARED, matches = ".+")
    void fixturesOfAuditwheelsOwnTests() throws IOException {
        Path folder = Path.of(System.getProperty(SHARED), "wheels", "auditwheel-fixtures");
        SoftAssertions all = new SoftAssertions();
        List<String> lines = Files.readAllLines(folder.resolve("EXPECTED.tsv"));
        List<String> header = List.of(lines.get(0).split("\t", -1));
        for (String line : lines.subList(1, lines.size())) {
            String[] columns = line.split("\t", -1);
            String file = columns[header.indexOf("file")];
            Judgement judgement = judge(folder.resolve(file));
            String overall = columns[header.indexOf("observed_here_show")];
            all.assertThat(judgement.policy())
                    .as(file)
                    .isEqualTo(Optional.of(overall).filter(answer -> !answer.startsWith(REFUSED)));
            if (judgement.policy().isPresent()) {
                all.assertThat(detail(judgement)).as(file).isEqualTo(columns[header.indexOf("observed_here_detail")]);
            }
        }
        assertThat(lines).hasSizeGreaterThan(20);
        all.assertAll();
    }

    private static String detail(Judgement judgement) {
        return "libc=%s arch=%s sym=%s ref=%s bl=%s"
                .formatted(
                        judgement.libc().column().replace("bionic", "android"),
                        judgement.arch().orElseThrow(),
                        judgement.axis(Axis.SYMBOLS).orElseThrow().policy(),
                        judgement.axis(Axis.LIBRARIES).orElseThrow().policy(),
                        judgement.axis(Axis.FORBIDDEN_SYMBOLS).orElseThrow().policy());
    }

    @Test
    @EnabledIfSystemProperty(named = WHEELS, matches = ".+")
    @EnabledIfSystemProperty(named = Auditwheel.PYTHON, matches = ".+")
    void realWheels() throws IOException, InterruptedException {
        List<Path> wheels = wheels();
        Map<String, Auditwheel.Answer> answers = Auditwheel.answers(wheels);
        SoftAssertions all = new SoftAssertions();
        for (Path wheel : wheels) {
            String name = wheel.getFileName().toString();
            Auditwheel.Answer answer = answers.get(name);
            if (!answer.refused()) {
                Judgement judgement = judge(wheel);
                all.assertThat(judgement.externalLibraries())
                        .as(name)
                        .extracting(ExternalLibrary::name)
                        .isEqualTo(answer.externalLibraries().stream()
                                .filter(library -> judgement.libc() != Libc.MUSL || !Libc.MUSL.answersTo(library))
                                .toList());
                if (differsOnPurpose(judgement, answer)) {
                    continue;
                }
                all.assertThat(judgement.policy()).as(name).isEqualTo(Optional.of(answer.overall()));
                all.assertThat(judgement.axes())
                        .as(name)
                        .extracting(AxisResult::policy)
                        .isEqualTo(answer.axes());
            }
        }
        assertThat(answers.values()).anyMatch(answer -> !answer.refused());
        all.assertAll();
    }

    /** For musl we grant the names to which it answers, and know claims of an older release under their own name. */
    private static boolean differsOnPurpose(Judgement judgement, Auditwheel.Answer answer) {
        return judgement.libc() == Libc.MUSL
                && (answer.externalLibraries().stream().anyMatch(Libc.MUSL::answersTo)
                        || judgement.policies().size() > ANSWERS_OF_THE_NEWEST_MUSL);
    }

    private Judgement judge(Path wheel) throws IOException {
        WheelReport report = scanner.scan(wheel);
        return engine.judge(Subject.of(report).orElseThrow());
    }

    /** @return the smallest wheels, one of each name, by which answers are known */
    private static List<Path> wheels() throws IOException {
        Map<Path, Path> wheels = new LinkedHashMap<>();
        for (String folder : System.getProperty(WHEELS).split(":", -1)) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                files.filter(file -> file.toString().endsWith(".whl"))
                        .sorted()
                        .forEach(wheel -> wheels.put(wheel.getFileName(), wheel));
            }
        }
        assertThat(wheels).as("wheels in %s", System.getProperty(WHEELS)).isNotEmpty();
        return wheels.values().stream()
                .sorted(Comparator.comparingLong((Path wheel) -> wheel.toFile().length())
                        .thenComparing(Path::getFileName))
                .limit(Integer.getInteger(WHEEL_LIMIT, Integer.MAX_VALUE))
                .toList();
    }
}
