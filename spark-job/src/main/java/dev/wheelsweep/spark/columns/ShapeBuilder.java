package dev.wheelsweep.spark.columns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Collects the columns of one kind of record as they are declared. The order of the declarations is the
 * order of the columns, and no list can omit one.
 *
 * <pre>
 *   private static final ShapeBuilder&lt;Failure&gt; COLUMNS = new ShapeBuilder&lt;&gt;();
 *   public static final ColumnSpec&lt;Failure, Long&gt; OFFSET = COLUMNS.column("offset", Type.LONG, ...);
 *   static final Shape&lt;Failure&gt; SHAPE = COLUMNS.shape();
 * </pre>
 *
 * @param <T> the record
 */
final class ShapeBuilder<T> {
    private final List<ColumnSpec<T, ?>> columns = new ArrayList<>();
    private boolean isFinished;

    /** A column that always has a value. */
    <V> ColumnSpec<T, V> column(
            String name, Type<V> type, String meaning, String example, Function<? super T, ? extends V> value) {
        return add(new ColumnSpec<>(name, type, meaning, example, Optional.empty(), value));
    }

    /** A column that is null where {@code value} is empty. */
    <V> ColumnSpec<T, V> nullable(
            String name,
            Type<V> type,
            String meaning,
            String example,
            String nullMeaning,
            Function<? super T, Optional<V>> value) {
        return add(new ColumnSpec<>(
                name,
                type,
                meaning,
                example,
                Optional.of(nullMeaning),
                subject -> value.apply(subject).orElse(null)));
    }

    /** Adds columns that another shape declares. */
    ShapeBuilder<T> with(List<ColumnSpec<T, ?>> declared) {
        declared.forEach(this::add);
        return this;
    }

    /** @return all columns declared so far; none can be declared afterwards */
    Shape<T> shape() {
        isFinished = true;
        return new Shape<>(columns);
    }

    private <V> ColumnSpec<T, V> add(ColumnSpec<T, V> column) {
        if (isFinished) {
            throw new IllegalStateException("column %s is declared after its shape".formatted(column.name()));
        }
        columns.add(column);
        return column;
    }
}
