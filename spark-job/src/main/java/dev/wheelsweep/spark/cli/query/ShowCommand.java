package dev.wheelsweep.spark.cli.query;

import dev.wheelsweep.spark.cli.options.CommandException;
import dev.wheelsweep.spark.cli.options.DatasetLocation;
import dev.wheelsweep.spark.cli.options.ExitCode;
import dev.wheelsweep.spark.cli.options.OutputOption;
import dev.wheelsweep.spark.cli.options.SparkOptions;
import dev.wheelsweep.spark.cli.output.SheetOutput;
import dev.wheelsweep.spark.cli.start.NeedsSparkException;
import dev.wheelsweep.spark.cli.start.QueriedDataset;
import dev.wheelsweep.spark.cli.start.QueriedDataset.Author;
import dev.wheelsweep.spark.query.Sheet;
import dev.wheelsweep.spark.query.WrongSqlException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wheelsweep show}: all that a dataset knows of one wheel or project. */
@Command(
        name = "show",
        description = "Shows what a dataset knows of one wheel, or of one project and its newest release.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it is shown",
            "2:wrong usage",
            "3:there is no such dataset, no sweep in it, or no wheel or project of this name",
            "5:an error of wheelsweep itself, or of the machine",
            "130:interrupted by Ctrl-C (SIGINT)",
            "143:ended by SIGTERM"
        })
public final class ShowCommand implements Callable<Integer> {

    /** What {@code --format} offers. */
    enum Format {
        TEXT,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "NAME", description = "A project, or the file name of a wheel.")
    private String name;

    @Parameters(
            index = "1",
            paramLabel = "DATASET",
            converter = DatasetLocation.Converter.class,
            description = "A dataset written by sweep --dataset.")
    private DatasetLocation dataset;

    @Option(
            names = "--format",
            defaultValue = "text",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; json is one object with all rows (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Mixin
    private OutputOption output;

    @Mixin
    private SparkOptions options;

    @Override
    public Integer call() throws Exception {
        return output.print(spec.commandLine().getOut(), this::print).code();
    }

    private ExitCode print(PrintWriter out) throws IOException, CommandException, NeedsSparkException {
        Sheet sheet = sheet();
        switch (format) {
            case TEXT -> SheetOutput.text(sheet, out);
            case JSON -> SheetOutput.json(sheet, out);
        }
        return ExitCode.CLEAN;
    }

    private Sheet sheet() throws IOException, CommandException, NeedsSparkException {
        Optional<Sheet> sheet;
        try {
            sheet = new QueriedDataset(dataset, options, "show").ask(Author.RELEASE, swept -> Sheet.of(swept, name));
        } catch (WrongSqlException lacking) {
            throw new CommandException(
                    ExitCode.INTERNAL,
                    "cannot read " + dataset,
                    lacking.getMessage(),
                    "sweep the mirror again with this release");
        }
        return sheet.orElseThrow(() -> new CommandException(
                ExitCode.NO_INPUT,
                "nothing to show in " + dataset,
                "the last sweep listed no wheel and no project called " + name,
                "name a project, or a wheel's file with .whl"));
    }
}
