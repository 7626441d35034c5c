package dev.wheelsweep.spark.columns;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructType;

/**
 * The row of the data source, one per listed file. It contains everything that the flat tables need, so that no wheel is
 * read twice. {@link NameColumns}, {@link WheelColumns} and the records nested in them declare the columns.
 */
public final class ReportSchema {
    public static final Shape<WheelFacts> SHAPE = new Shape<>(Stream.concat(
                    NameColumns.SHAPE.columns().stream().map(column -> column.from(WheelFacts::file)),
                    WheelColumns.SHAPE.columns().stream().map(column -> column.from(WheelFacts::scanned)))
            .toList());

    private static final StructType SCHEMA = SHAPE.schema();
    private static final Set<String> FROM_NAMES =
            NameColumns.SHAPE.columns().stream().map(ColumnSpec::name).collect(Collectors.toUnmodifiableSet());

    private ReportSchema() {}

    public static StructType schema() {
        return SCHEMA;
    }

    /** @return the columns in order, for the data dictionary */
    public static List<? extends ColumnSpec<?, ?>> columns() {
        return SHAPE.columns();
    }

    /** @return whether a query for these columns opens no wheel */
    public static boolean isFromNames(StructType wanted) {
        return FROM_NAMES.containsAll(Arrays.asList(wanted.fieldNames()));
    }
}
