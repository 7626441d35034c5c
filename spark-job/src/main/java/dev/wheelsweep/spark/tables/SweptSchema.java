package dev.wheelsweep.spark.tables;

import dev.wheelsweep.spark.columns.ReportSchema;
import dev.wheelsweep.spark.columns.VerdictColumns;
import java.io.Serializable;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.StructField;
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

    /** @return the columns of facts, then those of the verdict, as in a row that Spark joined */
    public StructType joined() {
        return new StructType(Stream.concat(Stream.of(facts.fields()), Stream.of(verdict.fields()))
                .toArray(StructField[]::new));
    }

    /** @param row of {@link #joined}; where the wheel has no verdict, its columns are null */
    public SweptWheel wheel(InternalRow row) {
        return new SweptWheel(
                part(row, facts, 0),
                verdict.isEmpty() ? Optional.empty() : Optional.of(part(row, verdict, facts.size())));
    }

    private static InternalRow part(InternalRow row, StructType schema, int from) {
        Object[] values = new Object[schema.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.isNullAt(from + i)
                    ? null
                    : row.get(from + i, schema.apply(i).dataType());
        }
        return new GenericInternalRow(values);
    }
}
