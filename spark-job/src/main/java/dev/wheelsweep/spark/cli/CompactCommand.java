package dev.wheelsweep.spark.cli;

import dev.wheelsweep.spark.cli.options.CommandException;
import dev.wheelsweep.spark.cli.options.DatasetParameter;
import dev.wheelsweep.spark.cli.options.ExitCode;
import dev.wheelsweep.spark.cli.options.SparkOptions;
import dev.wheelsweep.spark.cli.output.CompactedText;
import dev.wheelsweep.spark.cli.start.PublishedDataset;
import dev.wheelsweep.spark.cli.start.SlowRename;
import dev.wheelsweep.spark.cli.start.SparkStart;
import dev.wheelsweep.spark.compact.Compaction;
import dev.wheelsweep.spark.dataset.DatasetBusyException;
import dev.wheelsweep.spark.dataset.SlowRenameException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code wheelsweep compact}: fewer and larger files. */
@Command(
        name = "compact",
        description =
                "Writes the rows of all sweeps but the last into few large files below generations/, published at once."
                        + " The files of the sweeps stay until --prune.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the dataset is compact",
            "2:wrong usage",
            "3:there is no such dataset, or a sweep is writing to it",
            "5:an error of wheelsweep itself, or of the machine",
            "130:interrupted by Ctrl-C (SIGINT)",
            "143:ended by SIGTERM"
        })
final class CompactCommand implements Callable<Integer> {
    private static final String VERB = "compact";

    @Spec
    private CommandSpec spec;

    @Mixin
    private DatasetParameter dataset;

    @Option(
            names = "--prune",
            description = "First remove what earlier compactions have replaced: older generations, and the files of the"
                    + " sweeps in the last one. Readers that open tables/ alone no longer see those sweeps.")
    private boolean prune;

    @Mixin
    private SparkOptions spark;

    @Override
    public Integer call() throws Exception {
        PublishedDataset.of(dataset.location(), spark, VERB);
        PrintWriter out = spec.commandLine().getOut();
        SparkSession session = SparkStart.with(spark);
        try {
            Compaction compaction = new Compaction(session, dataset.location().path());
            if (prune) {
                out.printf("%,d folders and files removed%n", compaction.prune());
            }
            out.print(compaction.run().map(CompactedText::of).orElse("nothing to compact\n"));
            out.flush();
        } catch (DatasetBusyException busy) {
            throw new CommandException(
                    ExitCode.NO_INPUT, "cannot compact " + dataset.location(), busy.getMessage(), busy.remedy());
        } catch (SlowRenameException slow) {
            throw SlowRename.refused(VERB, dataset.location(), slow);
        } finally {
            session.stop();
        }
        return ExitCode.CLEAN.code();
    }
}
