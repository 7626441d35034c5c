package dev.wheelsweep.core.install;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** The tag code of a pip or a packaging that was installed into a folder, asked about other machines. */
record RealInstaller(Path folder) {
    /** Names the python of a venv that also has uv, and folders such as {@code pip==18.1} and {@code packaging==24.2}. */
    public static final String INSTALLERS = "wheelsweep.installers";

    private static final String PROGRAM = "supported_tags.py";

    /** @return for each environment its tags, best first, separated by spaces */
    List<String> supported(List<Environment> environments) throws IOException, InterruptedException {
        Path scratch = Files.createTempDirectory("tags");
        Path script = scratch.resolve(PROGRAM);
        Path input = scratch.resolve("in");
        Path output = scratch.resolve("out");
        try (InputStream program = Objects.requireNonNull(RealInstaller.class.getResourceAsStream(PROGRAM))) {
            Files.copy(program, script, StandardCopyOption.REPLACE_EXISTING);
            Files.write(input, environments.stream().map(RealInstaller::line).toList());
            int exit = new ProcessBuilder(python(), "-I", "-S", "-W", "ignore", script.toString(), folder.toString())
                    .redirectInput(input.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start()
                    .waitFor();
            List<String> answers = Files.readAllLines(output);
            if (exit != 0 || answers.size() != environments.size()) {
                throw new IllegalStateException("%s: exit code %d, %d of %d answers"
                        .formatted(folder, exit, answers.size(), environments.size()));
            }
            return answers;
        } finally {
            for (Path file : List.of(script, input, output, scratch)) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** @return all folders of releases, sorted */
    static List<RealInstaller> all() throws IOException {
        Path venv = Path.of(python()).getParent().getParent();
        try (Stream<Path> files = Files.list(venv)) {
            return files.filter(it -> it.getFileName().toString().contains("=="))
                    .sorted()
                    .map(RealInstaller::new)
                    .toList();
        }
    }

    /** @return {@code "pip"} or {@code "packaging"} */
    String distribution() {
        return folder.getFileName().toString().split("==", 2)[0];
    }

    String release() {
        return folder.getFileName().toString().split("==", 2)[1];
    }

    static String python() {
        return System.getProperty(INSTALLERS);
    }

    private static String line(Environment it) {
        return String.join(
                " ",
                it.implementation().word(),
                it.python().toString(),
                it.abi(),
                it.arch().name(),
                it.libc().name().toLowerCase(Locale.ROOT),
                it.libcVersion().toString());
    }
}
