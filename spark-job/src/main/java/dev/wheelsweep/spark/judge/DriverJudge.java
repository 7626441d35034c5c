package dev.wheelsweep.spark.judge;

import dev.wheelsweep.spark.columns.MirrorFileColumns;
import dev.wheelsweep.spark.columns.NameColumns;
import dev.wheelsweep.spark.columns.StoredFacts;
import dev.wheelsweep.spark.columns.VerdictColumns;
import dev.wheelsweep.spark.columns.WheelVerdict;
import dev.wheelsweep.spark.dataset.DatasetLayout;
import dev.wheelsweep.spark.dataset.Generation;
import dev.wheelsweep.spark.dataset.ParquetFolder;
import dev.wheelsweep.spark.dataset.PublishedSweeps;
import dev.wheelsweep.spark.dataset.Rejudgements;
import dev.wheelsweep.spark.dataset.SweepId;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.dataset.VerdictCounts;
import dev.wheelsweep.spark.tables.FlatTable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Function1;

/**
 * Judges a small, uncompacted sweep in the driver, without starting Spark. Facts and verdicts are streamed; memory holds a
 * short record of each wheel.
 */
public record DriverJudge(Configuration hadoop, DatasetLayout dataset) implements FactsJudge {
    /** Facts of this size, compressed, are some thousand wheels, and fifteen times as large in memory. */
    public static final long FEW_BYTES = 24 << 20;

    /** So many wheels per processor are judged or wait for their turn to be written: large ones are large in memory. */
    private static final int WHEELS_PER_PROCESSOR = 2;

    private static final StructType VERDICT = new StructType(Stream.concat(
                    Stream.of(NameColumns.WHEEL_PATH.field(), VerdictColumns.POLICY.field()),
                    Arrays.stream(VerdictCounts.COLUMNS.fields()))
            .toArray(StructField[]::new));
    private static final StructType FACTS_SWEEPS =
            new StructType(new StructField[] {NameColumns.WHEEL_PATH.field(), MirrorFileColumns.FACTS_SWEEP.field()});

    /** A row of facts; identifies a wheel that was read more than once. */
    private record Wheel(String path, String sweep) {}

    /** The part of a verdict that is counted and compared. */
    private record StoredVerdict(Optional<String> policy, String verdict, List<String> severities) {
        static StoredVerdict of(InternalRow row) {
            return new StoredVerdict(
                    text(row, 1), row.getUTF8String(2).toString(), VerdictCounts.severities(row.getArray(3)));
        }
    }

    /** @return whether the sweep's rows are few, and are where this class can read them */
    static boolean suits(Configuration hadoop, DatasetLayout dataset, SweepRecord sweep) throws IOException {
        Generation compacted = Generation.latest(dataset.root().getFileSystem(hadoop), dataset);
        long bytes = 0;
        for (SweepId facts : sweep.factsSweepIds()) {
            bytes += new ParquetFolder(hadoop, dataset.facts(facts)).bytes();
        }
        return bytes <= FEW_BYTES
                && !compacted.has(new SweepId(sweep.sweep()))
                && sweep.factsSweepIds().stream().noneMatch(compacted::has);
    }

    @Override
    public void judge(SweepId facts, PolicySource policy, Path folder) throws IOException {
        Function1<Object, Object> typed = CatalystTypeConverters.createToScalaConverter(StoredFacts.COLUMNS);
        Function<Row, Optional<WheelVerdict>> judge = new WheelJudge(policy).judge();
        int processors = Runtime.getRuntime().availableProcessors();
        ForkJoinPool pool = new ForkJoinPool(processors);
        Deque<ForkJoinTask<Optional<InternalRow>>> judged = new ArrayDeque<>();
        try (ParquetFolder.Sink verdicts = new ParquetFolder(hadoop, folder).create(VerdictColumns.schema(), facts)) {
            new ParquetFolder(hadoop, dataset.facts(facts)).forEach(StoredFacts.COLUMNS, row -> {
                Row wheel = (Row) typed.apply(row);
                judged.add(pool.submit(() -> judge.apply(wheel).map(VerdictColumns::internal)));
                if (judged.size() == WHEELS_PER_PROCESSOR * processors) {
                    judged.remove().join().ifPresent(verdicts::write);
                }
            });
            judged.forEach(verdict -> verdict.join().ifPresent(verdicts::write));
        } finally {
            pool.shutdownNow();
        }
    }

    @Override
    public boolean lacksColumns(SweepId facts, String policyId) throws IOException {
        boolean[] lacks = {false};
        new ParquetFolder(hadoop, dataset.verdicts(policyId, facts))
                .forEach(new StructType().add(VerdictColumns.last()), row -> lacks[0] |= row.isNullAt(0));
        return lacks[0];
    }

    @Override
    public VerdictCounts counts(SweepRecord sweep, String policyId) throws IOException {
        VerdictCounts.Counter counter = new VerdictCounts.Counter();
        judged(sweep, policyId).values().forEach(verdict -> counter.add(verdict.verdict(), verdict.severities()));
        return counter.sum();
    }

    @Override
    public List<PolicyDifference.VerdictChange> changes(SweepRecord sweep, String policyId) throws IOException {
        record Words(String before, String after) {}
        Map<Wheel, StoredVerdict> after = judged(sweep, policyId);
        Map<Words, Long> wheels = new HashMap<>();
        PublishedSweeps sweeps = new PublishedSweeps(dataset.root(), hadoop);
        for (SweepId facts : sweep.factsSweepIds()) {
            verdicts(dataset.verdicts(sweeps.record(facts).policyId(), facts), facts, (wheel, before) -> {
                StoredVerdict now = after.get(wheel);
                if (now != null
                        && !(now.verdict().equals(before.verdict()) && Objects.equals(now.policy(), before.policy()))) {
                    wheels.merge(new Words(before.verdict(), now.verdict()), 1L, Long::sum);
                }
            });
        }
        return wheels.entrySet().stream()
                .map(one -> new PolicyDifference.VerdictChange(
                        one.getKey().before(), one.getKey().after(), one.getValue()))
                .sorted(Comparator.comparing(PolicyDifference.VerdictChange::before)
                        .thenComparing(PolicyDifference.VerdictChange::after))
                .toList();
    }

    /** The verdicts on wheels whose rows the sweep uses. */
    private Map<Wheel, StoredVerdict> judged(SweepRecord sweep, String policyId) throws IOException {
        Map<Wheel, StoredVerdict> all = new HashMap<>();
        Rejudgements again = new Rejudgements(dataset.root().getFileSystem(hadoop), dataset);
        for (SweepId facts : sweep.factsSweepIds()) {
            verdicts(again.latest(policyId, facts).orElse(dataset.verdicts(policyId, facts)), facts, all::put);
        }
        Set<Wheel> gone = new HashSet<>(all.keySet());
        new ParquetFolder(hadoop, dataset.table(FlatTable.MIRROR_FILES), Optional.of(new SweepId(sweep.sweep())))
                .forEach(
                        FACTS_SWEEPS,
                        row -> text(row, 1)
                                .ifPresent(facts -> gone.remove(
                                        new Wheel(row.getUTF8String(0).toString(), facts))));
        all.keySet().removeAll(gone);
        return all;
    }

    /** Receives a verdict. */
    private interface Visitor {
        void visit(Wheel wheel, StoredVerdict verdict);
    }

    private void verdicts(Path folder, SweepId facts, Visitor visitor) throws IOException {
        new ParquetFolder(hadoop, folder)
                .forEach(
                        VERDICT,
                        row -> visitor.visit(
                                new Wheel(row.getUTF8String(0).toString(), facts.text()), StoredVerdict.of(row)));
    }

    private static Optional<String> text(InternalRow row, int ordinal) {
        return row.isNullAt(ordinal)
                ? Optional.empty()
                : Optional.of(row.getUTF8String(ordinal).toString());
    }
}
