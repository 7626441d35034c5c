package dev.wheelsweep.spark.tables;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;

import dev.wheelsweep.spark.columns.ColumnSpec;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Rows that Spark has. */
public record SparkRelation(Dataset<Row> rows) implements Relation<SparkRelation> {
    private static final String RECORD = "record";

    @Override
    public StructType schema() {
        return rows.schema();
    }

    @Override
    public SparkRelation select(List<String> columns) {
        return new SparkRelation(rows.select(columns(rows, columns)));
    }

    @Override
    public SparkRelation unfold(ColumnSpec<?, ?> list, List<String> kept) {
        Dataset<Row> unfolded = rows.select(
                and(columns(rows, kept), explode(rows.col(list.name())).as(RECORD)));
        return new SparkRelation(unfolded.select(and(columns(unfolded, kept), col(RECORD + ".*"))));
    }

    private static org.apache.spark.sql.Column[] columns(Dataset<Row> rows, List<String> names) {
        return names.stream().map(rows::col).toArray(org.apache.spark.sql.Column[]::new);
    }

    private static org.apache.spark.sql.Column[] and(
            org.apache.spark.sql.Column[] columns, org.apache.spark.sql.Column last) {
        return Stream.concat(Stream.of(columns), Stream.of(last)).toArray(org.apache.spark.sql.Column[]::new);
    }
}
