package dev.wheelsweep.spark.source;

import dev.wheelsweep.spark.columns.ReportSchema;
import java.util.Map;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** {@code spark.read().format("wheel").load(mirror)}. Spark finds the class through {@code META-INF/services}. */
public final class WheelSource implements TableProvider, DataSourceRegister {
    public static final String NAME = "wheel";

    @Override
    public String shortName() {
        return NAME;
    }

    @Override
    public StructType inferSchema(CaseInsensitiveStringMap options) {
        return ReportSchema.schema();
    }

    @Override
    public Table getTable(StructType schema, Transform[] partitioning, Map<String, String> properties) {
        return new WheelTable(ReadOptions.of(new CaseInsensitiveStringMap(properties)));
    }
}
