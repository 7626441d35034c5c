package dev.wheelsweep.spark.cli.options;

import dev.wheelsweep.spark.cli.log.CauseText;
import dev.wheelsweep.spark.cli.log.RunLog;
import dev.wheelsweep.spark.diff.BadBaselineException;
import dev.wheelsweep.spark.diff.Baseline;
import dev.wheelsweep.spark.diff.Suppression;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** {@code --baseline}, for every command whose exit code reports findings. */
public final class BaselineOption {
    public static final String NAME = "--baseline";
    public static final String LABEL = "FILE";
    public static final String DESCRIPTION =
            "Findings that are accepted and do not count for --fail-on: JSON Lines, or a"
                    + " JSON array, of objects with project, finding (its id), reason, and expires (the last day, such as"
                    + " 2027-03-31).";

    @Option(names = NAME, paramLabel = LABEL, description = DESCRIPTION)
    private Optional<Path> file = Optional.empty();

    /**
     * @param log gets a note for each expired entry
     * @return the entries valid today
     * @throws CommandException {@link ExitCode#USAGE} if an entry is wrong, {@link ExitCode#NO_INPUT} if there is no file
     */
    public Baseline load(RunLog log) throws CommandException {
        return file.isPresent() ? load(file.get(), log::note) : Baseline.NONE;
    }

    /**
     * @param notes gets a note for each expired entry
     * @return the entries valid today
     * @throws CommandException as {@link #load(RunLog)}
     */
    public static Baseline load(Path file, Consumer<String> notes) throws CommandException {
        String problem = "cannot use the baseline " + file;
        new GivenFile(file, "baseline", "omit --baseline, so that every finding counts").checkShort();
        try {
            LocalDate today = LocalDate.now(ZoneOffset.UTC);
            Baseline baseline = Baseline.load(file);
            baseline.expired(today)
                    .forEach(entry -> notes.accept(("%s: expired on %s and suppresses nothing; fix what it accepts, or"
                                    + " give it a later date")
                            .formatted(name(file, entry), entry.expires())));
            return baseline.on(today);
        } catch (BadBaselineException bad) {
            throw new CommandException(ExitCode.USAGE, problem, bad.getMessage(), bad.remedy());
        } catch (IOException unreadable) {
            throw new CommandException(ExitCode.NO_INPUT, problem, CauseText.of(unreadable), "name a readable file");
        }
    }

    /** Notes the entries that match no finding. */
    public void reportUnused(List<Suppression> unused, RunLog log) {
        unused.forEach(entry -> log.note(
                name(file.orElseThrow(), entry) + ": no wheel of the mirror has this finding; remove the entry"));
    }

    private static String name(Path file, Suppression entry) {
        return "%s, line %d (%s, %s)"
                .formatted(
                        file,
                        entry.line(),
                        entry.project().normalized(),
                        entry.finding().column());
    }
}
