package dev.wheelsweep.spark.cli.query;

import dev.wheelsweep.spark.cli.options.CommandException;
import dev.wheelsweep.spark.cli.options.DatasetLocation;
import dev.wheelsweep.spark.cli.options.ExitCode;
import dev.wheelsweep.spark.cli.options.OutputOption;
import dev.wheelsweep.spark.cli.options.SparkOptions;
import dev.wheelsweep.spark.cli.output.AnswerCsv;
import dev.wheelsweep.spark.cli.output.AnswerJson;
import dev.wheelsweep.spark.cli.output.AnswerTable;
import dev.wheelsweep.spark.cli.output.WholeFile;
import dev.wheelsweep.spark.cli.start.NeedsSparkException;
import dev.wheelsweep.spark.cli.start.QueriedDataset;
import dev.wheelsweep.spark.cli.start.QueriedDataset.Author;
import dev.wheelsweep.spark.query.Answer;
import dev.wheelsweep.spark.query.Question;
import dev.wheelsweep.spark.query.Questions;
import dev.wheelsweep.spark.query.RowFilter;
import dev.wheelsweep.spark.query.WrongSqlException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wheelsweep query}: the answer to one question about a dataset. */
@Command(
        name = "query",
        description = "Answers a question about a dataset. The same SQL runs in DuckDB over the dataset's views.sql.",
        customSynopsis = {
            "wheelsweep query NAME DATASET [--project PROJECT] [--system SYSTEM] [--newest] [--limit N]",
            "                 [--advisories FOLDER] [--format FORMAT] [--output FILE]",
            "       wheelsweep query --sql SQL DATASET [--advisories FOLDER] [--format FORMAT] [--output FILE]",
            "       wheelsweep query --list",
            "       wheelsweep query --show NAME"
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the question is answered, perhaps by no row",
            "2:wrong usage: there is no such question, or the SQL is wrong",
            "3:there is no such dataset, no sweep in it, or no advisories",
            "4:the question is answered, but some advisories could not be read",
            "5:an error of wheelsweep itself, or of the machine",
            "130:interrupted by Ctrl-C (SIGINT)",
            "143:ended by SIGTERM"
        })
public final class QueryCommand implements Callable<Integer> {

    /** What {@code --format} offers. */
    enum Format {
        TABLE,
        CSV,
        JSON,
        PARQUET;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..2",
            paramLabel = "NAME DATASET",
            description = "A question of --list, and the dataset that sweep --dataset made.")
    private List<String> parameters = List.of();

    @Option(names = "--list", description = "Lists the questions; needs no dataset.")
    private boolean list;

    @Option(names = "--show", paramLabel = "NAME", description = "Prints the SQL of a question; needs no dataset.")
    private Optional<String> shown = Optional.empty();

    @Option(names = "--sql", paramLabel = "SQL", description = "A question of your own, over the views of views.sql.")
    private Optional<String> sql = Optional.empty();

    @Option(
            names = "--format",
            defaultValue = "table",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; json is one object per row and line, parquet needs --output FILE"
                    + " (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Option(names = "--project", paramLabel = "PROJECT", description = "Only rows about this project.")
    private Optional<String> project = Optional.empty();

    @Option(names = "--system", paramLabel = "SYSTEM", description = "Only rows about this system, such as rhel:8.")
    private Optional<String> system = Optional.empty();

    @Option(names = "--newest", description = "Only rows about the newest release of each project.")
    private boolean newest;

    @Option(
            names = Question.ADVISORIES,
            paramLabel = "FOLDER",
            description =
                    "Advisories to compare components of bills of materials with: JSON files in the format of OSV,"
                            + " or zips of them, such as an all.zip of OSV. Needed for questions about advisories.")
    private Optional<Path> advisories = Optional.empty();

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Only the first N rows; --list shows which of the options before a question takes.")
    private Optional<Integer> limit = Optional.empty();

    @Mixin
    private OutputOption output;

    @Mixin
    private SparkOptions options;

    @Override
    public Integer call() throws Exception {
        if (format == Format.PARQUET && !list && shown.isEmpty()) {
            return parquet().code();
        }
        return output.print(spec.commandLine().getOut(), this::print).code();
    }

    /** The engine writes the file, with its types. */
    private ExitCode parquet() throws Exception {
        if (!output.isFile()) {
            throw new ParameterException(spec.commandLine(), "--format parquet needs --output FILE");
        }
        Asked asked = asked(Questions.builtIn());
        Optional<GivenAdvisories> given = GivenAdvisories.in(advisories);
        output.fill(part -> write(asked, given, part));
        return given.map(it -> it.report(spec.commandLine().getErr())).orElse(ExitCode.CLEAN);
    }

    private ExitCode write(Asked asked, Optional<GivenAdvisories> given, Path part)
            throws IOException, CommandException, NeedsSparkException {
        return ask(new QueriedDataset(asked.dataset(), options, "query", Optional.of(part)), asked, given, dataset -> {
            try {
                dataset.write(asked.sql(), filter(), limit.orElse(Integer.MAX_VALUE), part);
            } catch (IOException refusal) {
                throw WholeFile.refused(refusal);
            }
            return ExitCode.CLEAN;
        });
    }

    private ExitCode print(PrintWriter out) throws IOException, CommandException, NeedsSparkException {
        Questions questions = Questions.builtIn();
        if (list) {
            questions.all().forEach(one -> out.printf("%-36s %s%n", one.label(), one.help()));
        } else if (shown.isPresent()) {
            out.print(find(questions, shown.get()).sql());
        } else {
            Asked asked = asked(questions);
            Optional<GivenAdvisories> given = GivenAdvisories.in(advisories);
            write(answer(asked, given), out);
            return given.map(it -> it.report(spec.commandLine().getErr())).orElse(ExitCode.CLEAN);
        }
        return ExitCode.CLEAN;
    }

    private record Asked(Author author, String sql, DatasetLocation dataset) {}

    private Answer answer(Asked asked, Optional<GivenAdvisories> given)
            throws IOException, CommandException, NeedsSparkException {
        return ask(
                        new QueriedDataset(asked.dataset(), options, "query"),
                        asked,
                        given,
                        dataset -> filter().of(dataset.answer(asked.sql()), dataset))
                .first(limit.orElse(Integer.MAX_VALUE));
    }

    private static <R> R ask(
            QueriedDataset queried, Asked asked, Optional<GivenAdvisories> given, QueriedDataset.Asking<R> asking)
            throws IOException, CommandException, NeedsSparkException {
        try {
            return queried.ask(asked.author(), dataset -> {
                if (given.isPresent()) {
                    given.get().giveTo(dataset);
                }
                return asking.of(dataset);
            });
        } catch (WrongSqlException wrong) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "the SQL cannot be run",
                    wrong.getMessage(),
                    "fix it; README.md and schema.json in the dataset list the tables and columns");
        }
    }

    private RowFilter filter() {
        return new RowFilter(project, system, newest ? RowFilter.Releases.NEWEST : RowFilter.Releases.ALL);
    }

    /** @throws ParameterException if a question is asked with an option that its answer has no column for */
    private void checkOptions(String question, Set<String> taken) {
        Set<String> superfluous = new TreeSet<>(filter().given());
        advisories.ifPresent(any -> superfluous.add(Question.ADVISORIES));
        superfluous.removeAll(taken);
        if (!superfluous.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "%s takes no %s".formatted(question, String.join(" and no ", superfluous)));
        }
        if (limit.orElse(0) < 0) {
            throw new ParameterException(spec.commandLine(), "--limit takes a number of rows, not " + limit.get());
        }
    }

    /** @throws ParameterException if there is no such question, or a parameter is missing or superfluous */
    private Asked asked(Questions questions) {
        if (sql.isPresent()) {
            if (parameters.size() != 1) {
                throw new ParameterException(spec.commandLine(), "give --sql and a DATASET");
            }
            checkOptions("--sql", Set.of(Question.ADVISORIES));
            return new Asked(Author.USER, sql.get(), new DatasetLocation(parameters.get(0)));
        }
        if (parameters.size() != 2) {
            throw new ParameterException(spec.commandLine(), "give NAME and DATASET; --list shows the names");
        }
        Question question = find(questions, parameters.get(0));
        checkOptions(question.name(), question.options());
        if (question.needsAdvisories() && advisories.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "%s needs %s, a folder with advisories of OSV".formatted(question.name(), Question.ADVISORIES));
        }
        return new Asked(Author.RELEASE, question.sql(), new DatasetLocation(parameters.get(1)));
    }

    private Question find(Questions questions, String name) {
        return questions
                .find(name)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "there is no question '%s': --list shows all".formatted(name)));
    }

    private void write(Answer answer, PrintWriter out) throws IOException {
        switch (format) {
            case TABLE -> AnswerTable.write(answer, out);
            case CSV -> AnswerCsv.write(answer, out);
            case JSON -> AnswerJson.write(answer, out);
            case PARQUET -> throw new IllegalStateException("the engine writes it");
        }
    }
}
