package dev.wheelsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wheelsweep.spark.cli.options.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wrong command lines and missing input. */
class CommandsTest {
    @TempDir
    private Path folder;

    /** Arguments, and what the error must say. */
    private record Usage(List<Object> arguments, String message) {}

    @Test
    void aWrongCommandLineIsAnsweredInThreeLines() {
        Path dataset = folder.resolve("dataset");
        List<Usage> cases = List.of(
                new Usage(
                        List.of(),
                        "no command is given; there are check, compact, diff, explain, generate-completion, judge, policies, query, report, show, sweep, systems"),
                new Usage(List.of("cheque"), "there is no command 'cheque'"),
                new Usage(List.of("check"), "WHEEL is missing"),
                new Usage(
                        List.of("check", "--format", "yaml", folder),
                        "--format takes one of text, json, auditwheel-json, sarif, github, not 'yaml'"),
                new Usage(List.of("check", "--io", "fast", folder), "--io takes one of mmap, read, not 'fast'"),
                new Usage(List.of("check", folder, "--format"), "--format needs a value: FORMAT"),
                new Usage(List.of("check", folder, "--fromat=json"), "there is no option --fromat"),
                new Usage(List.of("report", folder, "extra"), "there is no place for the argument 'extra'"),
                new Usage(List.of("query", "what", folder), "there is no question 'what'"),
                new Usage(List.of("judge"), "DATASET is missing"),
                new Usage(
                        List.of("judge", folder, "--fail-on", "info"),
                        "--fail-on takes one of none, error, warning, not 'info'"),
                new Usage(List.of("sweep", folder), "--dataset is missing"),
                new Usage(
                        List.of("sweep", "--dataset", dataset),
                        "give a MIRROR, --index URL, --manifest FILE or --sample, one of the four"),
                new Usage(
                        List.of("sweep", folder, "--sample", "--dataset", dataset),
                        "give a MIRROR, --index URL, --manifest FILE or --sample, one of the four"),
                new Usage(
                        List.of("sweep", folder, "--dataset", dataset, "--limit", "0"),
                        "--limit must be at least 1, but is 0"),
                new Usage(
                        List.of("sweep", folder, "--dataset", dataset, "--limit", "x"),
                        "--limit takes a whole number, not 'x'"),
                new Usage(List.of("sweep", folder, "--dataset", dataset, "--conf", "k"), "--conf takes K=V, not 'k'"),
                new Usage(
                        List.of("sweep", folder, "--dataset", dataset, "--metrics", dataset.resolve("a.prom")),
                        "--metrics: no file can be written in the folder " + dataset),
                new Usage(
                        List.of("sweep", "--sample", "--dataset", "hdfs://name/dataset"),
                        "--sample needs a folder of this machine as --dataset"));
        for (Usage it : cases) {
            Outcome outcome = Outcome.of(it.arguments().toArray());

            assertThat(outcome.code()).as(it.toString()).isEqualTo(2);
            assertThat(outcome.out()).as(it.toString()).isEmpty();
            assertThat(outcome.err()).as(it.toString()).contains("\n  cause:  " + it.message());
            assertThat(outcome.err()).as(it.toString()).startsWith("wheelsweep: wrong usage of wheelsweep");
            assertThat(outcome.err()).as(it.toString()).contains("\n  remedy: ").hasLineCount(3);
            assertThat(outcome.err()).as(it.toString()).doesNotContainPattern("\\b(?:java|dev|picocli)\\.");
        }
        assertThat(dataset).doesNotExist();
    }

    @Test
    void aMissingPathIsNoInput() {
        Path missing = folder.resolve("missing");

        assertThat(Outcome.of("check", missing)).isEqualTo(new Outcome(3, "", Outcome.noSuchFile(missing)));
        assertThat(Outcome.of("check", folder, missing)).isEqualTo(new Outcome(3, "", Outcome.noSuchFile(missing)));
        assertThat(Outcome.of("sweep", missing, "--dataset", folder))
                .isEqualTo(new Outcome(3, "", Outcome.noSuchFile(missing)));
    }

    @Test
    void anAddressIsNoInputOfCheck() {
        assertThat(Outcome.of("check", "hdfs://name/mirror"))
                .isEqualTo(new Outcome(
                        3,
                        "",
                        Outcome.error(
                                "cannot list wheels in hdfs:/name/mirror",
                                "this command reads local files, and wheels at http addresses",
                                "mount it and name the folder; sweep also reads addresses")));
    }

    @Test
    void anAddressOfAnUnknownFileSystemIsNoInputOfASweep() {
        Path dataset = folder.resolve("dataset");
        assertThat(Outcome.of("sweep", "nosuch://name/mirror", "--dataset", dataset))
                .isEqualTo(new Outcome(
                        3,
                        "",
                        Outcome.error(
                                "cannot list wheels",
                                "No FileSystem for scheme \"nosuch\"",
                                "add the jars of this file system, such as hadoop-aws and the AWS SDK for s3a, to the"
                                        + " class path")));
        assertThat(Outcome.of("sweep", "nosuch://name/mirror", folder, "--dataset", dataset)
                        .code())
                .isEqualTo(2);
    }

    @Test
    void anUnreachableMasterIsNoInput() throws IOException {
        Files.writeString(folder.resolve("a-1.0-py3-none-any.whl"), "");
        Path dataset = folder.resolve("dataset");
        // Port 1 is reserved for tcpmux, which no system runs today.
        String master = "spark://127.0.0.1:1";

        Outcome outcome = Outcome.of("sweep", folder, "--dataset", dataset, "--master", master);

        assertThat(outcome.code()).isEqualTo(3);
        assertThat(outcome.err())
                .startsWith("wheelsweep: cannot reach the Spark master " + master)
                .contains("\n  cause:  Connection refused", "\n  remedy: check that it runs");
        assertThat(dataset).doesNotExist();
    }

    @Test
    void aFailedRunIsInTheJsonLogAndTheMetrics() throws IOException {
        Path missing = folder.resolve("missing");
        Path metrics = folder.resolve("sweep.prom");

        Outcome outcome =
                Outcome.of("sweep", missing, "--dataset", folder, "--metrics", metrics, "--log-format", "json");

        assertThat(outcome.code()).isEqualTo(3);
        JsonNode line = new ObjectMapper().readTree(outcome.err());
        assertThat(line.get("level").asText()).isEqualTo("ERROR");
        assertThat(line.get("message").asText()).isEqualTo("cannot list wheels");
        assertThat(line.get("cause").asText()).isEqualTo("there is no file or folder " + missing);
        assertThat(line.get("remedy").asText()).isEqualTo("fix the path");
        assertThat(Files.readString(metrics))
                .contains("wheelsweep_exit_code{command=\"sweep\",dataset=\"" + folder + "\"} 3.0\n");
    }

    @Test
    void aPathThatCannotBeReadIsNoInput() throws IOException {
        Path inAFile = Files.writeString(folder.resolve("file"), "").resolve("a.whl");

        Outcome outcome = Outcome.of("check", inAFile);

        // JDK 17 says "Not a directory", later ones that there is no such file: both name the path.
        assertThat(outcome.code()).isEqualTo(3);
        assertThat(outcome.err())
                .startsWith("wheelsweep: cannot list wheels")
                .contains(inAFile.toString())
                .contains("  remedy: ");
    }

    @Test
    void aFolderWithoutWheelsIsNoInput() throws IOException {
        Files.writeString(folder.resolve("a-1.0.tar.gz"), "");
        Files.writeString(folder.resolve(".a-1.0-py3-none-any.whl"), "");

        assertThat(Outcome.of("check", folder)).isEqualTo(new Outcome(3, "", Outcome.NO_WHEEL));
        assertThat(Outcome.of("sweep", folder, "--dataset", folder.resolve("dataset")))
                .isEqualTo(new Outcome(3, "", Outcome.NO_WHEEL));
        assertThat(folder.resolve("dataset")).doesNotExist();
    }

    @Test
    void aDatasetWithoutSweepsIsNoInput() throws IOException {
        Path missing = folder.resolve("missing");
        String problem = "nothing to judge in ";
        String remedy = "name a dataset, or make one: wheelsweep sweep MIRROR --dataset ";

        assertThat(Outcome.of("judge", missing))
                .isEqualTo(new Outcome(
                        3, "", Outcome.error(problem + missing, "there is no such folder", remedy + missing)));
        assertThat(Outcome.of("judge", folder))
                .isEqualTo(new Outcome(
                        3, "", Outcome.error(problem + folder, "there is no sweep in it", remedy + folder)));
    }

    @Test
    void anUnknownSweepIsNoInput() throws IOException {
        Path sweeps = Files.createDirectories(folder.resolve("sweeps"));
        Files.writeString(sweeps.resolve("20261122T021500Z.json"), "{}");
        Files.writeString(sweeps.resolve("20261121T021500Z.json"), "{}");

        assertThat(Outcome.of("judge", folder, "--sweep", "20261120T021500Z"))
                .isEqualTo(new Outcome(
                        3,
                        "",
                        Outcome.error(
                                "cannot judge sweep 20261120T021500Z",
                                folder + " has the sweeps 20261121T021500Z, 20261122T021500Z",
                                "name one of them, or omit --sweep to judge 20261122T021500Z")));
    }

    @Test
    void aMalformedPolicyFileIsNoInput() throws IOException {
        Path missing = folder.resolve("missing.json");
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\"name\": 7}");

        Outcome noFile = Outcome.of("judge", folder, "--policy", missing);
        assertThat(noFile.code()).isEqualTo(3);
        assertThat(noFile.err())
                .startsWith("wheelsweep: cannot use the policy file " + missing)
                .contains("  remedy: ");

        Outcome noPolicies = Outcome.of("judge", folder, "--policy", broken);
        assertThat(noPolicies.code()).isEqualTo(3);
        assertThat(noPolicies.err())
                .startsWith("wheelsweep: cannot use the policy file " + broken)
                .contains("  cause:  " + broken + ", line 1, column 10: ")
                .contains("  remedy: fix it");
    }

    @Test
    void helpAndVersionAreAnswersNotErrors() {
        Outcome help = Outcome.of("sweep", "--help");
        assertThat(help.code()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out())
                .contains("MIRROR", "--dataset", "--sample", "--limit", "--io", "--master", "--conf")
                .containsPattern("3 +no wheel found")
                .containsPattern("4 +results are written, but some wheels could not be read");

        Outcome version = Outcome.of("--version");
        assertThat(version.code()).isZero();
        assertThat(version.out()).startsWith("wheelsweep 0.1.0").contains("Java ");
    }

    @Test
    void exitCodesAreAContractWithSchedulers() {
        assertThat(List.of(ExitCode.values()))
                .extracting(ExitCode::code)
                .containsExactly(0, 1, 2, 3, 4, 5, 130, 141, 143);
    }
}
