package dev.wheelsweep.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Reads wheels without parsing them. */
@State(Scope.Benchmark)
public class ReadFloorBenchmark {
    @Param
    FloorContender contender;

    private List<Path> wheels;

    @Setup
    public void prove() throws IOException {
        wheels = Corpus.drawnWheels();
        for (Path wheel : wheels) {
            if (FloorContender.READ_MAPPED.read(wheel) != FloorContender.READ_BUFFERED.read(wheel)) {
                throw new IllegalStateException("%s has different bytes mapped and buffered".formatted(wheel));
            }
        }
    }

    @Benchmark
    public long read() throws IOException {
        long sum = 0;
        for (Path wheel : wheels) {
            sum += contender.read(wheel);
        }
        return sum;
    }
}
