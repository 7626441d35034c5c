package dev.wheelsweep.spark.judge;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wheelsweep.spark.LocalSpark;
import dev.wheelsweep.spark.columns.VerdictColumns;
import dev.wheelsweep.spark.tables.FlatTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A release that did not know the column of verdicts that was added last, nor the table made from it. */
public final class EarlierRelease {
    private static final ObjectMapper JSON = new ObjectMapper();

    private EarlierRelease() {}

    /**
     * Makes a dataset what this release would have written: no verdict has the column, and no sweep has the table.
     *
     * @param unknown tables of facts that it did not know either
     */
    public static void pretendToHaveWritten(Path dataset, FlatTable... unknown) throws IOException {
        String lacking = VerdictColumns.last().name();
        for (Path policy : list(dataset.resolve("verdicts"))) {
            for (Path sweep : list(policy)) {
                Path older =
                        Files.createTempDirectory(dataset.getParent(), "older").resolve("verdicts");
                LocalSpark.session()
                        .read()
                        .parquet(sweep.toString())
                        .drop(lacking)
                        .write()
                        .parquet(older.toString());
                delete(sweep);
                Files.move(older, sweep);
            }
        }
        List<String> tables = Stream.concat(
                        Stream.of(lacking), Stream.of(unknown).map(FlatTable::folder))
                .toList();
        for (String table : tables) {
            delete(dataset.resolve("tables").resolve(table));
        }
        for (Path record : list(dataset.resolve("sweeps"))) {
            ObjectNode json = (ObjectNode) JSON.readTree(record.toFile());
            ((ObjectNode) json.get("rows")).remove(tables);
            Files.writeString(record, JSON.writeValueAsString(json));
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
