package dev.wheelsweep.spark.judge;

import dev.wheelsweep.core.install.Candidates;
import dev.wheelsweep.core.policy.Judgement;
import dev.wheelsweep.core.policy.PolicyEngine;
import dev.wheelsweep.core.system.LinuxSystem;
import dev.wheelsweep.core.system.SystemCatalog;
import dev.wheelsweep.spark.columns.StoredFacts;
import dev.wheelsweep.spark.columns.VerdictColumns;
import dev.wheelsweep.spark.columns.WheelVerdict;
import dev.wheelsweep.spark.systems.ChosenSystems;
import dev.wheelsweep.spark.systems.SystemPython;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** From stored facts to verdicts, wheel by wheel, in the executors. Opens no wheel. */
public record WheelJudge(PolicySource policy) implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    /** Shared by all tasks of a process, because both keep lists of what installers take. */
    private static final class BuiltIn {
        private static final List<LinuxSystem> ALL = SystemCatalog.builtIn().all();

        static final ChosenSystems SYSTEMS = new ChosenSystems(ALL, Optional.empty(), Optional.empty());
        static final Candidates CANDIDATES = SystemPython.candidates(SystemPython.allOf(ALL));
    }

    /**
     * @param facts with {@link StoredFacts#COLUMNS}
     * @return a row of {@link VerdictColumns#schema} for every wheel that could be read
     */
    public Dataset<Row> judge(Dataset<Row> facts) {
        return facts.mapPartitions(this, Encoders.row(VerdictColumns.schema()));
    }

    @Override
    public Iterator<Row> call(Iterator<Row> facts) {
        Function<Row, Optional<WheelVerdict>> judge = judge();
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(facts, Spliterator.ORDERED), false)
                .flatMap(wheel -> judge.apply(wheel).stream())
                .map(VerdictColumns::row)
                .iterator();
    }

    /** @return from a row with {@link StoredFacts#COLUMNS} to its verdict; empty if the wheel could not be read */
    public Function<Row, Optional<WheelVerdict>> judge() {
        PolicyEngine engine = new PolicyEngine(policy.catalog());
        return facts -> judged(engine, StoredFacts.of(facts));
    }

    private static Optional<WheelVerdict> judged(PolicyEngine engine, StoredFacts wheel) {
        try {
            return wheel.subject().map(subject -> {
                Judgement judgement = engine.judge(subject);
                return new WheelVerdict(
                        wheel.wheelPath(),
                        subject.name(),
                        judgement,
                        BuiltIn.SYSTEMS.broken(subject, judgement),
                        BuiltIn.CANDIDATES.of(ChosenSystems.file(subject)),
                        subject.requiresDist());
            });
        } catch (RuntimeException bug) {
            throw new IllegalStateException("a bug in wheelsweep, found while judging " + wheel.wheelPath(), bug);
        }
    }
}
