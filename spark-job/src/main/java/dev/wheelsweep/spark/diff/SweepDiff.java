package dev.wheelsweep.spark.diff;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_position;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import dev.wheelsweep.core.policy.Severity;
import dev.wheelsweep.spark.columns.MirrorFileColumns;
import dev.wheelsweep.spark.columns.NameColumns;
import dev.wheelsweep.spark.columns.SweepColumn;
import dev.wheelsweep.spark.columns.VerdictColumns;
import dev.wheelsweep.spark.dataset.PublishedRows;
import dev.wheelsweep.spark.dataset.SweepId;
import dev.wheelsweep.spark.dataset.SweepRecord;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * The differences between two sweeps. Compares only the files whose rows are in different sweeps; for all other files both
 * sweeps refer to the same rows.
 *
 * <p>Memory of the driver holds the result of {@link #counts} and the current part of an iterator.
 */
public final class SweepDiff implements AutoCloseable {
    private static final String FULL = "full_outer";
    private static final String BEFORE = "before";
    private static final String AFTER = "after";

    /** The files whose rows differ: keys, {@link WheelChange#CHANGE}, and the sweep that has the rows. */
    private final Dataset<Row> touched;

    private final Dataset<Row> wheels;
    private final Dataset<Row> findings;

    private SweepDiff(Dataset<Row> touched, Dataset<Row> wheels, Dataset<Row> findings) {
        this.touched = touched;
        this.wheels = wheels;
        this.findings = findings;
    }

    /**
     * @param before the earlier sweep; empty if everything is new
     * @param known marks accepted findings
     */
    public static SweepDiff between(
            SparkSession spark,
            PublishedRows published,
            Optional<SweepRecord> before,
            SweepRecord after,
            KnownFindings known)
            throws IOException {
        Dataset<Row> later = published.mirrorFiles(new SweepId(after.sweep()));
        Dataset<Row> earlier = before.isPresent()
                ? published.mirrorFiles(new SweepId(before.get().sweep()))
                : spark.createDataFrame(List.of(), MirrorFileColumns.schema());
        Dataset<Row> touched = touched(
                        there(covered(earlier, published.mirrorFiles(new SweepId(after.sweep())))), there(later))
                .persist();
        Dataset<Row> judgedBefore = judged(published, touched, BEFORE);
        Dataset<Row> judgedAfter = judged(published, touched, AFTER);
        return new SweepDiff(
                touched,
                wheels(touched, judgedBefore, judgedAfter).persist(),
                known.mark(findings(judgedBefore, judgedAfter)).persist());
    }

    /**
     * Without the files that are still there, and that the options of the later sweep do not choose.
     *
     * @param later rows that are joined to nothing else: Spark could not tell the two uses of one relation apart
     */
    private static Dataset<Row> covered(Dataset<Row> earlier, Dataset<Row> later) {
        Dataset<Row> notChosen =
                later.where(later.col(MirrorFileColumns.STATUS.name()).equalTo(MirrorFileColumns.NOT_CHOSEN));
        return earlier.join(notChosen.select(FindingRows.PATH), new String[] {FindingRows.PATH}, "left_anti");
    }

    private static Dataset<Row> there(Dataset<Row> files) {
        return files.where(files.col(MirrorFileColumns.FACTS_SWEEP.name()).isNotNull());
    }

    private static Dataset<Row> touched(Dataset<Row> earlier, Dataset<Row> later) {
        String sweep = MirrorFileColumns.FACTS_SWEEP.name();
        Column wasThere = earlier.col(sweep).isNotNull();
        Column isThere = later.col(sweep).isNotNull();
        Column change = when(not(wasThere), ChangeKind.NEW.name())
                .when(not(isThere), ChangeKind.VANISHED.name())
                .when(not(isSame(earlier, later)), ChangeKind.CHANGED.name())
                .otherwise(ChangeKind.JUDGED_ANEW.name());
        return earlier.join(later, earlier.col(FindingRows.PATH).equalTo(later.col(FindingRows.PATH)), FULL)
                .where(not(earlier.col(sweep).eqNullSafe(later.col(sweep))))
                .select(
                        either(earlier, later, FindingRows.PATH),
                        either(earlier, later, FindingRows.FILENAME),
                        either(earlier, later, FindingRows.PROJECT),
                        change.as(WheelChange.CHANGE),
                        earlier.col(sweep).as(BEFORE),
                        later.col(sweep).as(AFTER));
    }

    private static Column either(Dataset<Row> earlier, Dataset<Row> later, String column) {
        return coalesce(later.col(column), earlier.col(column)).as(column);
    }

    /** Compares as a sweep does to decide whether to read a file again: by checksums, else by strong tags, else by times. */
    private static Column isSame(Dataset<Row> earlier, Dataset<Row> later) {
        String sha256 = NameColumns.SHA256.name();
        String etag = NameColumns.ETAG.name();
        String mtime = NameColumns.MTIME.name();
        String size = NameColumns.SIZE.name();
        Column isHashed = earlier.col(sha256).isNotNull().and(later.col(sha256).isNotNull());
        return earlier.col(size)
                .eqNullSafe(later.col(size))
                .and(when(isHashed, earlier.col(sha256).equalTo(later.col(sha256)))
                        .when(
                                isStrong(earlier.col(etag)).and(isStrong(later.col(etag))),
                                earlier.col(etag).equalTo(later.col(etag)))
                        .otherwise(earlier.col(mtime).eqNullSafe(later.col(mtime))));
    }

    private static Column isStrong(Column etag) {
        return etag.isNotNull().and(not(etag.startsWith("W/")));
    }

    /** The verdicts on the touched wheels in one of the two sweeps. */
    private static Dataset<Row> judged(PublishedRows published, Dataset<Row> touched, String when) throws IOException {
        List<SweepId> sweeps =
                touched.select(when).na().drop().distinct().as(Encoders.STRING()).collectAsList().stream()
                        .map(SweepId::new)
                        .toList();
        return published
                .ownVerdicts(sweeps)
                .join(
                        touched.select(col(FindingRows.PATH), col(when).as(SweepColumn.NAME)),
                        new String[] {FindingRows.PATH, SweepColumn.NAME},
                        "left_semi");
    }

    private static Dataset<Row> wheels(Dataset<Row> touched, Dataset<Row> judgedBefore, Dataset<Row> judgedAfter) {
        String[] path = {FindingRows.PATH};
        return touched.join(verdict(judgedBefore, WheelChange.BEFORE), path, "left")
                .join(verdict(judgedAfter, WheelChange.AFTER), path, "left")
                .where(not(col(WheelChange.CHANGE).equalTo(ChangeKind.JUDGED_ANEW.name()))
                        .or(not(col(WheelChange.BEFORE).eqNullSafe(col(WheelChange.AFTER)))))
                .select(columns(WheelChange.COLUMNS));
    }

    private static Dataset<Row> verdict(Dataset<Row> judged, String name) {
        return judged.select(
                col(FindingRows.PATH), col(VerdictColumns.VERDICT.name()).as(name));
    }

    /** Reports one of several findings that differ only in their text. */
    private static Dataset<Row> findings(Dataset<Row> judgedBefore, Dataset<Row> judgedAfter) {
        Column isLater = col(AFTER);
        return FindingRows.of(judgedBefore)
                .withColumn(AFTER, lit(false))
                .unionByName(FindingRows.of(judgedAfter).withColumn(AFTER, lit(true)))
                .groupBy(FindingRows.PATH, FindingRows.ID, FindingRows.FILE, FindingRows.TAG)
                .agg(
                        min(isLater).as(BEFORE),
                        max(isLater).as(AFTER),
                        first(FindingRows.SEVERITY).as(FindingRows.SEVERITY),
                        first(FindingRows.PROJECT).as(FindingRows.PROJECT),
                        first(FindingRows.FILENAME).as(FindingRows.FILENAME),
                        min(FindingRows.DETAIL).as(FindingRows.DETAIL),
                        min(FindingRows.BLAMED).as(FindingRows.BLAMED))
                .where(col(BEFORE).equalTo(col(AFTER)))
                .withColumn(
                        WheelChange.CHANGE,
                        when(col(AFTER), ChangeKind.NEW.name()).otherwise(ChangeKind.VANISHED.name()));
    }

    /** @return numbers of changed wheels and findings */
    public DiffCounts counts() {
        DiffCounts counts = new DiffCounts();
        wheels.groupBy(WheelChange.CHANGE)
                .count()
                .collectAsList()
                .forEach(row -> counts.wheels(ChangeKind.valueOf(row.getString(0)), row.getLong(1)));
        findings.groupBy(WheelChange.CHANGE, FindingRows.SEVERITY, KnownFindings.KNOWN)
                .count()
                .collectAsList()
                .forEach(row -> {
                    ChangeKind change = ChangeKind.valueOf(row.getString(0));
                    Severity severity = Severity.valueOf(row.getString(1).toUpperCase(Locale.ROOT));
                    if (row.getBoolean(2)) {
                        counts.known(change, severity, row.getLong(3));
                    } else {
                        counts.findings(change, severity, row.getLong(3));
                    }
                });
        return counts;
    }

    /** Returns all changed wheels, a part at a time, in the order of {@link ChangeKind} and of paths. */
    public Iterator<WheelChange> wheels() {
        return records(sorted(wheels), WheelChange::of);
    }

    /** @return the first of {@link #wheels} with this change */
    public List<WheelChange> wheels(ChangeKind change, int most) {
        return sorted(wheels.where(col(WheelChange.CHANGE).equalTo(change.name()))).limit(most).collectAsList().stream()
                .map(WheelChange::of)
                .toList();
    }

    /** Returns all changed findings, a part at a time, the worst first. */
    public Iterator<FindingChange> findings() {
        return records(worstFirst(findings), FindingChange::of);
    }

    /** @return the first of {@link #findings} with this change that no baseline knows */
    public List<FindingChange> findings(ChangeKind change, int most) {
        return worstFirst(findings.where(
                        col(WheelChange.CHANGE).equalTo(change.name()).and(not(col(KnownFindings.KNOWN)))))
                .limit(most)
                .collectAsList()
                .stream()
                .map(FindingChange::of)
                .toList();
    }

    private static Dataset<Row> sorted(Dataset<Row> wheels) {
        return wheels.orderBy(rank(WheelChange.CHANGE, ChangeKind.values(), ChangeKind::name), col(FindingRows.PATH));
    }

    private static Dataset<Row> worstFirst(Dataset<Row> findings) {
        return findings.orderBy(
                        rank(FindingRows.SEVERITY, Severity.values(), Severity::column)
                                .desc(),
                        col(WheelChange.CHANGE),
                        col(FindingRows.PATH),
                        col(FindingRows.ID),
                        col(FindingRows.FILE),
                        col(FindingRows.TAG))
                .select(columns(FindingChange.COLUMNS));
    }

    /** The position of a word in its enum. */
    private static <E> Column rank(String column, E[] order, Function<E, String> word) {
        return array_position(
                array(Arrays.stream(order).map(word).map(functions::lit).toArray(Column[]::new)), col(column));
    }

    private static Column[] columns(List<String> names) {
        return names.stream().map(functions::col).toArray(Column[]::new);
    }

    private static <C> Iterator<C> records(Dataset<Row> rows, Function<Row, C> record) {
        Iterator<Row> parts = rows.toLocalIterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return parts.hasNext();
            }

            @Override
            public C next() {
                return record.apply(parts.next());
            }
        };
    }

    @Override
    public void close() {
        findings.unpersist();
        wheels.unpersist();
        touched.unpersist();
    }
}
