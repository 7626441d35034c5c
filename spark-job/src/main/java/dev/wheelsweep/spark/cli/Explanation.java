package dev.wheelsweep.spark.cli;

import dev.wheelsweep.spark.cli.log.CauseText;
import dev.wheelsweep.spark.cli.log.LogFormat;
import dev.wheelsweep.spark.cli.log.RunLog;
import dev.wheelsweep.spark.cli.options.CommandException;
import dev.wheelsweep.spark.cli.options.ExitCode;
import dev.wheelsweep.spark.cli.options.Interruption;
import dev.wheelsweep.spark.cli.options.SparkOptions;
import dev.wheelsweep.spark.cli.output.StandardOutput;
import dev.wheelsweep.spark.cli.start.HeapSize;
import dev.wheelsweep.spark.cli.start.NeedsSparkException;
import dev.wheelsweep.spark.dataset.DamagedFileException;
import dev.wheelsweep.spark.dataset.EarlierLayoutException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Reports the exception that ended a command, and chooses the exit code. */
final class Explanation implements IExecutionExceptionHandler {
    private final Commands commands;

    /** @param commands which know what their engines report */
    Explanation(Commands commands) {
        this.commands = commands;
    }

    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
        if (Interruption.begun().isPresent()) {
            return Interruption.begun().get().code();
        }
        RunLog log = log(command);
        String arguments = String.join(" ", parsed.originalArgs());
        if (thrown instanceof CommandException expected) {
            return expected(expected, log);
        }
        if (thrown instanceof NeedsSparkException) {
            log.note("only Spark can answer: " + thrown.getMessage());
            return NeedsSparkException.EXIT_CODE;
        }
        Exception meant = commands.meaning(thrown);
        for (Throwable cause : causes(meant).toList()) {
            if (cause instanceof DamagedFileException damaged) {
                log.problem("'%s' could not be finished".formatted(arguments), damaged.getMessage(), damaged.remedy());
                return ExitCode.NO_INPUT.code();
            }
        }
        if (thrown instanceof EarlierLayoutException earlier) {
            log.problem("'%s' could not be finished".formatted(arguments), earlier.getMessage(), earlier.remedy());
            return ExitCode.NO_INPUT.code();
        }
        for (Throwable cause : causes(meant).toList()) {
            if (cause instanceof IOException || cause instanceof UncheckedIOException) {
                return refused(cause, log, arguments);
            }
        }
        return bug(meant, log, arguments);
    }

    /** @param fatal no exception, so that picocli let it pass */
    static int of(Error fatal, CommandLine command, String... arguments) {
        if (Interruption.begun().isPresent()) {
            return Interruption.begun().get().code();
        }
        RunLog log = log(command);
        String all = String.join(" ", arguments);
        if (fatal instanceof StandardOutput.RefusedException refused) {
            log.problem(
                    "'%s' could not print its results".formatted(all),
                    "standard output cannot be written: " + CauseText.of(refused.getCause()),
                    "check free space, then run it again");
            return ExitCode.INTERNAL.code();
        }
        // Hadoop reports a full local disk by an error of its own.
        Optional<Throwable> machine =
                causes(fatal).filter(IOException.class::isInstance).findFirst();
        return machine.isPresent() ? refused(machine.get(), log, all) : bug(fatal, log, all);
    }

    private static int expected(CommandException expected, RunLog log) {
        log.problem(expected.problem(), expected.cause(), expected.remedy());
        return expected.exitCode().code();
    }

    private static int refused(Throwable refused, RunLog log, String arguments) {
        log.problem(
                "'%s' could not be finished".formatted(arguments),
                CauseText.of(refused),
                "check free space and permissions, then run it again");
        return ExitCode.INTERNAL.code();
    }

    private static int bug(Throwable thrown, RunLog log, String arguments) {
        if (isHeapFull(thrown)) {
            return expected(HeapSize.tooSmall("'%s' could not be finished".formatted(arguments)), log);
        }
        log.problem("internal error in '%s'".formatted(arguments), thrown, "report it, with the lines below");
        return ExitCode.INTERNAL.code();
    }

    /** A thread that waits for another wraps what the other one threw. */
    private static boolean isHeapFull(Throwable thrown) {
        return causes(thrown)
                .anyMatch(cause -> cause instanceof OutOfMemoryError memory && HeapSize.isExceeded(memory));
    }

    /** An engine wraps what the machine has refused. */
    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause);
    }

    /** @return the log that {@code --log-format} asks for; text if the command has no such option */
    static RunLog log(CommandLine command) {
        return mixins(command.getCommandSpec())
                .map(CommandSpec::userObject)
                .filter(SparkOptions.class::isInstance)
                .map(options -> ((SparkOptions) options).log(command.getErr()))
                .findFirst()
                .orElseGet(() -> LogFormat.TEXT.log(command.getErr()));
    }

    private static Stream<CommandSpec> mixins(CommandSpec spec) {
        return spec.mixins().values().stream().flatMap(mixin -> Stream.concat(Stream.of(mixin), mixins(mixin)));
    }
}
