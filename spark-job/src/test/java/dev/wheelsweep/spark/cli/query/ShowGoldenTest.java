package dev.wheelsweep.spark.cli.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.spark.LocalSpark;
import dev.wheelsweep.spark.LocalSweep;
import dev.wheelsweep.spark.cli.Outcome;
import dev.wheelsweep.spark.cli.output.SheetOutput;
import dev.wheelsweep.spark.query.AskedMirror;
import dev.wheelsweep.spark.query.Sheet;
import dev.wheelsweep.spark.query.SparkDataset;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code show} prints of a wheel and of a project, which is the same by both engines. {@code -Dgolden.update=true} writes
 * it again; review the difference.
 */
class ShowGoldenTest {
    private static final Path GOLDEN = Path.of("src/test/resources/dev/wheelsweep/spark/cli/query");
    private static final String WHEEL = "over-1.0-cp313-cp313-manylinux_2_17_x86_64.whl";
    private static final String UNREADABLE = "empty-1.0-py3-none-any.whl";

    @TempDir
    private static Path folder;

    private static Path mirror;
    private static Path dataset;

    @BeforeAll
    static void sweep() throws Exception {
        mirror = Files.createDirectory(folder.resolve("mirror"));
        dataset = folder.resolve("dataset");
        AskedMirror.writeTo(mirror);
        LocalSweep.of(mirror, dataset, Instant.parse("2026-11-21T02:15:00Z"));
    }

    @Test
    void aWheelAndAProjectAreTheReviewedOnes() throws Exception {
        expect("wheel.txt", WHEEL);
        expect("project.txt", "Over");
        expect("unreadable.txt", UNREADABLE);
        expect("unreadable.json", UNREADABLE, "--format", "json");
    }

    @Test
    void sparkShowsTheSame() throws Exception {
        SparkDataset spark =
                SparkDataset.open(LocalSpark.interpreting(), new org.apache.hadoop.fs.Path(dataset.toUri()));
        for (String name : List.of(WHEEL, "over")) {
            StringWriter text = new StringWriter();
            PrintWriter out = new PrintWriter(text);
            SheetOutput.json(Sheet.of(spark, name).orElseThrow(), out);
            out.flush();

            assertThat(text.toString())
                    .isEqualTo(Outcome.of("show", name, dataset, "--format", "json")
                            .out());
        }
    }

    @Test
    void namesThatTheDatasetLacksAreReported() {
        for (String name : List.of("nothing", "nothing-1-py3-none-any.whl", "' OR true --", "over' --.whl", "\\")) {
            Outcome outcome = Outcome.of("show", name, dataset);

            assertThat(outcome.code()).as(name).isEqualTo(3);
            assertThat(outcome.err()).contains("the last sweep listed no wheel and no project called " + name);
        }
        assertThat(Outcome.of("show", "over", folder.resolve("nowhere")).err()).contains("there is no such folder");
    }

    private static void expect(String file, String name, String... options) throws Exception {
        Object[] arguments = Stream.concat(Stream.of("show", name, dataset), Stream.of(options))
                .toArray();
        Outcome outcome = Outcome.of(arguments);
        String shown = outcome.out().replace(mirror.toRealPath().toString(), "MIRROR");
        Path golden = GOLDEN.resolve(file);
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, shown);
        }

        assertThat(outcome.err()).isEmpty();
        assertThat(shown).isEqualTo(Files.readString(golden));
    }
}
