package dev.wheelsweep.spark.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.spark.LocalSpark;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.listing.FileState;
import dev.wheelsweep.spark.listing.WheelFile;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that names wheels by their hash, as Pulp does, and a manifest with their real names. */
class ManifestTest {
    private static final String SHA256 = "ab".repeat(32);
    private static final String CSV = """
            path,filename,sha256,size,project,upload_time
            artifact/ab/cdef,pure-1.0-py2.py3-none-any.whl,%s,7,pure,2024-02-05T23:50:00Z
            artifact/00/gone,"gone-1.0-py3-none-any.whl",,,,
            artifact/ab/cdef,twice-1.0-py3-none-any.whl,,,,no time
            """.formatted(SHA256.toUpperCase(java.util.Locale.ROOT));

    private static final Instant START = Instant.parse("2026-11-22T02:15:00Z");

    @TempDir
    private Path folder;

    private final SparkSession spark = LocalSpark.session();

    @BeforeEach
    void store() throws Exception {
        Path artifact = Files.createDirectories(folder.resolve("artifact/ab")).resolve("cdef");
        Files.write(artifact, BuiltMirror.pure().bytes());
    }

    @Test
    void csvJsonLinesAndParquetGiveTheSameFiles() throws Exception {
        Path csv = Files.writeString(folder.resolve("list.csv"), CSV);
        List<WheelFile> files = manifest(csv).list(spark);
        Path json = folder.resolve("list.jsonl");
        Path parquet = folder.resolve("list.parquet");
        var rows = spark.read().option("header", true).csv(csv.toString());
        Files.write(json, rows.toJSON().collectAsList());
        rows.write().parquet(parquet.toString());

        assertThat(files)
                .extracting(WheelFile::filename)
                .containsExactly("pure-1.0-py2.py3-none-any.whl", "gone-1.0-py3-none-any.whl");
        assertThat(files).extracting(WheelFile::state).containsExactly(FileState.REGULAR, FileState.DANGLING);
        assertThat(files.get(0).index().sha256()).contains(SHA256);
        assertThat(manifest(json).list(spark)).isEqualTo(files);
        assertThat(manifest(parquet).list(spark)).isEqualTo(files);
    }

    @Test
    void whatIsNoManifestIsRefusedByName() throws Exception {
        record Case(String file, String text, String problem) {}
        for (Case it : List.of(
                new Case("cut.jsonl", "{\"path\": \"a\"}\n{\"path\": \"b", "1 rows without \"path\""),
                new Case(
                        "bytes.jsonl",
                        "{\"path\": \"a\", \"upload_time\": \"\u00ab\"}\n{\"path\": \"b\"}",
                        "1 rows without"),
                new Case(
                        "name.jsonl",
                        "{\"path\": \"a\", \"filename\": \"caf\u00e9\"}\n{\"path\": \"b\", \"filename\": \"c\"}",
                        "1 rows without"),
                new Case("null.jsonl", "{\"path\": \"a\"}\n{\"path\": null}\n{\"size\": 1}", "2 rows without"),
                new Case("twice.jsonl", "{\"path\": \"a\", \"PATH\": \"b\"}", "The column `path` already exists"),
                new Case("number.jsonl", "{\"path\": 7}", "\"path\" is no text, but bigint"),
                new Case("object.jsonl", "{\"path\": {\"a\": 1}}", "\"path\" is no text, but struct"),
                new Case("empty.csv", "path,filename\n,a\n", "1 rows without"),
                new Case("nul.jsonl", "{\"path\": \"a\\u0000b\"}", "Nul character not allowed"),
                new Case("root.jsonl", "{\"path\": \"/\"}", "which is no file"))) {
            // One byte each, so that a character after U+007F is no UTF-8.
            Path file = Files.writeString(folder.resolve(it.file()), it.text(), StandardCharsets.ISO_8859_1);
            assertThatThrownBy(() -> manifest(file).list(spark))
                    .as(it.file())
                    .isInstanceOf(BadManifestException.class)
                    .hasMessageContaining(it.problem());
        }
    }

    @Test
    void absurdTimesAndSizesAreUnknown() throws Exception {
        Path file = Files.writeString(
                folder.resolve("absurd.jsonl"),
                List.of("+292277026596-12-04T15:30:08Z", "-999999999-01-01T00:00:00Z", "NaN", "1e300").stream()
                        .map(time -> "{\"path\": \"%s\", \"upload_time\": \"%s\", \"size\": -1}"
                                .formatted(time.length(), time))
                        .collect(java.util.stream.Collectors.joining("\n")));

        assertThat(manifest(file).list(spark))
                .hasSize(4)
                .allMatch(wheel -> wheel.index().uploadMicros().isEmpty());
    }

    @Test
    void junkInParquetIsRefused() throws Exception {
        for (byte[] junk : List.of(new byte[0], "PAR1junkPAR1".getBytes(StandardCharsets.UTF_8))) {
            Path file = Files.write(folder.resolve("junk.parquet"), junk);
            assertThatThrownBy(() -> manifest(file).list(spark)).isInstanceOf(BadManifestException.class);
        }
    }

    @Test
    void aSweepUsesTheNamesAndTheHashes() throws Exception {
        Path csv = Files.writeString(folder.resolve("list.csv"), CSV);
        SweepRecord first = sweep(csv, 0);

        assertThat(first.statuses()).isEqualTo(Map.of("ok", 1L, "vanished", 1L));
        assertThat(spark.read()
                        .parquet(folder.resolve("dataset/tables/wheels").toString())
                        .where("status = 'ok'")
                        .selectExpr("project", "filename", "sha256", "upload_time", "yanked")
                        .collectAsList())
                .extracting(Row::toString)
                .containsExactly("[pure,pure-1.0-py2.py3-none-any.whl," + SHA256 + ",2024-02-05 23:50:00.0,null]");

        Files.setLastModifiedTime(folder.resolve("artifact/ab/cdef"), FileTime.from(START));
        assertThat(sweep(csv, 1).statuses())
                .as("touched, but the same by its hash")
                .isEqualTo(Map.of("unchanged", 1L, "vanished", 1L));

        Files.writeString(csv, CSV.replace("AB", "AC"));
        assertThat(sweep(csv, 2).statuses()).isEqualTo(Map.of("ok", 1L, "vanished", 1L));
    }

    @Test
    void aFileThatIsNoManifestIsRefusedWithTheReason() throws Exception {
        Path csv = Files.writeString(folder.resolve("list.csv"), "wheel\na.whl\n");

        assertThatThrownBy(() -> manifest(csv).list(spark))
                .isInstanceOf(BadManifestException.class)
                .hasMessage(csv + " has no column \"path\", but [wheel]");
        Path sheet = Files.writeString(folder.resolve("list.xls"), "");
        assertThatThrownBy(() -> manifest(sheet).list(spark))
                .isInstanceOf(BadManifestException.class)
                .hasMessageEndingWith("ends in none of .csv, .jsonl and .parquet");
        assertThatThrownBy(() -> manifest(folder.resolve("none.csv")).list(spark))
                .hasMessageContaining("there is no readable file");
    }

    static Manifest manifest(Path file) {
        return new Manifest(file, new Manifest.Addresses() {
            @Override
            public boolean isAddress(String path) {
                return false;
            }

            @Override
            public List<WheelFile> of(List<Manifest.Addressed> files) {
                return List.of();
            }
        });
    }

    @Test
    void theListIsNotKeptWhileTheWheelsAreRead() throws Exception {
        Path csv = Files.writeString(folder.resolve("list.csv"), CSV);
        List<WheelFile> files = manifest(csv).list(spark);
        List<WeakReference<SweepInput>> taken = new ArrayList<>();
        List<SweepInput> left = new ArrayList<>();
        new Sweep(
                        spark,
                        dataset(),
                        Clock.fixed(START, ZoneOffset.UTC),
                        (wheels, bytes) -> {
                            System.gc();
                            left.add(taken.get(0).get());
                        },
                        UnreadableShare.DEFAULT)
                .run(SweepRequest.of(List.of(csv.toString()), InputMode.READ), () -> {
                    SweepInput input = SweepInput.of(List.copyOf(files));
                    taken.add(new WeakReference<>(input));
                    return input;
                });

        assertThat(left).containsExactly((SweepInput) null);
    }

    private org.apache.hadoop.fs.Path dataset() {
        return new org.apache.hadoop.fs.Path(folder.resolve("dataset").toUri());
    }

    private SweepRecord sweep(Path manifest, int night) throws Exception {
        Clock clock = Clock.fixed(START.plus(Duration.ofDays(night)), ZoneOffset.UTC);
        return new Sweep(spark, dataset(), clock)
                .run(
                        SweepRequest.of(List.of(manifest.toString()), InputMode.READ),
                        SweepInput.of(manifest(manifest).list(spark)));
    }
}
