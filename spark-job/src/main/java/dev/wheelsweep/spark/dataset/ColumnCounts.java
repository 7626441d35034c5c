package dev.wheelsweep.spark.dataset;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Counts the values of text columns in Parquet files; nulls are not counted. */
public final class ColumnCounts {
    private ColumnCounts() {}

    /** @return counts by value, a map for each of the columns */
    public static List<Map<String, Long>> of(ParquetFolder files, StructField... columns) throws IOException {
        List<Map<String, Long>> counts = new ArrayList<>();
        Stream.of(columns).forEach(column -> counts.add(new TreeMap<>()));
        files.forEach(new StructType(columns), row -> {
            for (int i = 0; i < columns.length; i++) {
                if (!row.isNullAt(i)) {
                    counts.get(i).merge(row.getUTF8String(i).toString(), 1L, Long::sum);
                }
            }
        });
        return counts;
    }
}
