package dev.wheelsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wheelsweep.spark.dataset.PublishedSweeps;
import dev.wheelsweep.spark.dataset.SweepId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps as an operator runs them every night: the exit codes for a scheduler, and the output for a person. */
class DiffCommandTest {
    private static final String ACCEPTED = """
            {"project": "over", "finding": "tag_violated", "reason": "known", "expires": "2999-12-31"}
            {"project": "over", "finding": "executable_stack", "reason": "known", "expires": "2999-12-31"}
            {"project": "over", "finding": "small_load_alignment", "reason": "known", "expires": "2999-12-31"}
            {"project": "gone", "finding": "tag_violated", "reason": "known", "expires": "2999-12-31"}
            {"project": "over", "finding": "tag_violated", "reason": "known", "expires": "2026-01-31"}
            """;

    /** Few rows need no more partitions. */
    private static final String FEW_PARTITIONS = "spark.sql.shuffle.partitions=2";

    @TempDir
    private Path folder;

    @Test
    void onlyNewUnacceptedFindingsFailASweep() throws Exception {
        Path mirror = folder.resolve("mirror");
        Path dataset = folder.resolve("dataset");
        Path baseline = Files.writeString(folder.resolve("baseline.jsonl"), ACCEPTED);
        Wheels.honest().writeTo(mirror);
        assertThat(sweep(mirror, dataset, "--only-new").code()).isZero();
        assertThat(Outcome.interpreted("diff", dataset))
                .returns(3, Outcome::code)
                .extracting(Outcome::err)
                .asString()
                .contains(
                        "nothing to compare in " + dataset, "there is no sweep of the same mirrors", "--from and --to");

        Wheels.overclaiming().writeTo(mirror);
        Outcome night = sweep(mirror, dataset, "--only-new");
        assertThat(night.code()).as(night.err()).isEqualTo(1);
        assertThat(night.out())
                .contains("new findings: error 3")
                .contains("tag_violated", "manylinux2014_x86_64, over/_a.so, GLIBC_2.34 of libc.so.6");

        assertThat(sweep(mirror, dataset, "--only-new", "--full").code()).isZero();
        assertThat(sweep(mirror, dataset, "--full").code()).isEqualTo(1);
        Outcome accepted = sweep(mirror, dataset, "--full", "--baseline", baseline);
        assertThat(accepted.code()).as(accepted.err()).isZero();
        assertThat(accepted.err())
                .contains("baseline.jsonl, line 5 (over, tag_violated): expired on 2026-01-31")
                .contains("baseline.jsonl, line 4 (gone, tag_violated): no wheel of the mirror has this finding")
                .doesNotContain("line 1 (", "line 2 (");

        List<SweepId> ids =
                new PublishedSweeps(new org.apache.hadoop.fs.Path(dataset.toUri()), new Configuration()).ids();
        Outcome text = Outcome.interpreted(
                "diff",
                dataset,
                "--fail-on",
                "error",
                "--from",
                ids.get(0),
                "--to",
                ids.get(4),
                "--conf",
                FEW_PARTITIONS);
        assertThat(text.code()).as(text.err()).isEqualTo(1);
        assertThat(text.out())
                .startsWith("sweep %s against %s%nwheels: 1 new, 0 changed, 0 judged anew, 0 vanished%n"
                        .formatted(ids.get(4), ids.get(0)))
                .contains("gone findings: none", "new:\n  " + Wheels.OVERCLAIMING + "  overclaims\n");

        Outcome json = Outcome.interpreted(
                "diff",
                dataset,
                "--fail-on",
                "warning",
                "--from",
                ids.get(0),
                "--format",
                "json",
                "--baseline",
                baseline,
                "--conf",
                FEW_PARTITIONS);
        assertThat(json.code()).as(json.err()).isZero();
        List<JsonNode> lines = lines(json.out());
        assertThat(lines.get(0).path("id").textValue()).isEqualTo("executable_stack");
        assertThat(lines)
                .filteredOn(line -> line.path("kind").textValue().equals("finding"))
                .allSatisfy(line -> assertThat(line.path("known").booleanValue())
                        .as("%s", line)
                        .isTrue());
        JsonNode summary = lines.get(lines.size() - 1);
        assertThat(summary.path("kind").textValue()).isEqualTo("summary");
        assertThat(summary.path("wheels").path("new").longValue()).isEqualTo(1);
        assertThat(summary.path("new_findings").path("error").longValue()).isZero();
        assertThat(summary.path("known_findings").longValue()).isEqualTo(lines.size() - 2);
    }

    @Test
    void aWrongBaselineIsReportedFirst() throws Exception {
        Path baseline = Files.writeString(
                folder.resolve("baseline.jsonl"), ACCEPTED.replace("gone\", \"finding", "gone\", \"id"));

        for (String command : List.of("diff", "sweep")) {
            assertThat(Outcome.of(arguments(command, "--baseline", baseline)))
                    .isEqualTo(new Outcome(
                            2,
                            "",
                            Outcome.error(
                                    "cannot use the baseline " + baseline,
                                    "line 4: an entry has no member \"id\"",
                                    "use [expires, finding, project, reason]")));
            assertThat(Outcome.of(arguments(command, "--baseline", folder.resolve("nowhere")))
                            .code())
                    .isEqualTo(3);
        }
    }

    private Object[] arguments(String command, Object... further) {
        List<Object> arguments = new ArrayList<>(List.of(command, folder));
        if (command.equals("sweep")) {
            arguments.addAll(List.of("--dataset", folder.resolve("dataset")));
        }
        arguments.addAll(List.of(further));
        return arguments.toArray();
    }

    /** A sweep's id is the second it began. */
    private static Outcome sweep(Path mirror, Path dataset, Object... options) {
        List<Object> arguments = new ArrayList<>(List.of("sweep", mirror, "--dataset", dataset, "--fail-on", "error"));
        arguments.addAll(List.of("--master", "local[2]", "--conf", FEW_PARTITIONS));
        arguments.addAll(List.of(options));
        return Outcome.interpreted(arguments.toArray());
    }

    private static List<JsonNode> lines(String json) throws Exception {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : json.lines().toList()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }
}
