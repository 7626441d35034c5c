package dev.wheelsweep.spark.dictionary;

/**
 * The number of the tables' shape. Columns are only ever added, which changes nothing for a query that stands; the number
 * grows when a column changes its meaning or its type.
 */
public final class SchemaVersion {
    public static final int CURRENT = 1;

    /** Its key in the footer of Parquet files. */
    public static final String KEY = "wheelsweep.schema_version";

    private SchemaVersion() {}
}
