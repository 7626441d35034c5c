package dev.wheelsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.scan.NativeWheel;
import dev.wheelsweep.spark.LocalSweep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions as a user asks them. Each answer stops Spark, which is slow to start, so there are few. */
class QueryCommandTest {
    @TempDir
    private Path folder;

    @Test
    void answersABuiltInQuestionAndSql() throws Exception {
        Path mirror = Files.createDirectory(folder.resolve("mirror"));
        NativeWheel.builder().writeTo(mirror);
        Path dataset = folder.resolve("dataset");
        LocalSweep.of(mirror, dataset);

        Outcome named =
                Outcome.of("query", "claimed-against-measured", dataset, "--format", "csv", "--master", "local[1]");

        assertThat(named.err()).isEmpty();
        assertThat(named.out()).isEqualTo("arch,promised_minor,needed_minor,wheels\r\nx86_64,17,17,1\r\n");
        assertThat(named.code()).isZero();

        Outcome embedded = Outcome.of("query", "claimed-against-measured", dataset, "--format", "csv");

        assertThat(embedded).isEqualTo(named);

        Path parquet = folder.resolve("answer.parquet");
        for (String[] engine : new String[][] {{}, {"--master", "local[1]"}}) {
            assertThat(Outcome.of(Stream.concat(
                                    Stream.of("query", "claimed-against-measured", dataset, "--format", "parquet"),
                                    Stream.concat(Stream.of("--output", parquet), Stream.of(engine)))
                            .toArray()))
                    .isEqualTo(new Outcome(0, "", ""));
            assertThat(Files.readAllBytes(parquet)).startsWith('P', 'A', 'R', '1');
            Files.delete(parquet);
        }
        assertThat(Outcome.of("query", "claimed-against-measured", dataset, "--format", "parquet")
                        .err())
                .contains("--format parquet needs --output FILE");
        assertThat(Outcome.of("query", "overclaims", dataset, "--newest", "--format", "parquet", "--output", parquet))
                .isEqualTo(new Outcome(0, "", ""));
        assertThat(Files.readAllBytes(parquet)).startsWith('P', 'A', 'R', '1');
        assertThat(Outcome.of(
                                "query",
                                "overclaims",
                                dataset,
                                "--system",
                                "a",
                                "--format",
                                "parquet",
                                "--output",
                                parquet)
                        .err())
                .contains("overclaims takes no --system");

        Outcome wrong = Outcome.of("query", "--sql", "SELECT count(*) AS n FROM nothing", dataset);

        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err())
                .startsWith(
                        "wheelsweep: the SQL cannot be run\n  cause:  Catalog Error: Table with name nothing does not exist!");

        List<String> before = files(dataset);
        for (String engine : List.of("", "local[1]")) {
            String[] master = engine.isEmpty() ? new String[0] : new String[] {"--master", engine};
            assertThat(Outcome.of(Stream.concat(
                                    Stream.of(
                                            "query",
                                            "--sql",
                                            "CREATE TABLE copied AS SELECT * FROM wheels",
                                            dataset.toString()),
                                    Stream.of(master))
                            .toArray()))
                    .as(engine)
                    .isEqualTo(new Outcome(
                            2,
                            "",
                            Outcome.error(
                                    "the SQL cannot be run",
                                    "a question is one SELECT statement: it reads views, and changes nothing",
                                    "fix it; README.md and schema.json in the dataset list the tables and columns")));
        }
        assertThat(files(dataset)).isEqualTo(before);
        assertThat(Path.of("spark-warehouse", "copied")).doesNotExist();

        Files.delete(dataset.resolve("views.sql"));

        assertThat(Outcome.of("query", "claimed-against-measured", dataset, "--format", "csv"))
                .as("the answer of Spark, where DuckDB has none")
                .isEqualTo(named);

        Outcome own =
                Outcome.of("query", "--sql", "SELECT count(*) AS n FROM nothing", dataset, "--master", "local[1]");

        assertThat(own.code()).isEqualTo(2);
        assertThat(own.err()).startsWith("wheelsweep: the SQL cannot be run\n  cause:  [TABLE_OR_VIEW_NOT_FOUND]");
    }

    /** @return all paths below, with sizes and times */
    private static List<String> files(Path dataset) throws IOException {
        try (Stream<Path> all = Files.walk(dataset)) {
            List<String> files = new ArrayList<>();
            for (Path path : all.sorted().toList()) {
                files.add("%s %d %s".formatted(path, Files.size(path), Files.getLastModifiedTime(path)));
            }
            return files;
        }
    }

    @Test
    void listsAndShowsWithoutADataset() {
        assertThat(Outcome.of("query", "--list").out()).startsWith("01-new-overclaims ");
        assertThat(Outcome.of("query", "--show", "coverage").out()).startsWith("-- How many of the files ");
    }

    @Test
    void reportsMissingInput() {
        Path nowhere = folder.resolve("nowhere");

        assertThat(Outcome.of("query", "coverage", nowhere).code()).isEqualTo(3);
        assertThat(Outcome.of("query", "coverage", nowhere).err())
                .isEqualTo(Outcome.error(
                        "nothing to query in " + nowhere,
                        "there is no such folder",
                        "name a dataset, or make one: wheelsweep sweep MIRROR --dataset " + nowhere));
        assertThat(Outcome.of("query", "what", nowhere).code()).isEqualTo(2);
        assertThat(Outcome.of("query", "what", nowhere).err()).contains("cause:  there is no question 'what'");
        assertThat(Outcome.of("query", "coverage").code()).isEqualTo(2);
    }
}
