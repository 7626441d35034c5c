package dev.wheelsweep.spark.tables;

import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** Some fields of a row, by position. */
record Fields(List<Field> fields) {
    /** One of them. */
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
