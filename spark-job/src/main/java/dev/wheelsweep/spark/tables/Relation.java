package dev.wheelsweep.spark.tables;

import dev.wheelsweep.spark.columns.ColumnSpec;
import java.util.List;
import org.apache.spark.sql.types.StructType;

/**
 * Rows that tables are made from, and the three steps that make them. {@link FlatTable} is written once, in these steps;
 * Spark takes them where there are many rows ({@link SparkRelation}), the driver where there are few
 * ({@link WheelRelation}).
 *
 * @param <R> the kind of rows
 */
interface Relation<R extends Relation<R>> {
    StructType schema();

    /** @return the same rows with these columns, in this order */
    R select(List<String> columns);

    /**
     * @param list a column of records
     * @return a row for each of its records: the kept columns, then those of the record
     */
    R unfold(ColumnSpec<?, ?> list, List<String> kept);
}
