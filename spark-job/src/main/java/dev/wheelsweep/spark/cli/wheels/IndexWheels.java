package dev.wheelsweep.spark.cli.wheels;

import dev.wheelsweep.spark.cli.log.CauseText;
import dev.wheelsweep.spark.cli.log.Progress;
import dev.wheelsweep.spark.cli.log.RunLog;
import dev.wheelsweep.spark.cli.options.CommandException;
import dev.wheelsweep.spark.cli.options.ExitCode;
import dev.wheelsweep.spark.cli.options.IndexOptions.Chosen;
import dev.wheelsweep.spark.dataset.IndexRecord;
import dev.wheelsweep.spark.index.BadIndexException;
import dev.wheelsweep.spark.index.Index;
import dev.wheelsweep.spark.index.NoAnswerException;
import dev.wheelsweep.spark.index.UnreachableException;
import dev.wheelsweep.spark.listing.FileState;
import dev.wheelsweep.spark.sweep.SweepInput;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import me.tongfei.progressbar.ProgressBar;

/** Lists the wheels of a package index. */
public final class IndexWheels {
    private static final int NAMES_SHOWN = 5;
    private static final String PROBLEM = "cannot list the wheels of ";

    private IndexWheels() {}

    /** @throws CommandException {@link ExitCode#NO_INPUT} if the index cannot be listed, or lists no chosen wheel */
    public static SweepInput of(Chosen chosen, RunLog log) throws IOException, CommandException {
        log.note("asking %s for %s"
                .formatted(
                        chosen.index().address(),
                        chosen.projects().isEmpty() ? "all its projects" : shown(chosen.projects())));
        Index.Listing listing = listed(chosen);
        if (!listing.missing().isEmpty()) {
            log.note("not in the index: " + shown(listing.missing()));
        }
        if (listing.files().isEmpty()) {
            throw new CommandException(
                    ExitCode.NO_INPUT,
                    "no wheel found in " + chosen.index().address(),
                    listing.missing().isEmpty()
                            ? "the projects have no wheels, or none that the options choose"
                            : "not in the index: " + shown(listing.missing()),
                    "check names, --newest, --since and --platform; the address is the one that pip takes as --index-url");
        }
        if (listing.undated() > 0 && chosen.choice().since().isPresent()) {
            log.note("--since excludes nothing of %,d wheels: the index does not say when they were uploaded"
                    .formatted(listing.undated()));
        }
        log.note("listed wheels: %,d".formatted(listing.files().size()));
        return new SweepInput(listing.files(), List.of(), List.of(record(chosen, listing)), listing.notChosen());
    }

    private static IndexRecord record(Chosen chosen, Index.Listing listing) {
        return new IndexRecord(
                chosen.index().address().toString(),
                List.of(),
                false,
                listing.files().stream()
                        .filter(file -> file.state() == FileState.DANGLING)
                        .count(),
                0,
                listing.missing().size(),
                listing.statuses());
    }

    private static Index.Listing listed(Chosen chosen) throws IOException, CommandException {
        String problem = PROBLEM + chosen.index().address();
        AtomicLong all = new AtomicLong();
        try (ProgressBar bar = Progress.steps("listing projects", 0)) {
            return chosen.index().list(chosen.projects(), chosen.choice(), (done, of) -> {
                if (all.getAndSet(of) != of) {
                    bar.maxHint(of);
                }
                bar.stepTo(done);
            });
        } catch (BadIndexException bad) {
            throw new CommandException(ExitCode.NO_INPUT, problem, bad.getMessage(), bad.remedy());
        } catch (UnreachableException lost) {
            throw new CommandException(
                    ExitCode.NO_INPUT, problem, lost.getMessage(), "check the address, the network and the proxy");
        } catch (NoAnswerException failing) {
            throw new CommandException(
                    ExitCode.NO_INPUT,
                    problem,
                    CauseText.of(failing),
                    "try again later, or with a smaller --requests-per-second");
        }
    }

    private static String shown(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(NAMES_SHOWN, names.size())));
        return names.size() > NAMES_SHOWN ? "%s and %,d more".formatted(first, names.size() - NAMES_SHOWN) : first;
    }
}
