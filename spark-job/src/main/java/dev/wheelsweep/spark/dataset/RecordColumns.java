package dev.wheelsweep.spark.dataset;

import dev.wheelsweep.core.policy.Severity;
import dev.wheelsweep.core.policy.Verdict;
import dev.wheelsweep.core.scan.WheelStatus;
import dev.wheelsweep.spark.columns.MirrorFileColumns;
import dev.wheelsweep.spark.columns.SweepColumn;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns of the view {@code sweeps}. Not in {@link SweepRecord}, which is also read where there are no classes of Spark. */
final class RecordColumns {
    private RecordColumns() {}

    /** @return the members that are columns of the view {@code sweeps}; maps are structs, which every engine knows */
    static StructType schema() {
        return new StructType()
                .add(SweepColumn.NAME, "string")
                .add("started", "timestamp")
                .add("finished", "timestamp")
                .add("listed", "bigint")
                .add("policy_id", "string")
                .add("scanner_version", "string")
                .add("mirrors", "array<string>")
                .add(
                        "statuses",
                        counts(Stream.concat(
                                Stream.of(WheelStatus.values()).map(WheelStatus::column),
                                Stream.of(MirrorFileColumns.UNCHANGED, MirrorFileColumns.NOT_CHOSEN))))
                .add("verdicts", counts(Stream.of(Verdict.values()).map(Verdict::column)))
                .add("findings", counts(Stream.of(Severity.values()).map(Severity::column)));
    }

    private static StructType counts(Stream<String> words) {
        return new StructType(words.map(word -> DataTypes.createStructField(word, DataTypes.LongType, true))
                .toArray(StructField[]::new));
    }
}
