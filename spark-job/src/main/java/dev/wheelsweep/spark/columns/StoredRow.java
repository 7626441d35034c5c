package dev.wheelsweep.spark.columns;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Row;

/**
 * A row that was read from storage; its values are looked up by the columns that wrote them. Looking up a column that was
 * not fetched throws {@link IllegalArgumentException}.
 */
record StoredRow(Row row) {

    /** @param column of one value, never null */
    <V> V value(ColumnSpec<?, V> column) {
        return row.getAs(column.name());
    }

    /** @return empty where the column is null */
    <V> Optional<V> optional(ColumnSpec<?, V> column) {
        return Optional.ofNullable(row.getAs(column.name()));
    }

    /** @param column a list of single values */
    <E> List<E> list(ColumnSpec<?, List<E>> column) {
        return row.getList(row.fieldIndex(column.name()));
    }

    /** @return the list of single values; empty where the column is null */
    <E> Optional<List<E>> optionalList(ColumnSpec<?, List<E>> column) {
        return row.isNullAt(row.fieldIndex(column.name())) ? Optional.empty() : Optional.of(list(column));
    }

    /** @param column a list of records, each restored from its row; a null, in a sweep of an earlier release, has none */
    <E> List<E> records(ColumnSpec<?, ? extends List<?>> column, Function<StoredRow, E> restored) {
        int field = row.fieldIndex(column.name());
        return row.isNullAt(field)
                ? List.of()
                : row.<Row>getList(field).stream()
                        .map(StoredRow::new)
                        .map(restored)
                        .toList();
    }

    /** @param column whose values are names of constants in lower case */
    <E extends Enum<E>> E word(ColumnSpec<?, String> column, Class<E> constants) {
        return constant(constants, value(column));
    }

    /** @param column whose values are lists of names of constants in lower case */
    <E extends Enum<E>> List<E> words(ColumnSpec<?, List<String>> column, Class<E> constants) {
        return list(column).stream().map(word -> constant(constants, word)).toList();
    }

    private static <E extends Enum<E>> E constant(Class<E> constants, String word) {
        return Enum.valueOf(constants, word.toUpperCase(Locale.ROOT));
    }
}
