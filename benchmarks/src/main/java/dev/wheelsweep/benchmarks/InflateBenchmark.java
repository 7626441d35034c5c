package dev.wheelsweep.benchmarks;

import dev.wheelsweep.core.input.FormatException;
import java.io.IOException;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Inflates ELF entries from their first byte to their last. */
@State(Scope.Benchmark)
public class InflateBenchmark {
    @Param
    InflateContender contender;

    private List<DeflatedElf> entries;
    private byte[] out;
    private Inflation inflation;

    @Setup
    public void prove() throws IOException, FormatException {
        entries = Corpus.drawnEntries();
        out = new byte[DeflatedElf.largest(entries)];
        inflation = contender.open(entries);
        for (DeflatedElf entry : entries) {
            entry.prove(contender.name(), out, inflation.inflate(entry, out));
        }
    }

    @Benchmark
    public long inflate() throws IOException, FormatException {
        long length = 0;
        for (DeflatedElf entry : entries) {
            length += inflation.inflate(entry, out);
        }
        return length;
    }
}
