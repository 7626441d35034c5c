package dev.wheelsweep.benchmarks;

import dev.wheelsweep.core.input.FormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Lists the entries of wheels. */
@State(Scope.Benchmark)
public class CentralDirectoryBenchmark {
    @Param
    DirectoryContender contender;

    private List<Path> wheels;

    @Setup
    public void prove() throws IOException, FormatException {
        wheels = Corpus.drawnWheels();
        for (Path wheel : wheels) {
            for (DirectoryContender other : DirectoryContender.values()) {
                if (contender.digest(wheel) != other.digest(wheel)) {
                    throw new IllegalStateException("%s and %s list %s differently".formatted(contender, other, wheel));
                }
            }
        }
    }

    @Benchmark
    public long list() throws IOException, FormatException {
        long digest = 0;
        for (Path wheel : wheels) {
            digest += contender.digest(wheel);
        }
        return digest;
    }
}
