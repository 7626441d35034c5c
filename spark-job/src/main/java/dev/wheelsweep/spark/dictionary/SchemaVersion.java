package dev.wheelsweep.spark.dictionary;

/**
 * The number of the names that a dataset and the questions about it publish: tables, views and the columns of answers. It
 * grows when a name, a type or a meaning changes, not when one is added: an addition breaks no query. CHANGELOG.md lists
 * what each number changed.
 */
public final class SchemaVersion {
    public static final int CURRENT = 3;

    /** Its key in the footer of Parquet files. */
    public static final String KEY = "wheelsweep.schema_version";

    private SchemaVersion() {}
}
