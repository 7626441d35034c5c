package dev.wheelsweep.spark.cli.query;

import dev.wheelsweep.spark.cli.options.DatasetParameter;
import dev.wheelsweep.spark.cli.options.ExitCode;
import dev.wheelsweep.spark.cli.options.SparkOptions;
import dev.wheelsweep.spark.cli.output.SweepSummary;
import dev.wheelsweep.spark.cli.output.WholeFile;
import dev.wheelsweep.spark.cli.start.PublishedDataset;
import dev.wheelsweep.spark.cli.start.SparkStart;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.query.Questions;
import dev.wheelsweep.spark.query.SparkDataset;
import dev.wheelsweep.spark.report.HtmlReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code wheelsweep report}: the state of the mirror after the last sweep of a dataset, for people. */
@Command(
        name = "report",
        description =
                "Prints the state of the mirror after the last sweep of a dataset; with --html, writes an HTML page.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the report is made",
            "2:wrong usage",
            "3:there is no such dataset, or no sweep in it",
            "5:an error of wheelsweep itself, or of the machine"
        })
public final class ReportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DatasetParameter dataset;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Writes one self-contained page: no script, no network. Replaces FILE.")
    private Optional<Path> html = Optional.empty();

    @Mixin
    private SparkOptions options;

    @Override
    public Integer call() throws Exception {
        PublishedDataset published = PublishedDataset.of(dataset.location(), options, "report");
        SweepRecord record = published.record(published.latest());
        PrintWriter out = spec.commandLine().getOut();
        SparkSession spark = SparkStart.with(options);
        try {
            if (html.isPresent()) {
                SparkDataset swept = SparkDataset.open(spark, dataset.location().path());
                String page = new HtmlReport(swept, Questions.builtIn()).of(record);
                new WholeFile(html.get()).write(file -> file.append(page));
                out.println(html.get());
            } else {
                out.print(SweepSummary.of(
                                spark.sparkContext().hadoopConfiguration(),
                                dataset.location().path(),
                                record)
                        .text());
            }
            out.flush();
            return ExitCode.CLEAN.code();
        } finally {
            spark.stop();
        }
    }
}
