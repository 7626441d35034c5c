package dev.wheelsweep.benchmarks;

import dev.wheelsweep.core.input.FormatException;
import java.io.IOException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** From a deflated ELF entry to its facts. */
@State(Scope.Benchmark)
public class ElfFactsBenchmark {
    @Param
    ElfFactsContender contender;

    private List<DeflatedElf> entries;
    private ElfFactsContender.Reading reading;

    @Setup
    public void prove() throws IOException, FormatException {
        entries = Corpus.drawnEntries();
        reading = contender.open(entries);
        ElfFactsContender.Reading judge = ElfFactsContender.WHOLE_BY_JDK.open(entries);
        for (DeflatedElf entry : entries) {
            if (!reading.read(entry).equals(judge.read(entry))) {
                throw new IllegalStateException(
                        "%s finds other facts in %s of %s".formatted(contender, entry.name(), entry.wheel()));
            }
        }
    }

    @Benchmark
    public void facts(Blackhole hole) throws IOException, FormatException {
        for (DeflatedElf entry : entries) {
            hole.consume(reading.read(entry));
        }
    }
}
