package dev.wheelsweep.spark.query;

import dev.wheelsweep.spark.dataset.DamagedParquet;
import dev.wheelsweep.spark.dataset.DatasetDocuments;
import dev.wheelsweep.spark.dictionary.Views;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
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
        Configuration hadoop = spark.sparkContext().hadoopConfiguration();
        DamagedParquet.refuseEmptyFiles(hadoop, folder);
        Views.inSpark(folder.toString(), DatasetDocuments.description(hadoop, folder))
                .forEach(spark::sql);
        return of(spark);
    }

    /** @param spark a session with the views */
    static SparkDataset of(SparkSession spark) {
        return new SparkDataset(spark);
    }

    @Override
    public Answer answer(String sql) throws WrongSqlException {
        Dataset<Row> rows = selected(sql);
        return answer(rows, rows.collectAsList());
    }

    private static Answer answer(Dataset<Row> of, List<Row> rows) {
        return new Answer(
                Arrays.asList(of.columns()),
                rows.stream().map(row -> values(row.toSeq())).toList());
    }

    private List<Row> wanted(Dataset<Row> rows, RowFilter wanted, int most) throws WrongSqlException {
        if (wanted.given().isEmpty()) {
            return rows.limit(most).collectAsList();
        }
        List<Row> all = rows.collectAsList();
        return wanted.numbers(answer(rows, all), this)
                .limit(most)
                .mapToObj(all::get)
                .toList();
    }

    @Override
    public void write(String sql, RowFilter wanted, int most, java.nio.file.Path file)
            throws WrongSqlException, IOException {
        java.nio.file.Path folder =
                Files.createTempDirectory(file.toAbsolutePath().getParent(), ".answer");
        try {
            java.nio.file.Path written = folder.resolve("parquet");
            Dataset<Row> rows = selected(sql);
            // A sorted answer keeps its order in one partition only if it is no longer distributed.
            spark.createDataFrame(wanted(rows, wanted, most), rows.schema())
                    .coalesce(1)
                    .write()
                    .parquet(written.toUri().toString());
            try (DirectoryStream<java.nio.file.Path> parts = Files.newDirectoryStream(written, "part-*")) {
                Files.move(parts.iterator().next(), file);
            }
        } finally {
            try (Stream<java.nio.file.Path> left = Files.walk(folder)) {
                for (java.nio.file.Path each :
                        left.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    private Dataset<Row> selected(String sql) throws WrongSqlException {
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
    private Dataset<Row> analysed(String sql) throws AnalysisException {
        return spark.sql(sql);
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
