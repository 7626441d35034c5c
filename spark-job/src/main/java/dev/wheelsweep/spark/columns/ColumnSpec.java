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
 * @param meaning what it tells, with its unit
 * @param example one value as a query would show it
 * @param nullMeaning when the column is null; empty for a column that never is
 * @param value takes the value from the record; null where {@code nullMeaning} applies, since that is Spark's word for
 *     absence
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

    /** The same column of a record that holds this one's. */
    <S> ColumnSpec<S, V> from(Function<? super S, ? extends T> part) {
        return new ColumnSpec<>(name, type, meaning, example, nullMeaning, subject -> value.apply(part.apply(subject)));
    }

    /** The same column, taken from another record that tells the same. */
    <S> ColumnSpec<S, V> as(Function<? super S, ? extends V> other) {
        return new ColumnSpec<>(name, type, meaning, example, nullMeaning, other);
    }

    public boolean isNullable() {
        return nullMeaning.isPresent();
    }

    /** All but the value goes along: Spark hands metadata on to views, and writes it to the footer of Parquet files. */
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
