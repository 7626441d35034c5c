package dev.wheelsweep.spark.cli.query;

import dev.wheelsweep.spark.cli.options.DatasetParameter;
import dev.wheelsweep.spark.cli.options.ExitCode;
import dev.wheelsweep.spark.cli.options.OutputOption;
import dev.wheelsweep.spark.cli.options.SparkOptions;
import dev.wheelsweep.spark.cli.output.SweepSummary;
import dev.wheelsweep.spark.cli.output.WholeFile;
import dev.wheelsweep.spark.cli.start.QueriedDataset;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.dataset.SweepSession;
import dev.wheelsweep.spark.query.Questions;
import dev.wheelsweep.spark.report.HtmlReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
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
            "5:an error of wheelsweep itself, or of the machine",
            "130:interrupted by Ctrl-C (SIGINT)",
            "143:ended by SIGTERM"
        })
public final class ReportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DatasetParameter dataset;

    @Option(
            names = "--html",
            paramLabel = "FILE|FOLDER/",
            description =
                    "Writes self-contained HTML, which needs no network: one page, or into a folder, one with a slash at the"
                            + " end, also a page per project. Replaces files of the same names.")
    private Optional<String> html = Optional.empty();

    @Mixin
    private SparkOptions options;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        QueriedDataset asked = new QueriedDataset(dataset.location(), options, "report");
        SweepRecord record = asked.last();
        if (html.isPresent()) {
            out.println(write(asked, record, html.get()));
        } else {
            out.print(SweepSummary.of(
                            SweepSession.hadoop(options.conf()),
                            dataset.location().path(),
                            record)
                    .text());
        }
        out.flush();
        return ExitCode.CLEAN.code();
    }

    /** @return the page to open */
    private static Path write(QueriedDataset asked, SweepRecord record, String html) throws Exception {
        Path path = Path.of(html);
        try {
            return write(asked, record, path, html.endsWith("/") || Files.isDirectory(path));
        } catch (WholeFile.RefusedException refused) {
            throw OutputOption.unwritten(path, refused);
        }
    }

    private static Path write(QueriedDataset asked, SweepRecord record, Path path, boolean isFolder) throws Exception {
        return asked.ask(QueriedDataset.Author.RELEASE, swept -> {
            HtmlReport report = new HtmlReport(swept, Questions.builtIn());
            if (!isFolder) {
                write(path, report.page(record));
                return path;
            }
            report.write(record, (file, text) -> write(path.resolve(file), text));
            return path.resolve(HtmlReport.FIRST);
        });
    }

    private static void write(Path path, String page) throws IOException {
        if (path.getParent() != null) {
            Files.createDirectories(path.getParent());
        }
        new WholeFile(path).write(file -> file.append(page));
    }
}
