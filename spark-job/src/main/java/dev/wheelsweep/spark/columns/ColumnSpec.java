package dev.wheelsweep.spark.columns;

import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;

/**
 * One column, declared once: rows, schema, data dictionary and flat tables all come from here.
 *
 * @param name as readers of the dataset write it
 * @param type how its values become Spark's
 * @param meaning what the value says, with its unit
 * @param example one value as a query would show it
 * @param nullMeaning when the column is null; empty for a column that never is
 * @param value takes the value from the record; null where {@code nullMeaning} applies, because
 *     Spark's rows mark a missing value with null
 */
public record ColumnSpec<T, V>(
        String name,
        Type<V> type,
        String meaning,
        String example,
        Optional<String> nullMeaning,
        Function<? super T, ? extends V> value) {
    /** Keys of a field's metadata; the first is Spark's own. */
    public static final String COMMENT = "comment";

    public static final String EXAMPLE = "example";
    public static final String NULL_MEANING = "null_meaning";

    /** @return this column for a record that contains the one it was declared for */
    <S> ColumnSpec<S, V> from(Function<? super S, ? extends T> part) {
        return new ColumnSpec<>(name, type, meaning, example, nullMeaning, subject -> value.apply(part.apply(subject)));
    }

    /** @return this column for another record that has the same value */
    <S> ColumnSpec<S, V> as(Function<? super S, ? extends V> other) {
        return new ColumnSpec<>(name, type, meaning, example, nullMeaning, other);
    }

    public boolean isNullable() {
        return nullMeaning.isPresent();
    }

    /**
     * @return the field with its description as metadata, which Spark passes on to views and writes into the footer of
     *     Parquet files
     */
    public StructField field() {
        MetadataBuilder description =
                new MetadataBuilder().putString(COMMENT, meaning).putString(EXAMPLE, example);
        nullMeaning.ifPresent(absence -> description.putString(NULL_MEANING, absence));
        return DataTypes.createStructField(name, type.spark(), isNullable(), description.build());
    }

    /** @return the value as Spark's internal rows hold it, or null */
    Object toSpark(T subject) {
        V found = value.apply(subject);
        return found == null ? null : type.toSpark(found);
    }

    /** @return the column with only these of the fields that it nests */
    public ColumnSpec<T, V> prunedTo(DataType wanted) {
        return new ColumnSpec<>(name, type.prunedTo(wanted), meaning, example, nullMeaning, value);
    }
}
