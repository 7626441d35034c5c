package dev.wheelsweep.spark.query;

import dev.wheelsweep.spark.dataset.DatasetDocuments;
import dev.wheelsweep.spark.dataset.DatasetLayout;
import dev.wheelsweep.spark.dataset.PublishedFiles;
import dev.wheelsweep.spark.dictionary.Views;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkException;
import org.apache.spark.SparkThrowable;
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
    /**
     * The classes of SQLSTATE that are about a statement: no such feature, more than one row, bad values, no such object, too
     * complex, and what the statement itself raises. The others are about the machine, files, or Spark.
     */
    private static final Set<String> OF_STATEMENT = Set.of("0A", "21", "22", "42", "54", "P0");

    private static final int CLASS = 2;

    private final SparkSession spark;

    private SparkDataset(SparkSession spark) {
        this.spark = spark;
    }

    /** @param folder of a dataset that has a sweep; the views replace those of another one in this session */
    public static SparkDataset open(SparkSession spark, Path folder) throws IOException {
        Configuration hadoop = spark.sparkContext().hadoopConfiguration();
        new PublishedFiles(folder.getFileSystem(hadoop), new DatasetLayout(folder)).check();
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
        return answer(rows, collected(rows));
    }

    private static Answer answer(Dataset<Row> of, List<Row> rows) {
        return new Answer(
                Arrays.asList(of.columns()),
                rows.stream().map(row -> values(row.toSeq())).toList());
    }

    private List<Row> wanted(Dataset<Row> rows, RowFilter wanted, int most) throws WrongSqlException {
        if (wanted.given().isEmpty()) {
            return collected(rows.limit(most));
        }
        List<Row> all = collected(rows);
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
            throw wrong(wrong);
        }
    }

    /** @throws WrongSqlException if a value makes the statement fail, such as a division by zero */
    private static List<Row> collected(Dataset<Row> rows) throws WrongSqlException {
        try {
            return run(rows);
        } catch (SparkException | RuntimeException failed) {
            Optional<Throwable> fault = Stream.iterate((Throwable) failed, Objects::nonNull, Throwable::getCause)
                    .filter(SparkDataset::isOfStatement)
                    .findFirst();
            if (fault.isPresent()) {
                throw wrong(fault.get());
            }
            throw failed instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(failed);
        }
    }

    private static boolean isOfStatement(Throwable failed) {
        return failed instanceof SparkThrowable spark
                && spark.getSqlState() != null
                && OF_STATEMENT.contains(spark.getSqlState().substring(0, CLASS));
    }

    private static WrongSqlException wrong(Throwable wrong) {
        return new WrongSqlException(String.valueOf(wrong.getMessage())
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("it is wrong"));
    }

    /** Declares the checked exception that Spark, written in Scala, throws without declaring it. */
    @SuppressWarnings("RedundantThrows")
    private static List<Row> run(Dataset<Row> rows) throws SparkException {
        return rows.collectAsList();
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
