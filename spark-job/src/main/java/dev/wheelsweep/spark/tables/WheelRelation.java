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
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The rows that one wheel has, made without Spark's planning.
 *
 * @param of from a wheel to its rows; these share the memory of the wheel's
 */
record WheelRelation(StructType schema, Function<SweptWheel, List<InternalRow>> of) implements Relation<WheelRelation> {

    @Override
    public WheelRelation select(List<String> columns) {
        Fields selected = Fields.of(schema, columns);
        return new WheelRelation(
                new StructType(columns.stream().map(schema::apply).toArray(StructField[]::new)),
                wheel -> of.apply(wheel).stream().map(selected::row).toList());
    }

    @Override
    public WheelRelation unfold(ColumnSpec<?, ?> list, List<String> kept) {
        Fields outer = Fields.of(schema, kept);
        int ordinal = schema.fieldIndex(list.name());
        StructType record = (StructType) ((ArrayType) schema.apply(ordinal).dataType()).elementType();
        Fields inner = Fields.of(record, List.of(record.fieldNames()));
        return new WheelRelation(
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

    /** Some fields of a row. */
    record Fields(List<Field> fields) {
        private record Field(int ordinal, DataType type) {
            Object of(InternalRow row) {
                return row.isNullAt(ordinal) ? null : row.get(ordinal, type);
            }
        }

        static Fields of(StructType schema, List<String> names) {
            return new Fields(names.stream()
                    .map(schema::fieldIndex)
                    .map(ordinal ->
                            new Field((int) ordinal, schema.apply((int) ordinal).dataType()))
                    .toList());
        }

        int size() {
            return fields.size();
        }

        void copy(InternalRow from, Object[] to, int start) {
            for (int i = 0; i < fields.size(); i++) {
                to[start + i] = fields.get(i).of(from);
            }
        }

        InternalRow row(InternalRow from) {
            Object[] values = new Object[size()];
            copy(from, values, 0);
            return new GenericInternalRow(values);
        }
    }
}
