package dev.wheelsweep.core.wheel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** CPython as the reference of a differential test: one process answers all questions. */
public final class PythonReference {
    /** Names a python that has {@code packaging} 26.4. */
    public static final String PYTHON = "wheelsweep.python";

    /** Reads one question per line, writes one answer per line, all in hexadecimal so that no byte is special. */
    private static final String LOOP = """

            import sys
            for line in sys.stdin:
                texts = answer(bytes.fromhex(line.strip()))
                print("-" if texts is None else " ".join("x" + text.encode().hex() for text in texts))
            """;

    private PythonReference() {}

    /**
     * @param property the system property that names the python
     * @param program defines {@code answer(bytes)}, which returns a list of str, or None to reject
     * @return an answer per question, empty where it was rejected
     */
    public static List<Optional<List<String>>> answers(String property, String program, List<byte[]> questions)
            throws IOException, InterruptedException {
        Path script = Files.createTempFile("reference", ".py");
        Path input = Files.createTempFile("reference", ".in");
        Path output = Files.createTempFile("reference", ".out");
        try {
            Files.writeString(script, program + LOOP);
            Files.write(input, questions.stream().map(HexFormat.of()::formatHex).toList());
            int exit = new ProcessBuilder(System.getProperty(property), script.toString())
                    .redirectInput(input.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start()
                    .waitFor();
            List<Optional<List<String>>> answers = new ArrayList<>();
            for (String line : Files.readAllLines(output)) {
                answers.add(line.equals("-") ? Optional.empty() : Optional.of(texts(line)));
            }
            if (exit != 0 || answers.size() != questions.size()) {
                throw new IllegalStateException(
                        "exit code %d, %d of %d answers".formatted(exit, answers.size(), questions.size()));
            }
            return answers;
        } finally {
            for (Path file : List.of(script, input, output)) {
                Files.delete(file);
            }
        }
    }

    private static List<String> texts(String line) {
        return line.isEmpty()
                ? List.of()
                : Arrays.stream(line.split(" ", -1))
                        .map(text -> new String(HexFormat.of().parseHex(text.substring(1)), StandardCharsets.UTF_8))
                        .toList();
    }
}
