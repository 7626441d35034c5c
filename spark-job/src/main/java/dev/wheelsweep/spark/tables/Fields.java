package dev.wheelsweep.spark.tables;

import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.types.StructType;
import scala.Function2;

/** Some fields of a row, by position. */
record Fields(List<Field> fields) {
    /** One of them. {@code InternalRow.get} would choose the getter of the type for every value. */
    private record Field(int ordinal, Function2<SpecializedGetters, Object, Object> getter) {
        Object of(InternalRow row) {
            return getter.apply(row, ordinal);
        }
    }

    static Fields of(StructType schema, List<String> names) {
        return new Fields(names.stream()
                .map(schema::fieldIndex)
                .map(ordinal -> new Field(
                        (int) ordinal,
                        InternalRow.getAccessor(schema.apply((int) ordinal).dataType(), true)))
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
