package dev.wheelsweep.spark.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.spark.LocalSpark;
import dev.wheelsweep.spark.dictionary.SchemaVersion;
import dev.wheelsweep.spark.listing.MirrorListing;
import dev.wheelsweep.spark.sweep.BuiltMirror;
import dev.wheelsweep.spark.sweep.Sweep;
import dev.wheelsweep.spark.tables.FlatTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documents in a dataset. The tests of the questions run the views. */
class DatasetDocumentsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/dev/wheelsweep/spark/tables/tables.tsv");

    @TempDir
    private Path folder;

    @Test
    void aSweepLeavesThemAndStampsEveryFile() throws Exception {
        Path dataset = swept();

        assertThat(names(dataset)).contains("README.md", "schema.json", "views.sql", "views-spark.sql");
        assertThat(names(dataset)).noneMatch(name -> name.startsWith("."));
        try (Stream<Path> files = Files.walk(dataset)) {
            List<Path> parquet =
                    files.filter(file -> file.toString().endsWith(".parquet")).toList();
            assertThat(parquet).hasSizeGreaterThan(FlatTable.values().length);
            for (Path file : parquet) {
                assertThat(footer(file)).as(file.toString()).isEqualTo(Integer.toString(SchemaVersion.CURRENT));
            }
        }
    }

    @Test
    void theDictionaryHasEveryColumnWithMeaningAndExample() throws IOException {
        String json = documents().get("schema.json");

        List<String> columns = new ArrayList<>();
        JsonNode schema = new ObjectMapper().readTree(json);
        for (JsonNode table : schema.get("tables")) {
            assertThat(table.get("one_row_per").asText()).isNotEmpty();
            for (JsonNode column : table.get("columns")) {
                columns.add(
                        table.get("name").asText() + "\t" + column.get("name").asText());
                assertThat(column.get("meaning").asText()).as(column.toString()).endsWith(".");
                assertThat(column.get("example").asText()).as(column.toString()).isNotEmpty();
                assertThat(column.has("null_meaning")).isTrue();
            }
        }
        assertThat(columns)
                .containsExactlyElementsOf(Files.readAllLines(GOLDEN).stream()
                        .map(line -> line.substring(0, line.lastIndexOf('\t')))
                        .toList());
        assertThat(schema.get("schema_version").asInt()).isEqualTo(SchemaVersion.CURRENT);
    }

    @Test
    void theCardNamesEveryTableAsAConfigurationAndEveryColumn() throws Exception {
        String card = Files.readString(swept().resolve("README.md"));

        assertThat(card)
                .startsWith("---\n")
                .contains("\nlicense: cc0-1.0\n", "\n| `evidence.library` | string |")
                .contains(
                        "\n| mirror | `the mirror` |\n",
                        "\n| files that the last sweep listed | %d |\n".formatted(BuiltMirror.FILES));
        for (String line : Files.readAllLines(GOLDEN)) {
            String[] parts = line.split("\t", -1);
            assertThat(card)
                    .contains("\n- config_name: %s\n  data_files:\n  - tables/%s/*.parquet\n"
                            .formatted(parts[0], parts[0]))
                    .contains("\n## " + parts[0] + "\n")
                    .contains("\n| `" + parts[1] + "` | ");
        }
        assertThat(card.lines().filter(line -> line.startsWith("|")))
                .allSatisfy(line -> assertThat(line.replace("\\|", "").chars().filter(c -> c == '|'))
                        .hasSizeBetween(3, 6));
    }

    @Test
    void areReplacedOnlyByAReleaseWithOtherContent() throws IOException {
        DatasetLayout dataset = new DatasetLayout(new org.apache.hadoop.fs.Path(folder.toUri()));
        Path views = Files.writeString(folder.resolve("views.sql"), "-- of an older release");

        DatasetDocuments.write(LocalSpark.session().sparkContext().hadoopConfiguration(), dataset);

        assertThat(views)
                .content()
                .startsWith("-- Views over this dataset for DuckDB")
                .contains("systems/systems.json");
        Object written = Files.readAttributes(views, "unix:ino").get("ino");

        DatasetDocuments.write(LocalSpark.session().sparkContext().hadoopConfiguration(), dataset);

        assertThat(Files.readAttributes(views, "unix:ino")).containsEntry("ino", written);
        assertThat(names(folder))
                .containsExactlyInAnyOrder("README.md", "schema.json", "systems", "views.sql", "views-spark.sql");
    }

    private Path swept() throws Exception {
        Path mirror = folder.resolve("mirror");
        BuiltMirror.writeTo(mirror);
        Path dataset = folder.resolve("dataset");
        new Sweep(LocalSpark.session(), new org.apache.hadoop.fs.Path(dataset.toUri()), Clock.systemUTC())
                .run(List.of("the mirror"), MirrorListing.of(List.of(mirror)).files(), InputMode.MMAP);
        return dataset;
    }

    @Test
    void aDatasetOfTheEarlierLayoutIsRefusedWithWhatToDo() throws IOException {
        Files.createDirectories(folder.resolve("facts/sweep=20261122T021500Z"));
        org.apache.hadoop.fs.Path dataset = new org.apache.hadoop.fs.Path(folder.toUri());
        Configuration hadoop = LocalSpark.session().sparkContext().hadoopConfiguration();

        assertThatThrownBy(() -> new PublishedSweeps(dataset, hadoop).ids())
                .isInstanceOfSatisfying(
                        EarlierLayoutException.class,
                        earlier -> assertThat(earlier.remedy()).startsWith("sweep the mirror into a new folder"))
                .hasMessageContaining("facts/sweep=20261122T021500Z");
        assertThatThrownBy(() -> DatasetDocuments.description(hadoop, dataset))
                .isInstanceOf(EarlierLayoutException.class);
    }

    private static java.util.Map<String, String> documents() throws IOException {
        return DatasetDocuments.description(
                        LocalSpark.session().sparkContext().hadoopConfiguration(),
                        new org.apache.hadoop.fs.Path("/never/compacted"))
                .documents();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static String footer(Path file) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(
                HadoopInputFile.fromPath(new org.apache.hadoop.fs.Path(file.toUri()), new Configuration()))) {
            return reader.getFooter().getFileMetaData().getKeyValueMetaData().get(SchemaVersion.KEY);
        }
    }
}
