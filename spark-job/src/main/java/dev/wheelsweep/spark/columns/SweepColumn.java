package dev.wheelsweep.spark.columns;

import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The last column of every Parquet file of a dataset: the sweep that wrote the row. It is stored in the files because readers
 * disagree about columns that are only in the name of a folder: some make a time of it, some do not see it.
 */
public final class SweepColumn {
    private static final ColumnSpec<String, String> COLUMN = new ColumnSpec<>(
            "sweep",
            Type.TEXT,
            "The id of the sweep that read the wheel; in mirror_files, of the sweep that listed the file.",
            "20261122T021500Z",
            Optional.empty(),
            id -> id);

    public static final String NAME = COLUMN.name();

    private SweepColumn() {}

    public static StructField field() {
        return COLUMN.field();
    }

    /** @return these columns, then the sweep */
    public static StructType after(StructType columns) {
        return columns.add(field());
    }

    /** @return a view of the row with the sweep at its end */
    public static InternalRow after(InternalRow row, String sweep) {
        return new JoinedRow(row, new GenericInternalRow(new Object[] {COLUMN.toSpark(sweep)}));
    }

    /** @return the rows with the sweep at their ends */
    public static Dataset<Row> after(Dataset<Row> rows, String sweep) {
        Column id = functions.lit(sweep).as(NAME, field().metadata());
        return rows.select(functions.col("*"), id);
    }
}
