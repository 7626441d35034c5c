package dev.wheelsweep.core.zip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Python program that gets the paths of files as the lines of its input, and prints a line about each. */
public final class PythonJudge {
    private PythonJudge() {}

    /**
     * @param python the interpreter
     * @param folder for the program, its input and its output
     * @return what was printed, in the order of the files
     */
    public static List<String> ask(String python, String program, List<Path> files, Path folder, String... arguments)
            throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("judge.py"), program);
        Path input = Files.write(
                folder.resolve("paths"), files.stream().map(Path::toString).toList());
        Path output = folder.resolve("output");
        List<String> command = new ArrayList<>(List.of(python, script.toString()));
        command.addAll(List.of(arguments));
        int exit = new ProcessBuilder(command)
                .redirectInput(input.toFile())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
        assertThat(exit).as("exit code of %s", python).isZero();
        List<String> lines = Files.readAllLines(output);
        assertThat(lines).hasSameSizeAs(files);
        return lines;
    }
}
