package dev.wheelsweep.spark.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.policy.PolicyCatalog;
import dev.wheelsweep.core.scan.WheelBuilder;
import dev.wheelsweep.spark.LocalSpark;
import dev.wheelsweep.spark.dataset.DatasetLayout;
import dev.wheelsweep.spark.dataset.ParquetFolder;
import dev.wheelsweep.spark.dataset.SweepId;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.dataset.VersionedParquet;
import dev.wheelsweep.spark.listing.MirrorListing;
import dev.wheelsweep.spark.tables.FlatTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares the tables that the driver writes for few wheels with those that Spark writes from the same facts. */
class TableWritersDifferentialTest {
    private static final String POLICY = PolicyCatalog.builtIn().id();

    /** The type of a dlopen note. */
    private static final int NT_DLOPEN = 0x407c0c0a;

    @TempDir
    private static Path folder;

    private static DatasetLayout dataset;
    private static SweepId sweep;
    private static SparkTableWriter bySpark;

    @BeforeAll
    static void sweepTwice() throws Exception {
        Path mirror = folder.resolve("mirror");
        BuiltMirror.writeTo(mirror);
        WheelBuilder.named("stable-1.0-cp39-abi3-linux_x86_64.whl")
                .text(
                        "stable-1.0.dist-info/sboms/a.json",
                        "{\"bomFormat\": \"CycloneDX\", \"components\": [{\"name\": \"a\"}]}")
                .elf(
                        "_x.abi3.so",
                        ElfBuilder.library()
                                .rpath("/usr/local/cuda-12.4/lib64")
                                .needed("libc.so.6", "libfoo.so.3", "libbar.so.3")
                                .note("FDO", NT_DLOPEN, "7b")
                                .importing("PyUnicode_AsUTF8AndSize"))
                .elf("stable.libs/libz-1a2b3c4d.so.1", ElfBuilder.library())
                .elf("_y.abi3.so", ElfBuilder.library().rpath("/opt/rocm/lib").importing("PyMethod_New"))
                .requires("second >=1", "first", "pytz (>dev)")
                .writeTo(mirror);
        org.apache.hadoop.fs.Path root =
                new org.apache.hadoop.fs.Path(folder.resolve("dataset").toUri());
        dataset = new DatasetLayout(root);
        SweepRecord record = new Sweep(
                        LocalSpark.session(), root, Clock.fixed(Instant.parse("2026-11-22T02:15:00Z"), ZoneOffset.UTC))
                .run(List.of("the mirror"), MirrorListing.of(List.of(mirror)).files(), InputMode.MMAP);
        sweep = new SweepId(record.sweep());
        StagedSweep published = StagedSweep.at(root.getFileSystem(new Configuration()), dataset, sweep);
        bySpark = new SparkTableWriter(LocalSpark.session(), published);
    }

    @Test
    void everyTableHasTheRowsThatSparkMakesInTheSameOrder() throws Exception {
        for (FlatTable table : FlatTable.values()) {
            Dataset<Row> expected = bySpark.rows(table, POLICY);
            assertThat(read(dataset.table(table)).drop("sweep").toJSON().collectAsList())
                    .as(table.folder())
                    .isNotEmpty()
                    .containsExactlyElementsOf(
                            expected.orderBy(Stream.concat(FlatTable.KEYS.stream(), table.orderWithinWheel().stream())
                                            .map(expected::col)
                                            .toArray(Column[]::new))
                                    .toJSON()
                                    .collectAsList());
        }
    }

    @Test
    void theColumnsOfEveryFileAreThoseThatSparkWrites() throws Exception {
        for (FlatTable table : FlatTable.values()) {
            Path written = folder.resolve("by-spark-" + table.folder());
            VersionedParquet.writer(bySpark.rows(table, POLICY), sweep).save(written.toString());
            // Without examples, which Spark drops from the descriptions of columns that it computes.
            assertThat(read(dataset.table(table)).schema().treeString())
                    .as(table.folder())
                    .isEqualTo(read(new org.apache.hadoop.fs.Path(written.toUri()))
                            .schema()
                            .treeString());
        }
    }

    @Test
    void countsAreThoseOfTheFiles() throws Exception {
        ParquetFolder wheels = new ParquetFolder(new Configuration(), dataset.table(FlatTable.WHEELS));

        assertThat(wheels.rows()).isEqualTo(BuiltMirror.FILES + 1);
        try (Stream<Path> files = Files.list(Path.of(wheels.folder().toUri()))) {
            assertThat(wheels.bytes())
                    .isEqualTo(files.mapToLong(file -> file.toFile().length()).sum());
        }
        assertThat(new ParquetFolder(new Configuration(), new org.apache.hadoop.fs.Path("/no/such/folder")).bytes())
                .isZero();
    }

    private static Dataset<Row> read(org.apache.hadoop.fs.Path folder) {
        return LocalSpark.session().read().parquet(folder.toString());
    }
}
