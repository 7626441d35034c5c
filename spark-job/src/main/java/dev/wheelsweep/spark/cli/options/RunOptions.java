package dev.wheelsweep.spark.cli.options;

import dev.wheelsweep.spark.cli.log.CauseText;
import dev.wheelsweep.spark.cli.log.RunLog;
import dev.wheelsweep.spark.cli.output.ClosedOutputException;
import dev.wheelsweep.spark.dataset.DamagedFileException;
import dev.wheelsweep.spark.dataset.DamagedParquet;
import dev.wheelsweep.spark.dataset.EarlierLayoutException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of all commands that judge wheels on Spark. */
public final class RunOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Mixin
    private SparkOptions spark;

    @Option(
            names = "--fail-on",
            defaultValue = "none",
            paramLabel = "SEVERITY",
            description = "Exit with 1 if there is a finding of this severity or above: ${COMPLETION-CANDIDATES}"
                    + " (default: ${DEFAULT-VALUE}).")
    private FailOn failOn;

    @Option(
            names = "--metrics",
            paramLabel = "FILE",
            description =
                    "Write metrics of the run into this file, for Prometheus' node exporter; also if the run fails.")
    private Optional<Path> metrics = Optional.empty();

    /** The work of a command. */
    public interface Run {
        /** @param metrics receives the counts */
        ExitCode to(RunMetrics metrics) throws Exception;
    }

    public FailOn failOn() {
        return failOn;
    }

    public SparkOptions spark() {
        return spark;
    }

    public RunLog log() {
        return spark.log(command.commandLine().getErr());
    }

    /**
     * Runs a command and writes {@code --metrics}, also if the command fails.
     *
     * @return the exit code; {@link ExitCode#INTERNAL} if the metrics cannot be written
     */
    public int measured(DatasetLocation dataset, Run run) throws Exception {
        RunMetrics measured = new RunMetrics(command.name(), dataset.toString());
        metrics.ifPresent(this::checkWritable);
        ExitCode code = ExitCode.INTERNAL;
        try {
            code = run.to(measured);
        } catch (ParameterException wrong) {
            code = ExitCode.USAGE;
            throw wrong;
        } catch (ClosedOutputException closed) {
            code = ExitCode.OUTPUT_CLOSED;
            throw closed;
        } catch (CommandException expected) {
            code = expected.exitCode();
            throw expected;
        } catch (DamagedFileException | EarlierLayoutException unusable) {
            code = ExitCode.NO_INPUT;
            throw unusable;
        } catch (Exception failed) { // Named by its class, Spark's own would be needed for the help of a command.
            code = DamagedParquet.in(failed).isPresent() ? ExitCode.NO_INPUT : ExitCode.INTERNAL;
            throw failed;
        } finally {
            code = Interruption.begun().orElse(code);
            if (metrics.isPresent() && !isWritten(measured, metrics.get(), code)) {
                code = ExitCode.INTERNAL;
            }
        }
        return code.code();
    }

    /** Throws nothing: what ended the command is more important. */
    private boolean isWritten(RunMetrics measured, Path file, ExitCode code) {
        try {
            measured.write(file, code);
            return true;
        } catch (IOException | UncheckedIOException refused) {
            log().problem(
                            "cannot write the metrics " + file,
                            CauseText.of(refused.getCause() == null ? refused : refused.getCause()),
                            code.isPublished()
                                    ? "check free space and permissions; the results of the command are complete"
                                    : "check free space and permissions");
            return false;
        }
    }

    /** Checked first, because the work may take hours. */
    private void checkWritable(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isWritable(folder)) {
            throw new ParameterException(
                    command.commandLine(), "--metrics: no file can be written in the folder %s".formatted(folder));
        }
    }
}
