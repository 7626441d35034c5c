package dev.wheelsweep.spark.cli;

import dev.wheelsweep.spark.LocalSpark;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * The exit code and the output of one run of a command.
 *
 * @param code the exit code
 * @param out standard output
 * @param err standard error
 */
public record Outcome(int code, String out, String err) {

    /** Runs a command in this process, up to the point where {@code main} would end it. */
    public static Outcome of(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] texts = Arrays.stream(arguments).map(Object::toString).toArray(String[]::new);
        CommandLine command =
                Main.commandLine(texts).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int code = command.execute(texts);
        return new Outcome(code, out.toString(), err.toString());
    }

    /** The same with few rows, for which Spark generates no code. */
    static Outcome interpreted(Object... arguments) {
        return of(Stream.concat(Stream.of(arguments), LocalSpark.interpretingOptions().stream())
                .toArray());
    }

    /** @return the text of an error with these three parts */
    static String error(String problem, String cause, String remedy) {
        return "wheelsweep: %s%n  cause:  %s%n  remedy: %s%n".formatted(problem, cause, remedy);
    }

    static String noSuchFile(Path path) {
        return error("cannot list wheels", "there is no file or folder " + path, "fix the path");
    }

    static final String NO_WHEEL = error(
            "no wheel found",
            "no file below the given folders has a name that ends in .whl",
            "check the path; hidden files and folders are not searched");
}
