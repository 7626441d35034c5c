package dev.wheelsweep.core.scan;

import dev.wheelsweep.core.input.InputMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A program that scans the files of a folder, one after the other, and counts those that are wheels. */
final class ScannedFolder {
    private ScannedFolder() {}

    /** @return the output of the program, run in a JVM of its own with these options and environment variables */
    static String output(Path folder, List<String> options, Map<String, String> environment)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), ScannedFolder.class.getName(), folder.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process program = builder.start();
        String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        program.waitFor();
        return output.strip();
    }

    public static void main(String[] arguments) throws IOException {
        WheelScanner scanner = new WheelScanner(InputMode.MMAP);
        try (Stream<Path> files = Files.list(Path.of(arguments[0]))) {
            int wheels = 0;
            for (Path file : files.sorted().toList()) {
                wheels += scanner.scan(file, NativeWheel.NAME).entries() > 0 ? 1 : 0;
            }
            System.out.printf("%d wheels%n", wheels);
        }
    }
}
