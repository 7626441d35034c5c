package dev.wheelsweep.spark.source;

import dev.wheelsweep.spark.columns.ReportSchema;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** The wheels of a mirror as a read-only table. */
record WheelTable(ReadOptions options) implements SupportsRead {

    @Override
    public String name() {
        return WheelSource.NAME + " "
                + options.inventory().<Object>map(file -> file).orElse(options.roots());
    }

    @Override
    public Column[] columns() {
        return ReportSchema.columns().stream()
                .map(column -> Column.create(
                        column.name(), column.type().spark(), column.isNullable(), column.meaning(), null))
                .toArray(Column[]::new);
    }

    @Override
    public Set<TableCapability> capabilities() {
        return Set.of(TableCapability.BATCH_READ);
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap ofThisRead) {
        return new WheelScanBuilder(options);
    }
}
