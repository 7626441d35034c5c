package dev.wheelsweep.spark.dictionary;

import dev.wheelsweep.spark.columns.ColumnSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * One column, or one field of a record inside a column.
 *
 * @param type as Spark SQL names it, such as {@code array<string>}; {@code array<struct>} and {@code struct} if there
 *     are {@code fields}
 * @param meaning what the value says, with its unit
 * @param nullMeaning when it is null; empty if it never is
 * @param fields the fields of its record or records
 */
record FieldDescription(
        String name,
        String type,
        String meaning,
        String example,
        Optional<String> nullMeaning,
        List<FieldDescription> fields) {

    /** @param field whose metadata describe it, as {@link ColumnSpec#field} makes it */
    static FieldDescription of(StructField field) {
        Metadata description = field.metadata();
        return new FieldDescription(
                field.name(),
                type(field.dataType()),
                description.getString(ColumnSpec.COMMENT),
                description.getString(ColumnSpec.EXAMPLE),
                description.contains(ColumnSpec.NULL_MEANING)
                        ? Optional.of(description.getString(ColumnSpec.NULL_MEANING))
                        : Optional.empty(),
                fields(field.dataType()));
    }

    static List<FieldDescription> of(StructType schema) {
        return Arrays.stream(schema.fields()).map(FieldDescription::of).toList();
    }

    private static String type(DataType type) {
        if (type instanceof StructType) {
            return "struct";
        }
        return type instanceof ArrayType list ? "array<" + type(list.elementType()) + ">" : type.catalogString();
    }

    private static List<FieldDescription> fields(DataType type) {
        if (type instanceof ArrayType list) {
            return fields(list.elementType());
        }
        return type instanceof StructType struct ? of(struct) : List.of();
    }
}
