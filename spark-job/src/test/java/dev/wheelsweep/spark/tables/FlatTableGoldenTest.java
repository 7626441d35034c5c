package dev.wheelsweep.spark.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.Test;

/**
 * Tables, columns and types as scripts outside the project know them: {@code tables.tsv} has a line for each column.
 * {@code tools/read_dataset.py} compares it with what other readers see. {@code -Dgolden.update=true} writes it again; review
 * the difference.
 */
class FlatTableGoldenTest {
    private static final String FIELD = "(array<(string|int)>|string|int|bigint|boolean|timestamp)";
    private static final Path GOLDEN = Path.of("src/test/resources/dev/wheelsweep/spark/tables/tables.tsv");

    @Test
    void tablesHaveTheColumnsThatScriptsRelyOn() throws IOException {
        List<String> lines = Arrays.stream(FlatTable.values())
                .flatMap(table -> columns(table)
                        .map(column -> String.join(
                                "\t",
                                table.folder(),
                                column.name(),
                                column.dataType().catalogString())))
                .toList();
        if (Boolean.getBoolean("golden.update")) {
            Files.write(GOLDEN, lines);
        }

        assertThat(lines).containsExactlyElementsOf(Files.readAllLines(GOLDEN));
    }

    @Test
    void everyTableBeginsWithTheKeysOfTheWheel() {
        for (FlatTable table : FlatTable.values()) {
            assertThat(columns(table).map(StructField::name).limit(3))
                    .as(table.folder())
                    .containsExactly("project", "version", "filename");
        }
    }

    @Test
    void noTableHasTwoColumnsOfOneName() {
        for (FlatTable table : FlatTable.values()) {
            assertThat(columns(table).map(StructField::name)).as(table.folder()).doesNotHaveDuplicates();
        }
    }

    @Test
    void columnsAreOfTypesThatEveryReaderKnows() {
        for (FlatTable table : FlatTable.values()) {
            assertThat(columns(table).map(column -> column.dataType().catalogString()))
                    .as(table.folder())
                    .allMatch(type ->
                            type.matches(FIELD + "|array<struct<[a-z]+:" + FIELD + "(,[a-z]+:" + FIELD + ")*>>"));
        }
    }

    private static Stream<StructField> columns(FlatTable table) {
        return Arrays.stream(table.schema().fields());
    }
}
