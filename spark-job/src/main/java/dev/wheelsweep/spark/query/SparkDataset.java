package dev.wheelsweep.spark.query;

import dev.wheelsweep.spark.dataset.DatasetDocuments;
import dev.wheelsweep.spark.dictionary.Views;
import java.io.IOException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.collection.Iterable;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** A dataset that Spark reads, in any file system. */
public final class SparkDataset implements SweptDataset {
    private final SparkSession spark;

    private SparkDataset(SparkSession spark) {
        this.spark = spark;
    }

    /** @param folder of a dataset that has a sweep; the views replace those of another one in this session */
    public static SparkDataset open(SparkSession spark, Path folder) throws IOException {
        Views.inSpark(
                        folder.toString(),
                        DatasetDocuments.description(spark.sparkContext().hadoopConfiguration(), folder))
                .forEach(spark::sql);
        return of(spark);
    }

    /** @param spark a session with the views */
    static SparkDataset of(SparkSession spark) {
        return new SparkDataset(spark);
    }

    @Override
    public Answer answer(String sql) throws WrongSqlException {
        try {
            OneSelectOfSpark.check(sql);
            return analysed(sql);
        } catch (AnalysisException wrong) {
            throw new WrongSqlException(wrong.getMessage()
                    .lines()
                    .filter(line -> !line.isBlank())
                    .findFirst()
                    .orElse("it is wrong"));
        }
    }

    @Override
    public void give(GivenTable table) {
        StructType columns = new StructType();
        for (String column : table.columns()) {
            columns = columns.add(column, DataTypes.StringType, false);
        }
        spark.createDataFrame(
                        table.rows().stream()
                                .map(row -> RowFactory.create(row.toArray()))
                                .toList(),
                        columns)
                .createOrReplaceTempView(table.name());
    }

    /** Declares the checked exception that Spark, written in Scala, throws without declaring it. */
    private Answer analysed(String sql) throws AnalysisException {
        Dataset<Row> rows = spark.sql(sql);
        return new Answer(
                Arrays.asList(rows.columns()),
                rows.collectAsList().stream().map(row -> values(row.toSeq())).toList());
    }

    private static List<Object> values(Seq<?> values) {
        return CollectionConverters.asJava(values).stream()
                .map(SparkDataset::plain)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static Object plain(Object value) {
        if (value instanceof Timestamp time) {
            return time.toInstant();
        }
        if (value instanceof Row row) {
            return values(row.toSeq());
        }
        return value instanceof Iterable<?> list ? values(list.toSeq()) : value;
    }
}
