package dev.wheelsweep.spark.dataset;

import dev.wheelsweep.core.stableabi.PythonSymbol;
import dev.wheelsweep.spark.columns.ColumnSpec;
import dev.wheelsweep.spark.columns.Shape;
import dev.wheelsweep.spark.columns.Type;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.StructType;

/** A linker symbol of CPython, and since when the stable ABI has it. */
final class PythonSymbolColumns {
    private static final ColumnSpec<PythonSymbol, String> SYMBOL = new ColumnSpec<>(
            "symbol", Type.TEXT, "The symbol.", "PyUnicode_AsUTF8AndSize", Optional.empty(), PythonSymbol::name);
    private static final ColumnSpec<PythonSymbol, String> SINCE = new ColumnSpec<>(
            "since",
            Type.TEXT,
            "The Python with which the symbol entered the stable ABI.",
            "3.10",
            Optional.of("no stable ABI has the symbol"),
            symbol -> symbol.sinceText().orElse(null));

    private static final Shape<PythonSymbol> SHAPE = new Shape<>(List.of(SYMBOL, SINCE));

    private PythonSymbolColumns() {}

    static StructType schema() {
        return SHAPE.schema();
    }

    /** @return the columns in order */
    static List<ColumnSpec<PythonSymbol, ?>> columns() {
        return SHAPE.columns();
    }
}
