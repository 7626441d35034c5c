package dev.wheelsweep.spark.tables;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import dev.wheelsweep.core.scan.WheelStatus;
import dev.wheelsweep.spark.columns.MirrorFileColumns;
import dev.wheelsweep.spark.columns.NameColumns;
import dev.wheelsweep.spark.columns.ReportSchema;
import dev.wheelsweep.spark.columns.VerdictColumns;
import dev.wheelsweep.spark.columns.WheelColumns;
import dev.wheelsweep.spark.dataset.SweepId;
import dev.wheelsweep.spark.sweep.StagedSweep;
import dev.wheelsweep.spark.sweep.UnreadFiles;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * A sweep's rows as Spark reads them from their staged files.
 *
 * @param unread rows of {@link MirrorFileColumns}, none of a file that has a row of facts
 */
public record SparkRows(SweepId sweep, SparkRelation facts, SparkRelation verdicts, Dataset<Row> unread)
        implements SweptRows<SparkRelation> {

    /** @param policyId whose verdicts; they may not be there yet, if nobody asks for them */
    public static SparkRows of(SparkSession spark, StagedSweep staged, String policyId) throws java.io.IOException {
        SweepId sweep = staged.id();
        return new SparkRows(
                sweep,
                staged.hasFacts()
                        ? read(spark, ReportSchema.schema(), staged.layout().facts(sweep))
                        : none(spark, ReportSchema.schema()),
                staged.hasVerdicts(policyId)
                        ? read(spark, VerdictColumns.schema(), staged.layout().verdicts(policyId, sweep))
                        : none(spark, VerdictColumns.schema()),
                UnreadFiles.of(spark, staged));
    }

    private static SparkRelation read(SparkSession spark, StructType schema, Path folder) {
        return new SparkRelation(spark.read().schema(schema).parquet(folder.toString()));
    }

    private static SparkRelation none(SparkSession spark, StructType schema) {
        return new SparkRelation(spark.createDataFrame(List.of(), schema));
    }

    @Override
    public SparkRelation judged() {
        Dataset<Row> scanned = facts.rows();
        String path = NameColumns.WHEEL_PATH.name();
        Dataset<Row> judged = scanned.join(
                verdicts.select(List.of(path, VerdictColumns.POLICY.name(), VerdictColumns.VERDICT.name()))
                        .rows(),
                new String[] {path},
                "left");
        return new SparkRelation(judged)
                .select(Stream.concat(
                                Arrays.stream(scanned.columns()),
                                Stream.of(VerdictColumns.POLICY.name(), VerdictColumns.VERDICT.name()))
                        .toList());
    }

    @Override
    public SparkRelation files() {
        Dataset<Row> scanned = facts.rows();
        org.apache.spark.sql.Column factsSweep =
                when(scanned.col(WheelColumns.STATUS.name()).notEqual(WheelStatus.VANISHED.column()), sweep.text());
        Dataset<Row> read = scanned.withColumn(MirrorFileColumns.FACTS_SWEEP.name(), factsSweep)
                .select(Arrays.stream(MirrorFileColumns.schema().fields())
                        .map(field -> col(field.name()).as(field.name(), field.metadata()))
                        .toArray(org.apache.spark.sql.Column[]::new));
        return new SparkRelation(read.union(unread));
    }
}
