package dev.wheelsweep.core.install;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.wheel.WheelFilename;
import dev.wheelsweep.core.zip.ZipBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** uv selects the same wheel of each project on the systems of its option {@code --python-platform}. */
@EnabledIfSystemProperty(named = RealInstaller.INSTALLERS, matches = ".+")
class UvDifferentialTest {
    private static final long SEED = 2;
    private static final int PROJECTS = 120;
    private static final int MOST_WHEELS = 6;

    private static final Pattern SELECTING = Pattern.compile("Selecting: (p\\d+)==1 \\[compatible\\] \\((.*)\\)");

    private record UvPlatform(String name, Arch arch, Libc libc, DottedNumber version) {}

    private static final List<UvPlatform> SYSTEMS = List.of(
            new UvPlatform("x86_64-manylinux2014", Arch.X86_64, Libc.GLIBC, DottedNumber.of(2, 17)),
            new UvPlatform("x86_64-manylinux_2_28", Arch.X86_64, Libc.GLIBC, DottedNumber.of(2, 28)),
            new UvPlatform("aarch64-manylinux_2_34", Arch.AARCH64, Libc.GLIBC, DottedNumber.of(2, 34)),
            new UvPlatform("riscv64-unknown-linux", Arch.RISCV64, Libc.GLIBC, DottedNumber.of(2, 39)),
            new UvPlatform("x86_64-unknown-linux-musl", Arch.X86_64, Libc.MUSL, DottedNumber.of(1, 2)));

    private static final List<DottedNumber> PYTHONS = List.of(DottedNumber.of(3, 8), DottedNumber.of(3, 13));

    @TempDir
    private Path folder;

    @Test
    void sameWheelIsSelected() throws IOException, InterruptedException, FormatException {
        Map<String, List<ReleaseFile>> projects = projects();
        for (List<ReleaseFile> files : projects.values()) {
            for (ReleaseFile file : files) {
                write(((ReleaseFile.Wheel) file).name());
            }
        }
        Installer uv = Installer.uv("0.13.9").orElseThrow();
        Map<String, Integer> differences = new HashMap<>();
        TreeSet<String> tags = new TreeSet<>();
        for (UvPlatform system : SYSTEMS) {
            for (DottedNumber python : PYTHONS) {
                Installability where = Installability.in(new Environment(
                        uv,
                        Implementation.CPYTHON,
                        python,
                        CPythonAbi.usual(python).text(),
                        system.arch(),
                        system.libc(),
                        system.version()));
                Map<String, String> theirs = selected(
                        system.name(), python, projects.keySet().stream().toList());
                projects.forEach((project, files) -> {
                    String ours = ((Selection.Taken) Selection.of(where, files))
                            .wheel()
                            .text();
                    tags.add(ours.substring(ours.indexOf("-1-")));
                    if (!ours.equals(theirs.get(project))) {
                        differences.merge(
                                "%s %s: %s instead of %s".formatted(system.name(), python, ours, theirs.get(project)),
                                1,
                                Integer::sum);
                    }
                });
            }
        }
        assertThat(differences).as("seed %d", SEED).isEmpty();
        assertThat(tags).as("selected tags").hasSizeGreaterThan(40);
    }

    private static Map<String, List<ReleaseFile>> projects() throws FormatException {
        List<String> platforms = platforms();
        List<String> pythons = List.of(
                "cp38-cp38",
                "cp311-cp311",
                "cp313-cp313",
                "cp38-abi3",
                "cp311-abi3",
                "cp37-abi3",
                "cp311-none",
                "py3-none",
                "py311-none",
                "py38-none",
                "cp313-none");
        Random random = new Random(SEED);
        Map<String, List<ReleaseFile>> projects = new LinkedHashMap<>();
        for (int i = 0; i < PROJECTS; i++) {
            String project = "p" + i;
            List<ReleaseFile> files = new ArrayList<>(List.of(wheel(project + "-1-py3-none-any.whl")));
            for (int j = random.nextInt(MOST_WHEELS); j >= 0; j--) {
                files.add(wheel("%s-1-%s-%s.whl"
                        .formatted(
                                project,
                                pythons.get(random.nextInt(pythons.size())),
                                platforms.get(random.nextInt(platforms.size())))));
            }
            projects.put(project, files.stream().distinct().toList());
        }
        return projects;
    }

    private static List<String> platforms() {
        List<String> platforms = new ArrayList<>();
        for (String arch : List.of("x86_64", "x86_64", "aarch64", "riscv64")) {
            Stream.of(
                            "linux",
                            "manylinux1",
                            "manylinux2010",
                            "manylinux2014",
                            "manylinux_2_5",
                            "manylinux_2_17",
                            "manylinux_2_28",
                            "manylinux_2_30",
                            "manylinux_2_31",
                            "manylinux_2_34",
                            "manylinux_2_39",
                            "musllinux_1_0",
                            "musllinux_1_1",
                            "musllinux_1_2")
                    .map(word -> word + "_" + arch)
                    .forEach(platforms::add);
        }
        return platforms;
    }

    private static ReleaseFile wheel(String name) throws FormatException {
        return new ReleaseFile.Wheel(WheelFilename.parse(name), Optional.empty(), false);
    }

    private void write(WheelFilename wheel) throws IOException {
        String project = wheel.project().normalized();
        String distInfo = project + "-1.dist-info/";
        Files.write(
                folder.resolve(wheel.text()),
                new ZipBuilder()
                        .deflated(
                                distInfo + "METADATA",
                                "Metadata-Version: 2.1\nName: %s\nVersion: 1\n"
                                        .formatted(project)
                                        .getBytes(UTF_8))
                        .deflated(
                                distInfo + "WHEEL",
                                "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n".getBytes(UTF_8))
                        .deflated(distInfo + "RECORD", new byte[0])
                        .bytes());
    }

    /** @return the wheel that uv selects, by project */
    private Map<String, String> selected(String system, DottedNumber python, List<String> projects)
            throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        List<String> command = new ArrayList<>(List.of(
                Path.of(RealInstaller.python()).resolveSibling("uv").toString(),
                "pip",
                "install",
                "--verbose",
                "--dry-run",
                "--no-config",
                "--no-cache",
                "--no-index",
                "--find-links",
                folder.toString(),
                "--python",
                RealInstaller.python(),
                "--python-platform",
                system,
                "--python-version",
                python.toString(),
                "--target",
                folder.resolve("target").toString()));
        command.addAll(projects);
        int exit = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        String text = Files.readString(output);
        assertThat(exit).as("%s", text).isZero();
        Map<String, String> selected = new HashMap<>();
        for (Matcher line = SELECTING.matcher(text); line.find(); ) {
            selected.put(line.group(1), line.group(2));
        }
        return selected;
    }
}
