package dev.wheelsweep.spark.cli;

import dev.wheelsweep.spark.cli.options.CommandException;
import dev.wheelsweep.spark.cli.options.ExitCode;
import dev.wheelsweep.spark.cli.start.PublishedDataset;
import dev.wheelsweep.spark.dataset.PublishedSweeps;
import dev.wheelsweep.spark.dataset.SweepId;
import dev.wheelsweep.spark.dataset.SweepRecord;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The two sweeps that {@code diff} compares.
 *
 * @param from the earlier one
 * @param to the later one
 */
record ComparedSweeps(SweepRecord from, SweepRecord to) {

    /** @return whether both are of the same mirrors as a whole */
    boolean areAlike() {
        return from.mirrors().equals(to.mirrors()) && from.scope().equals(to.scope());
    }

    /**
     * @param name the dataset's name, for messages
     * @param from an id; empty for the sweep before {@code to} of the same mirrors
     * @param to an id; empty for the last sweep, of the mirrors of {@code from} if that is given
     * @throws CommandException {@link ExitCode#NO_INPUT} if there are no such sweeps
     */
    static ComparedSweeps of(PublishedDataset dataset, String name, Optional<String> from, Optional<String> to)
            throws IOException, CommandException {
        Optional<SweepRecord> earlier = named(dataset, name, from);
        Optional<SweepRecord> later = named(dataset, name, to);
        PublishedSweeps sweeps = dataset.sweeps();
        if (later.isEmpty()) {
            later = earlier.isPresent() ? sweeps.last(earlier.get().mirrors()) : sweeps.last();
        }
        if (later.isEmpty()) {
            throw none(dataset, name, "there is no sweep of a whole mirror");
        }
        if (earlier.isEmpty()) {
            earlier = sweeps.before(later.get());
        }
        if (earlier.isEmpty()) {
            throw none(
                    dataset,
                    name,
                    "before %s there is no sweep of the same mirrors"
                            .formatted(later.get().sweep()));
        }
        return new ComparedSweeps(earlier.get(), later.get());
    }

    private static Optional<SweepRecord> named(PublishedDataset dataset, String name, Optional<String> id)
            throws IOException, CommandException {
        if (id.isEmpty()) {
            return Optional.empty();
        }
        SweepId wanted = new SweepId(id.get());
        if (!dataset.ids().contains(wanted)) {
            throw none(dataset, name, "there is no sweep " + wanted);
        }
        return Optional.of(dataset.record(wanted));
    }

    private static CommandException none(PublishedDataset dataset, String name, String cause) {
        return new CommandException(
                ExitCode.NO_INPUT,
                "nothing to compare in " + name,
                cause,
                "name two of its sweeps with --from and --to: "
                        + dataset.ids().stream().map(SweepId::text).collect(Collectors.joining(", ")));
    }
}
