package dev.wheelsweep.spark.source;

import dev.wheelsweep.spark.columns.ReportSchema;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.types.StructType;

/** One scan of the table, with its final columns and conditions. */
final class WheelScan implements Scan {
    private final ReadOptions options;
    private final StructType columns;
    private final List<Expression> conditions;
    /** Shared by all calls of {@link #toBatch}, so that the mirror is walked once. */
    private final WheelBatch batch;

    WheelScan(ReadOptions options, StructType columns, List<Expression> conditions) {
        this.options = options;
        this.columns = columns;
        this.conditions = conditions;
        this.batch = new WheelBatch(options, columns, conditions);
    }

    @Override
    public StructType readSchema() {
        return columns;
    }

    /** Shown by EXPLAIN. */
    @Override
    public String description() {
        return "WheelScan io: %s, wheels opened: %s, filters on names: [%s]"
                .formatted(
                        options.io(),
                        ReportSchema.isFromNames(columns) ? "none" : "all",
                        conditions.stream().map(Expression::sql).collect(Collectors.joining(", ")));
    }

    @Override
    public Batch toBatch() {
        return batch;
    }

    @Override
    public CustomMetric[] supportedCustomMetrics() {
        return WheelMetrics.all();
    }
}
