package dev.wheelsweep.core.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.wheel.PythonReference;
import dev.wheelsweep.core.wheel.Tag;
import dev.wheelsweep.core.wheel.WheelFilename;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The finder of pip chooses the same file of a release: by tags, names, build tags, Requires-Python and yanked files. */
@EnabledIfSystemProperty(named = RealInstaller.INSTALLERS, matches = ".+")
class SelectionDifferentialTest {
    private static final long SEED = 592;
    private static final int RELEASES = 2_500;
    private static final int MOST_FILES = 6;
    private static final String SDIST = "pkg-1.0.tar.gz";

    /** One for each way to read names and to compare files. Older ones have another finder. */
    private static final Set<String> PIPS = Set.of("20.2.4", "21.3.1", "26.2.1", "26.3");

    private static final String PROGRAM = """
            import sys
            sys.path.insert(0, %s)
            import logging
            from pip._internal.index.package_finder import CandidateEvaluator, LinkEvaluator
            from pip._internal.models.candidate import InstallationCandidate
            from pip._internal.models.link import Link
            from pip._internal.models.target_python import TargetPython
            from pip._vendor.packaging.tags import Tag
            logging.disable()
            target = TargetPython(py_version_info=(3, 11, 4))
            target._valid_tags = [Tag(*tag.split("-")) for tag in %s.split()]
            evaluator = LinkEvaluator("pkg", "pkg", frozenset(["binary", "source"]), target, True)
            def answer(question):
                candidates = []
                for line in question.decode().splitlines():
                    name, requires, yanked = line.split("|")
                    link = Link("https://host/" + name, requires_python=requires or None,
                                yanked_reason="" if yanked == "true" else None)
                    result, version = evaluator.evaluate_link(link)
                    if result is True or getattr(result, "name", "") == "candidate":
                        candidates.append(InstallationCandidate("pkg", version, link))
                best = CandidateEvaluator.create("pkg", target).compute_best_candidate(candidates).best_candidate
                return [best.link.filename if best else ""]
            """;

    private static final List<String> NAMES = List.of(
            "pkg-1.0-cp311-cp311-manylinux_2_28_x86_64.whl",
            "pkg-1.0-cp311-cp311-manylinux_2_34_x86_64.whl",
            "pkg-1.0-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
            "pkg-1.0-1-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
            "pkg-1.0-cp311-cp311-manylinux2014_x86_64.whl",
            "pkg-1.0-cp311-cp311-manylinux1_x86_64.whl",
            "pkg-1.0-cp311-cp311-linux_x86_64.whl",
            "pkg-1.0-cp311-cp311-musllinux_1_2_x86_64.whl",
            "pkg-1.0-cp311-abi3-manylinux_2_17_x86_64.whl",
            "pkg-1.0-cp38.cp39-abi3-manylinux_2_17_x86_64.whl",
            "pkg-1.0-cp311-none-any.whl",
            "pkg-1.0-py2.py3-none-any.whl",
            "pkg-1.0-2-py3-none-any.whl",
            "pkg-1.0-10-py3-none-any.whl",
            "pkg-1.0-10b-py3-none-any.whl",
            "pkg-1.0-010-py3-none-any.whl",
            "pkg-1.0-py3-none-any.whl",
            "pkg-1.0-py3-None-Any.whl",
            "pkg-1.0-py3.6-none-any.whl",
            "pkg-1.0-py3..py2-none-any.whl",
            "pkg-1.0-3.11-none-any.whl",
            "pkg-1.0-py3-none-any-variant.whl",
            "pkg-1.0-cp311-cp311-linux_x86_64-x86_64_v3.whl",
            "pkg-1.0-cp312-cp312-win_amd64.whl",
            SDIST,
            SDIST);

    private static final List<String> REQUIRES =
            List.of("", "", "", "", ">=3.8", ">=3.12", "<3.11", "nonsense", "~=3.11.0");

    @Test
    void pipChoosesTheSameFile() throws IOException, InterruptedException, FormatException {
        Map<String, String> differences = new TreeMap<>();
        int pips = 0;
        for (RealInstaller release : RealInstaller.all()) {
            Installer.Pip pip =
                    new Installer.Pip(DottedNumber.parse(release.release()).orElseThrow());
            if (!release.distribution().equals("pip") || !PIPS.contains(release.release())) {
                continue;
            }
            pips++;
            Installability where = Installability.in(new Environment(
                    pip,
                    Implementation.CPYTHON,
                    DottedNumber.of(3, 11, 4),
                    "cp311",
                    Arch.X86_64,
                    Libc.GLIBC,
                    DottedNumber.of(2, 28)));
            String tags = where.tags().stream().map(Tag::text).collect(Collectors.joining(" "));
            List<String> questions = questions();
            List<Optional<List<String>>> theirs = PythonReference.answers(
                    RealInstaller.INSTALLERS,
                    PROGRAM.formatted(quoted(release.folder().toString()), quoted(tags)),
                    questions.stream()
                            .map(it -> it.getBytes(StandardCharsets.UTF_8))
                            .toList());
            for (int i = 0; i < questions.size(); i++) {
                String ours = taken(Selection.of(where, files(questions.get(i))));
                if (!theirs.get(i).equals(Optional.of(List.of(ours)))) {
                    differences.putIfAbsent(
                            pip.text(), "%s of%n%s instead of %s".formatted(ours, questions.get(i), theirs.get(i)));
                }
            }
        }
        assertThat(differences).as("seed %d", SEED).isEmpty();
        assertThat(pips).isEqualTo(PIPS.size());
    }

    private static List<String> questions() {
        Random random = new Random(SEED);
        List<String> questions = new ArrayList<>();
        for (int i = 0; i < RELEASES; i++) {
            List<String> lines = new ArrayList<>();
            for (int j = random.nextInt(MOST_FILES); j >= 0; j--) {
                lines.add("%s|%s|%s"
                        .formatted(
                                NAMES.get(random.nextInt(NAMES.size())),
                                REQUIRES.get(random.nextInt(REQUIRES.size())),
                                random.nextInt(5) == 0));
            }
            questions.add(String.join("\n", lines));
        }
        return questions;
    }

    private static List<ReleaseFile> files(String question) throws FormatException {
        List<ReleaseFile> files = new ArrayList<>();
        for (String line : question.split("\n", -1)) {
            String[] cells = line.split("\\|", -1);
            Optional<String> requires = Optional.of(cells[1]).filter(it -> !it.isEmpty());
            boolean yanked = Boolean.parseBoolean(cells[2]);
            files.add(
                    cells[0].equals(SDIST)
                            ? new ReleaseFile.Sdist(requires, yanked)
                            : new ReleaseFile.Wheel(WheelFilename.parse(cells[0]), requires, yanked));
        }
        return files;
    }

    private static String taken(Selection selection) {
        if (selection instanceof Selection.Taken taken) {
            return taken.wheel().text();
        }
        return selection instanceof Selection.BuiltFromSource ? SDIST : "";
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }
}
