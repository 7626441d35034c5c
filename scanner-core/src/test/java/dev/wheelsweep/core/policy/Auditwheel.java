package dev.wheelsweep.core.policy;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** auditwheel as the judge of a differential test; one process judges all wheels. */
final class Auditwheel {
    /** Names a Python that has {@code auditwheel}. */
    static final String PYTHON = "wheelsweep.auditwheel";

    private static final String SCRIPT = "auditwheel_judge.py";
    private static final String ERROR = "error";

    /**
     * @param overall the tag that {@code auditwheel show} prints; an exception's name if it refuses the wheel
     * @param refused whether it refuses the wheel
     * @param axes in the order of {@link Axis#OF_POLICIES}, found without the host's libraries
     * @param externalLibraries the names of external libraries, also found without the host's libraries
     */
    record Answer(String overall, boolean refused, List<String> axes, List<String> externalLibraries) {}

    private Auditwheel() {}

    /** @return the answers by file name */
    static Map<String, Answer> answers(List<Path> wheels) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("auditwheel");
        Path script = folder.resolve(SCRIPT);
        Path output = folder.resolve("answers.tsv");
        try {
            try (InputStream resource = Auditwheel.class.getResourceAsStream(SCRIPT)) {
                Files.copy(resource, script);
            }
            List<String> command = new ArrayList<>(List.of(System.getProperty(PYTHON), script.toString()));
            wheels.forEach(wheel -> command.add(wheel.toAbsolutePath().toString()));
            int exit = new ProcessBuilder(command)
                    .directory(new File(System.getProperty("java.io.tmpdir")))
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start()
                    .waitFor();
            Map<String, Answer> answers = new HashMap<>();
            for (String line : Files.readAllLines(output)) {
                String[] columns = line.split("\t", -1);
                answers.put(columns[0], answer(columns));
            }
            if (exit != 0 || answers.size() != wheels.size()) {
                throw new IllegalStateException(
                        "exit code %d, %d of %d answers".formatted(exit, answers.size(), wheels.size()));
            }
            return answers;
        } finally {
            Files.deleteIfExists(output);
            Files.deleteIfExists(script);
            Files.delete(folder);
        }
    }

    private static Answer answer(String[] columns) {
        if (columns[1].equals(ERROR)) {
            return new Answer(columns[2], true, List.of(), List.of());
        }
        int axes = Axis.OF_POLICIES.size();
        String libraries = columns[2 + axes];
        return new Answer(
                columns[1],
                false,
                Arrays.asList(columns).subList(2, 2 + axes),
                libraries.isEmpty() ? List.of() : List.of(libraries.split(",", -1)));
    }
}
