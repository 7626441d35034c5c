package dev.wheelsweep.spark.query;

import dev.wheelsweep.spark.dataset.DatasetDocuments;
import dev.wheelsweep.spark.dictionary.Views;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A dataset whose views are known to a Spark session: it answers questions. */
public final class SweptDataset {
    private final SparkSession spark;

    private SweptDataset(SparkSession spark) {
        this.spark = spark;
    }

    /** @param folder of a dataset that has a sweep; the views replace those of another one in this session */
    public static SweptDataset open(SparkSession spark, Path folder) throws IOException {
        Views.inSpark(
                        folder.toString(),
                        DatasetDocuments.description(spark.sparkContext().hadoopConfiguration(), folder))
                .forEach(spark::sql);
        return new SweptDataset(spark);
    }

    /**
     * @param sql one statement over the views
     * @throws AnalysisException if it is wrong; Spark throws it without saying so
     */
    public Answer answer(String sql) throws AnalysisException {
        Dataset<Row> rows = spark.sql(sql);
        return new Answer(
                Arrays.asList(rows.columns()),
                rows.collectAsList().stream().map(SweptDataset::values).toList());
    }

    private static List<Object> values(Row row) {
        return scala.jdk.javaapi.CollectionConverters.asJava(row.toSeq());
    }
}
