package dev.wheelsweep.spark.tables;

import dev.wheelsweep.spark.columns.ColumnSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A table as a function of one wheel. Spark's tasks call it for many wheels, the driver for few.
 *
 * @param schema the columns of the table
 * @param of from a wheel to its rows, unsorted; these share the memory of the wheel's rows
 */
public record TableRows(StructType schema, Function<SweptWheel, List<InternalRow>> of) {

    /** @return the same rows with these columns, in this order */
    TableRows select(List<String> columns) {
        Fields selected = Fields.of(schema, columns);
        return new TableRows(
                new StructType(columns.stream().map(schema::apply).toArray(StructField[]::new)),
                wheel -> of.apply(wheel).stream().map(selected::row).toList());
    }

    /**
     * @param list a column of records
     * @return a row for each of its records: the kept columns, then those of the record
     */
    TableRows unfold(ColumnSpec<?, ?> list, List<String> kept) {
        Fields outer = Fields.of(schema, kept);
        int ordinal = schema.fieldIndex(list.name());
        StructType record = (StructType) ((ArrayType) schema.apply(ordinal).dataType()).elementType();
        Fields inner = Fields.of(record, List.of(record.fieldNames()));
        return new TableRows(
                new StructType(Stream.concat(kept.stream().map(schema::apply), Stream.of(record.fields()))
                        .toArray(StructField[]::new)),
                wheel -> {
                    List<InternalRow> rows = new ArrayList<>();
                    for (InternalRow row : of.apply(wheel)) {
                        ArrayData records = row.getArray(ordinal);
                        for (int i = 0; i < records.numElements(); i++) {
                            Object[] values = new Object[outer.size() + inner.size()];
                            outer.copy(row, values, 0);
                            inner.copy(records.getStruct(i, inner.size()), values, outer.size());
                            rows.add(new GenericInternalRow(values));
                        }
                    }
                    return rows;
                });
    }
}
