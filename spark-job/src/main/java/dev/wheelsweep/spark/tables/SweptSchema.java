package dev.wheelsweep.spark.tables;

import dev.wheelsweep.spark.columns.ReportSchema;
import dev.wheelsweep.spark.columns.VerdictColumns;
import java.io.Serializable;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of the two rows of a {@link SweptWheel}. A table reads few of them, so Spark reads no more from Parquet.
 *
 * @param facts some of {@link ReportSchema}, nested ones perhaps with fewer fields
 * @param verdict some of {@link VerdictColumns}
 */
public record SweptSchema(StructType facts, StructType verdict) implements Serializable {
    /** All columns: the driver reads facts once, for every table. */
    public static final SweptSchema WHOLE = new SweptSchema(ReportSchema.schema(), VerdictColumns.schema());
}
