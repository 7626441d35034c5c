package dev.wheelsweep.spark.sweep;

import dev.wheelsweep.spark.columns.NameColumns;
import dev.wheelsweep.spark.columns.StoredFacts;
import dev.wheelsweep.spark.dataset.VersionedParquet;
import dev.wheelsweep.spark.judge.PolicySource;
import dev.wheelsweep.spark.judge.WheelJudge;
import dev.wheelsweep.spark.tables.FlatTable;
import dev.wheelsweep.spark.tables.SweptSchema;
import dev.wheelsweep.spark.tables.TableRows;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/** Writes the verdicts and tables of a sweep that read many wheels, by Spark, sorted. */
record SparkTableWriter(SparkSession spark, StagedSweep staged) {

    /** Judges the staged facts. */
    void writeVerdicts(PolicySource policy) throws IOException {
        VersionedParquet.writer(new WheelJudge(policy).judge(facts(StoredFacts.COLUMNS)), staged.id())
                .save(staged.layout()
                        .verdicts(policy.catalog().id(), staged.id())
                        .toString());
    }

    /** @param policyId the policy set whose verdicts are written already */
    void write(FlatTable table, String policyId) throws IOException {
        write(table, rows(table, policyId));
    }

    /** Writes the table of all listed files: those that were read, and those that were not. */
    void writeFiles() throws IOException {
        FlatTable table = FlatTable.MIRROR_FILES;
        write(table, made(table, facts(table.reads().facts())).union(UnreadFiles.of(spark, staged)));
    }

    Dataset<Row> rows(FlatTable table, String policyId) throws IOException {
        SweptSchema reads = table.reads();
        if (reads.facts().isEmpty()) {
            return made(table, verdicts(policyId, reads.verdict()));
        }
        Dataset<Row> facts = facts(reads.facts());
        return made(table, reads.verdict().isEmpty() ? facts : joined(facts, policyId, reads.verdict()));
    }

    /** @return the facts, and to the right of them the verdict; null where the wheel could not be read */
    private Dataset<Row> joined(Dataset<Row> facts, String policyId, StructType verdict) throws IOException {
        String path = NameColumns.WHEEL_PATH.name();
        Dataset<Row> verdicts = verdicts(policyId, verdict.add(NameColumns.WHEEL_PATH.field()));
        return facts.join(verdicts, facts.col(path).equalTo(verdicts.col(path)), "left")
                .drop(verdicts.col(path));
    }

    private Dataset<Row> facts(StructType columns) throws IOException {
        return staged.hasFacts()
                ? read(columns, staged.layout().facts(staged.id()))
                : spark.createDataFrame(List.of(), columns);
    }

    private Dataset<Row> verdicts(String policyId, StructType columns) throws IOException {
        return staged.hasVerdicts(policyId)
                ? read(columns, staged.layout().verdicts(policyId, staged.id()))
                : spark.createDataFrame(List.of(), columns);
    }

    private Dataset<Row> read(StructType columns, Path folder) {
        return spark.read().schema(columns).parquet(folder.toString());
    }

    /**
     * Works on Spark's internal rows. A typed {@code mapPartitions} would turn every wheel into objects and back, which made
     * sweeps slower.
     */
    private Dataset<Row> made(FlatTable table, Dataset<Row> wheels) {
        TableTask task = new TableTask(table, staged.id().text());
        JavaRDD<InternalRow> rows = ((org.apache.spark.sql.classic.Dataset<Row>) wheels)
                .queryExecution()
                .toRdd()
                .toJavaRDD()
                .mapPartitions(task);
        return ((org.apache.spark.sql.classic.SparkSession) spark)
                .internalCreateDataFrame(rows.rdd(), task.rows().schema(), false);
    }

    private void write(FlatTable table, Dataset<Row> rows) {
        Dataset<Row> sorted = rows.orderBy(Stream.concat(FlatTable.KEYS.stream(), table.orderWithinWheel().stream())
                .map(rows::col)
                .toArray(Column[]::new));
        VersionedParquet.writer(sorted, staged.id())
                .save(staged.layout().table(table).toString());
    }

    /** Makes a table's rows in a task, from rows that hold the facts that the table reads, then the verdict. */
    private record TableTask(FlatTable table, String sweep)
            implements FlatMapFunction<Iterator<InternalRow>, InternalRow> {
        private static final long serialVersionUID = 1L;

        TableRows rows() {
            return table.rows(table.reads(), sweep);
        }

        /** Spark overwrites a row by the next one, so a wheel's rows must be consumed before the next wheel is read. */
        @Override
        public Iterator<InternalRow> call(Iterator<InternalRow> wheels) {
            SweptSchema reads = table.reads();
            TableRows made = rows();
            return StreamSupport.stream(Spliterators.spliteratorUnknownSize(wheels, Spliterator.ORDERED), false)
                    .flatMap(row -> made.of().apply(reads.wheel(row)).stream())
                    .iterator();
        }
    }
}
