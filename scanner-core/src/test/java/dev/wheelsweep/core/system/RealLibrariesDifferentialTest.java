package dev.wheelsweep.core.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wheelsweep.core.platform.Arch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Compares the built-in systems with what readelf finds in the libraries of real ones. */
class RealLibrariesDifferentialTest {
    private static final Path OS_RELEASE = Path.of("/etc/os-release");
    private static final Map<String, String> SUITES =
            Map.of("bullseye", "debian:11", "bookworm", "debian:12", "trixie", "debian:13", "sid", "debian:unstable");
    private static final Map<String, String> ARCHITECTURES = Map.of(
            "amd64", "x86_64",
            "i386", "i686",
            "arm64", "aarch64",
            "armhf", "armv7l",
            "ppc64el", "ppc64le",
            "s390x", "s390x",
            "riscv64", "riscv64",
            "loong64", "loongarch64");

    private static final Pattern DEFINITION = Pattern.compile("Rev: 1  Flags: (\\S+) .*Name: (\\S+)");

    private int compared;

    /** This machine, if it is one of the systems. */
    @Test
    void theLibrariesOfThisMachineDefineWhatItsSystemDefines() throws IOException, InterruptedException {
        assumeTrue(Files.isReadable(OS_RELEASE));
        Map<String, String> release = Files.readAllLines(OS_RELEASE).stream()
                .map(line -> line.split("=", 2))
                .filter(field -> field.length > 1)
                .collect(Collectors.toMap(field -> field[0], field -> field[1].replace("\"", "")));
        Optional<LinuxSystem> system =
                SystemCatalog.builtIn().named(release.get("ID") + ":" + release.get("VERSION_ID"));
        Arch arch = new Arch(System.getProperty("os.arch").replace("amd64", "x86_64"));
        assumeTrue(system.isPresent() && system.get().libraries().containsKey(arch));

        compare(system.get(), arch, Path.of("/"));
        assertThat(compared).isPositive();
    }

    /** Debian's packages, as {@code tools/real-loaders fetch} unpacks them: SUITE/ARCH/glibc. */
    @Test
    @EnabledIfSystemProperty(named = "wheelsweep.loaders", matches = ".+")
    void theLibrariesOfDebianDefineWhatItsSystemsDefine() throws IOException, InterruptedException {
        Path folder = Path.of(System.getProperty("wheelsweep.loaders"));
        for (Map.Entry<String, String> suite : SUITES.entrySet()) {
            for (Map.Entry<String, String> arch : ARCHITECTURES.entrySet()) {
                Path root =
                        folder.resolve(suite.getKey()).resolve(arch.getKey()).resolve("glibc");
                LinuxSystem system =
                        SystemCatalog.builtIn().named(suite.getValue()).orElseThrow();
                Arch name = new Arch(arch.getValue());
                if (Files.isDirectory(root) && system.libraries().containsKey(name)) {
                    compare(system, name, root);
                }
            }
        }
        assertThat(compared).isPositive();
    }

    private void compare(LinuxSystem system, Arch arch, Path root) throws IOException, InterruptedException {
        for (BaseLibrary library : system.libraries().get(arch).all()) {
            // Where the folders of / are links into /usr, a path may be written either way.
            String path =
                    library.path().startsWith("/usr/") ? library.path().substring("/usr".length()) : library.path();
            for (String prefix : List.of("", "/usr")) {
                Path file = Path.of(root + prefix + path);
                if (Files.isRegularFile(file)) {
                    assertThat(library.versions())
                            .as("%s %s %s", system.id(), arch, library.soname())
                            .containsExactlyInAnyOrderElementsOf(defined(file));
                    compared++;
                    break;
                }
            }
        }
    }

    /** @return the versions that the file defines, without its own name */
    private static Set<String> defined(Path file) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("readelf", "--wide", "--version-info", file.toString()));
        Process readelf = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String text = new String(readelf.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(readelf.waitFor()).as("%s", command).isZero();
        Set<String> defined = new TreeSet<>();
        Matcher definition = DEFINITION.matcher(text);
        while (definition.find()) {
            if (!definition.group(1).equals("BASE")) {
                defined.add(definition.group(2));
            }
        }
        return defined;
    }
}
