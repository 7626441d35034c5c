package dev.wheelsweep.spark.cli;

import dev.wheelsweep.spark.cli.log.RunLog;
import dev.wheelsweep.spark.diff.BadBaselineException;
import dev.wheelsweep.spark.diff.Baseline;
import dev.wheelsweep.spark.diff.Suppression;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --baseline}, for every command whose exit code tells of findings. */
final class BaselineOption {
    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description =
                    "Findings that are accepted and do not count for --fail-on: JSON Lines, or a JSON array, of"
                            + " objects with project, finding (its id), reason, and expires (the last day, such as 2027-03-31).")
    private Optional<Path> file = Optional.empty();

    /**
     * @param log is told of entries that hold no more
     * @return those that hold today
     * @throws CommandException {@link ExitCode#USAGE} if an entry is wrong, {@link ExitCode#NO_INPUT} if there is no file
     */
    Baseline load(RunLog log) throws CommandException {
        if (file.isEmpty()) {
            return Baseline.NONE;
        }
        String problem = "cannot use the baseline " + file.get();
        try {
            LocalDate today = LocalDate.now(ZoneOffset.UTC);
            Baseline baseline = Baseline.load(file.get());
            baseline.expired(today)
                    .forEach(entry ->
                            log.note(("%s: expired on %s and suppresses nothing; mend what it is about, or give"
                                            + " it another day")
                                    .formatted(name(entry), entry.expires())));
            return baseline.on(today);
        } catch (BadBaselineException bad) {
            throw new CommandException(ExitCode.USAGE, problem, bad.getMessage(), bad.remedy());
        } catch (NoSuchFileException missing) {
            throw new CommandException(ExitCode.NO_INPUT, problem, "there is no such file", "mend the path");
        } catch (IOException unreadable) {
            throw new CommandException(ExitCode.NO_INPUT, problem, unreadable.toString(), "name a readable file");
        }
    }

    /** Tells of entries that nothing needs any more. */
    void tellUnused(List<Suppression> unused, RunLog log) {
        unused.forEach(entry -> log.note(name(entry) + ": no wheel of the mirror has this finding; remove the entry"));
    }

    private String name(Suppression entry) {
        return "%s, line %d (%s, %s)"
                .formatted(
                        file.orElseThrow(),
                        entry.line(),
                        entry.project().normalized(),
                        entry.finding().column());
    }
}
