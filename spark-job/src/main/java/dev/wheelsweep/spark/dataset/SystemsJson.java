package dev.wheelsweep.spark.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wheelsweep.core.system.LinuxSystem;
import dev.wheelsweep.spark.columns.ColumnSpec;
import dev.wheelsweep.spark.columns.SystemColumns;
import dev.wheelsweep.spark.columns.SystemRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The systems of this release as JSON lines: an object for each system and architecture. */
final class SystemsJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SystemsJson() {}

    static String of(List<LinuxSystem> systems) {
        return SystemRow.allOf(systems).stream().map(SystemsJson::line).collect(Collectors.joining());
    }

    private static String line(SystemRow row) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (ColumnSpec<SystemRow, ?> column : SystemColumns.columns()) {
            values.put(column.name(), column.value().apply(row));
        }
        try {
            return JSON.writeValueAsString(values) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("texts and numbers can be written", impossible);
        }
    }
}
