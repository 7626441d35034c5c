package dev.wheelsweep.spark.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wheelsweep.core.stableabi.PythonSymbol;
import dev.wheelsweep.core.system.LinuxSystem;
import dev.wheelsweep.core.system.SystemCatalog;
import dev.wheelsweep.spark.columns.ColumnSpec;
import dev.wheelsweep.spark.columns.SystemColumns;
import dev.wheelsweep.spark.columns.SystemPythonColumns;
import dev.wheelsweep.spark.columns.SystemRow;
import dev.wheelsweep.spark.dictionary.CatalogFile;
import dev.wheelsweep.spark.dictionary.TableDescription;
import dev.wheelsweep.spark.systems.SystemPython;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructType;

/** The files of JSON lines that come with a release: an object for each row. */
enum CatalogTable {
    SYSTEMS("systems/systems.json", "Linux system and architecture that wheels are tried on", SystemColumns.schema()) {
        @Override
        String content(List<LinuxSystem> systems) {
            return lines(SystemRow.allOf(systems), SystemColumns.columns());
        }
    },
    SYSTEM_PYTHONS(
            "systems/pythons.json",
            "Linux system and CPython on it: its own, and those that people install beside it",
            SystemPythonColumns.schema()) {
        @Override
        String content(List<LinuxSystem> systems) {
            return lines(SystemPython.allOf(systems), SystemPythonColumns.columns());
        }
    },
    PYTHON_SYMBOLS(
            "systems/python-symbols.json",
            "linker symbol of CPython, and since when the stable ABI has it",
            PythonSymbolColumns.schema()) {
        @Override
        String content(List<LinuxSystem> systems) {
            return lines(PythonSymbol.all(), PythonSymbolColumns.columns());
        }
    };

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String path;
    private final String rowMeaning;
    private final StructType schema;

    CatalogTable(String path, String rowMeaning, StructType schema) {
        this.path = path;
        this.rowMeaning = rowMeaning;
        this.schema = schema;
    }

    /** @return the name of the view */
    String view() {
        return name().toLowerCase(Locale.ROOT);
    }

    CatalogFile description() {
        return new CatalogFile(new TableDescription(view(), rowMeaning, schema), path);
    }

    /** @return below the dataset's folder */
    String path() {
        return path;
    }

    /** @return the content of the file in this release */
    String content() {
        return content(SystemCatalog.builtIn().all());
    }

    abstract String content(List<LinuxSystem> systems);

    static <T> String lines(List<T> rows, List<ColumnSpec<T, ?>> columns) {
        return rows.stream().map(row -> line(row, columns)).collect(Collectors.joining());
    }

    private static <T> String line(T row, List<ColumnSpec<T, ?>> columns) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (ColumnSpec<T, ?> column : columns) {
            values.put(column.name(), column.value().apply(row));
        }
        try {
            return JSON.writeValueAsString(values) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("texts and numbers can be written", impossible);
        }
    }
}
