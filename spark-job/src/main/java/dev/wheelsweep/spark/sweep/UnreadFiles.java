package dev.wheelsweep.spark.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.wheelsweep.spark.columns.MirrorFileColumns;
import dev.wheelsweep.spark.listing.Inventory;
import dev.wheelsweep.spark.listing.UnchangedFile;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The rows of {@code mirror_files} for what a sweep lists and does not read. */
final class UnreadFiles {
    private UnreadFiles() {}

    static Dataset<Row> of(SparkSession spark, StagedSweep staged) {
        return rows(spark, staged.unchanged().toString(), UnreadFiles::unchanged)
                .union(rows(spark, staged.vanished().toString(), UnreadFiles::vanished))
                .union(rows(spark, staged.notChosen().toString(), UnreadFiles::notChosen));
    }

    private static Dataset<Row> rows(SparkSession spark, String lines, MapFunction<String, Row> row) {
        return spark.read()
                .textFile(lines)
                .filter((FilterFunction<String>) line -> !line.isEmpty())
                .map(row, Encoders.row(MirrorFileColumns.schema()));
    }

    private static Row unchanged(String line) throws JsonProcessingException {
        return MirrorFileColumns.typed(MirrorFileColumns.unchanged(UnchangedFile.LINES.parse(line)));
    }

    private static Row vanished(String line) throws JsonProcessingException {
        return MirrorFileColumns.typed(MirrorFileColumns.vanished(Inventory.LINES.parse(line)));
    }

    private static Row notChosen(String line) throws JsonProcessingException {
        return MirrorFileColumns.typed(MirrorFileColumns.notChosen(Inventory.LINES.parse(line)));
    }
}
