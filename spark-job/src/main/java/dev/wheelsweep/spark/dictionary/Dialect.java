package dev.wheelsweep.spark.dictionary;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** What differs between two SQL engines; everything else in {@link Views} is the same for both. */
enum Dialect {
    DUCKDB("DuckDB", DuckDbViews.FILE, "unnest") {
        @Override
        String introduction() {
            return """
                    -- In this folder:    duckdb -init views.sql
                    -- From elsewhere:    SET file_search_path = 'DIR'; then run this file.
                    %s
                    """.formatted(DuckDbViews.TIME_ZONE);
        }

        @Override
        List<String> records(String view, String folder, StructType columns) {
            return List.of("""
                    CREATE OR REPLACE TEMPORARY VIEW %s AS
                    SELECT * FROM read_json('%s/*.json', columns = {%s})""".formatted(view, folder, columns(columns, "%s: '%s'")));
        }

        @Override
        String lines(String view, String file, StructType columns) {
            return """
                    CREATE OR REPLACE TEMPORARY VIEW %s AS
                    SELECT * FROM read_json('%s', format = 'newline_delimited', columns = {%s})""".formatted(view, file, columns(columns, "%s: '%s'"));
        }

        @Override
        String parquet(String view, String folder, StructType columns) {
            return """
                    CREATE OR REPLACE TEMPORARY VIEW %s AS
                    SELECT * FROM read_parquet('%s/**/*.parquet', union_by_name = true, hive_partitioning = false)""".formatted(view, folder);
        }

        @Override
        String union() {
            return "UNION ALL BY NAME";
        }

        @Override
        String type(DataType type) {
            if (type instanceof ArrayType list) {
                return type(list.elementType()) + "[]";
            }
            return type instanceof StructType struct
                    ? // A field may have the name of a keyword.
                    "STRUCT(%s)".formatted(columns(struct, "\"%s\" %s"))
                    : type.catalogString();
        }
    },

    SPARK("Spark SQL", "views-spark.sql", "explode") {
        @Override
        String introduction() {
            return """
                    -- In this folder:    spark-sql --conf spark.sql.session.timeZone=UTC -i views-spark.sql
                    -- From elsewhere:    prefix each path with the dataset's folder.
                    """;
        }

        @Override
        List<String> records(String view, String folder, StructType columns) {
            return List.of(using(view, "json", columns, "path '%s', multiLine 'true'".formatted(folder)));
        }

        @Override
        String lines(String view, String file, StructType columns) {
            return using(view, "json", columns, "path '%s'".formatted(file));
        }

        @Override
        String parquet(String view, String folder, StructType columns) {
            return using(view, "parquet", columns, "path '%s', recursiveFileLookup 'true'".formatted(folder));
        }

        @Override
        String union() {
            return "UNION ALL";
        }

        @Override
        String type(DataType type) {
            return type.catalogString();
        }

        /** With explicit columns Spark opens no file to find them, and a column that an old file lacks is null. */
        private String using(String view, String format, StructType columns, String options) {
            return "CREATE OR REPLACE TEMPORARY VIEW %s (%s)%nUSING %s OPTIONS (%s)"
                    .formatted(view, columns(columns, "`%s` %s"), format, options);
        }
    };

    private final String engine;
    private final String file;
    private final String unnest;

    Dialect(String engine, String file, String unnest) {
        this.engine = engine;
        this.file = file;
        this.unnest = unnest;
    }

    /** @return the engine's name */
    String engine() {
        return engine;
    }

    /** @return the file in the dataset's folder that creates the views */
    String file() {
        return file;
    }

    /** @return the function that makes a row of each element of a list */
    String unnest() {
        return unnest;
    }

    /** @return comments that say how to use the file, and the settings that it needs */
    abstract String introduction();

    /** A view of all records. */
    abstract List<String> records(String view, String folder, StructType columns);

    /** A view of a file of JSON lines. */
    abstract String lines(String view, String file, StructType columns);

    /** @return a view without rows, in place of files that do not exist */
    String none(String view, StructType columns) {
        return "CREATE OR REPLACE TEMPORARY VIEW %s AS%nSELECT %s WHERE false"
                .formatted(view, columns(columns, "CAST(NULL AS %2$s) AS %1$s"));
    }

    /** @return the type as the engine names it */
    abstract String type(DataType type);

    /** A view of all Parquet files below a folder. */
    abstract String parquet(String view, String folder, StructType columns);

    /** @return the operator that combines the rows of two views with the same columns; DuckDB may find them in another order */
    abstract String union();

    String columns(StructType columns, String form) {
        return Arrays.stream(columns.fields())
                .map(field -> form.formatted(field.name(), type(field.dataType())))
                .collect(Collectors.joining(", "));
    }
}
