package dev.wheelsweep.spark.cli.query;

import dev.wheelsweep.spark.advisory.AdvisoryExport;
import dev.wheelsweep.spark.advisory.VendoredAdvisories;
import dev.wheelsweep.spark.cli.options.CommandException;
import dev.wheelsweep.spark.cli.options.ExitCode;
import dev.wheelsweep.spark.query.Question;
import dev.wheelsweep.spark.query.SweptDataset;
import dev.wheelsweep.spark.query.WrongSqlException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What {@code --advisories} names, and what was read of it. */
final class GivenAdvisories {
    private final Path folder;
    private Optional<VendoredAdvisories.Compared> compared = Optional.empty();

    private GivenAdvisories(Path folder) {
        this.folder = folder;
    }

    /** @throws CommandException {@link ExitCode#NO_INPUT} if there is no such folder */
    static Optional<GivenAdvisories> in(Optional<Path> folder) throws CommandException {
        if (folder.isPresent() && !Files.isDirectory(folder.get())) {
            throw new CommandException(
                    ExitCode.NO_INPUT,
                    "cannot read advisories in " + folder.get(),
                    "there is no such folder",
                    "give %s a folder with JSON files or zips that OSV has exported".formatted(Question.ADVISORIES));
        }
        return folder.map(GivenAdvisories::new);
    }

    void giveTo(SweptDataset dataset) throws IOException, WrongSqlException {
        compared = Optional.of(VendoredAdvisories.giveTo(dataset, folder));
    }

    /** Says what was read and what was not. */
    ExitCode report(PrintWriter err) {
        VendoredAdvisories.Compared all = compared.orElseThrow();
        AdvisoryExport.Reading read = all.reading();
        err.printf("advisories: %,d read, %,d of them withdrawn%n", read.advisories(), read.withdrawn());
        read.problems().forEach(problem -> err.printf("  cannot be read: %s%n", problem));
        if (read.bad() > read.problems().size()) {
            err.printf("  and %,d more%n", read.bad() - read.problems().size());
        }
        err.printf(
                "components: %,d in bills of materials, %,d of them not compared: the question unjudged-components says why%n",
                all.components(), all.unjudged());
        err.flush();
        if (read.advisories() == 0 && read.bad() == 0) {
            err.printf("  nothing was compared: no file in %s is named .json or .zip%n", folder);
            err.flush();
            return ExitCode.NO_INPUT;
        }
        return read.bad() > 0 ? ExitCode.PARTIAL : ExitCode.CLEAN;
    }
}
