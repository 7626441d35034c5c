package dev.wheelsweep.spark.columns;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of one kind of record, in order. A nested record is a column whose type contains another shape.
 *
 * @param columns all with different names
 */
public record Shape<T>(List<ColumnSpec<T, ?>> columns) {

    public Shape {
        columns = List.copyOf(columns);
        if (columns.stream().map(ColumnSpec::name).distinct().count() != columns.size()) {
            throw new IllegalArgumentException("two columns with one name: " + columns);
        }
    }

    public StructType schema() {
        return new StructType(columns.stream().map(ColumnSpec::field).toArray(StructField[]::new));
    }

    /** @return the record as one of Spark's internal rows; owns its data */
    public InternalRow row(T subject) {
        Object[] values = new Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = columns.get(i).toSpark(subject);
        }
        return new GenericInternalRow(values);
    }

    /**
     * Keeps the columns that a query requests, in its order.
     *
     * @param wanted some fields of this shape; nested records may also have fewer fields
     */
    public Shape<T> prunedTo(StructType wanted) {
        Map<String, ColumnSpec<T, ?>> byName = new LinkedHashMap<>();
        columns.forEach(column -> byName.put(column.name(), column));
        return new Shape<T>(Arrays.stream(wanted.fields())
                .<ColumnSpec<T, ?>>map(field -> byName.get(field.name()).prunedTo(field.dataType()))
                .toList());
    }
}
