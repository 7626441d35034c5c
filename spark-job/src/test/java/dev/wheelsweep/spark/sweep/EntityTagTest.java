package dev.wheelsweep.spark.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.spark.LocalSpark;
import dev.wheelsweep.spark.dataset.DatasetLayout;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.listing.FileState;
import dev.wheelsweep.spark.listing.IndexEntry;
import dev.wheelsweep.spark.listing.WheelFile;
import dev.wheelsweep.spark.tables.FlatTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of files with the same size, entity tags and times decide which are read again. */
class EntityTagTest {
    private static final String HASH = "ab".repeat(32);

    @TempDir
    private Path folder;

    private final SparkSession spark = LocalSpark.session();

    /** What two sweeps see of one file. */
    private record Seen(
            String what,
            String tag,
            String tagLater,
            long time,
            long timeLater,
            Optional<String> hash,
            String status) {}

    private static final List<Seen> FILES = List.of(
            new Seen("rewritten_in_one_second", "\"a\"", "\"b\"", 1, 1, Optional.empty(), "ok"),
            new Seen("touched", "\"a\"", "\"a\"", 1, 2, Optional.empty(), "unchanged"),
            new Seen("without_time", "\"a\"", "\"a\"", 0, 0, Optional.empty(), "unchanged"),
            new Seen("weak_and_touched", "W/\"a\"", "W/\"a\"", 1, 2, Optional.empty(), "ok"),
            new Seen("weak_and_of_one_time", "W/\"a\"", "W/\"b\"", 1, 1, Optional.empty(), "unchanged"),
            new Seen("tag_is_new", "", "\"a\"", 1, 1, Optional.empty(), "unchanged"),
            new Seen("tag_is_new_and_touched", "", "\"a\"", 1, 2, Optional.empty(), "ok"),
            new Seen("copied_with_its_hash", "\"a\"", "\"b\"", 1, 2, Optional.of(HASH), "unchanged"));

    private WheelFile file(Seen seen, long time, String tag) {
        Path path = folder.resolve(seen.what + "-1.0-py3-none-any.whl");
        try {
            Files.write(path, BuiltMirror.pure().bytes());
            return new WheelFile(
                            path.toString(),
                            Files.size(path),
                            time,
                            FileState.REGULAR,
                            new IndexEntry(Optional.empty(), seen.hash, Optional.empty(), Optional.empty()))
                    .tagged(tag);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private SweepRecord sweep(List<WheelFile> listed) throws Exception {
        return new Sweep(spark, dataset(), Clock.systemUTC()).run(List.of("mirror"), listed, InputMode.READ);
    }

    private org.apache.hadoop.fs.Path dataset() {
        return new org.apache.hadoop.fs.Path(folder.resolve("dataset").toUri());
    }

    @Test
    void strongTagsDecideUnlessTheIndexHasHashes() throws Exception {
        sweep(FILES.stream().map(it -> file(it, it.time, it.tag)).toList());
        SweepRecord second = sweep(
                FILES.stream().map(it -> file(it, it.timeLater, it.tagLater)).toList());

        Map<String, String> found = new TreeMap<>();
        Map<String, String> tags = new TreeMap<>();
        spark.read()
                .parquet(new DatasetLayout(dataset())
                        .table(FlatTable.MIRROR_FILES)
                        .toString())
                .where("sweep = '%s'".formatted(second.sweep()))
                .selectExpr("project", "status", "coalesce(etag, '')")
                .collectAsList()
                .forEach(row -> {
                    found.put(row.getString(0).replace('-', '_'), row.getString(1));
                    tags.put(row.getString(0).replace('-', '_'), row.getString(2));
                });
        Map<String, String> expected = new TreeMap<>();
        Map<String, String> expectedTags = new TreeMap<>();
        FILES.forEach(file -> {
            expected.put(file.what, file.status);
            expectedTags.put(file.what, file.tagLater);
        });
        assertThat(found).isEqualTo(expected);
        assertThat(tags).isEqualTo(expectedTags);
    }
}
