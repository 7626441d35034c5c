package dev.wheelsweep.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs every benchmark, prints a table in Markdown, and writes JMH's results as JSON. */
public final class StageBenchmarks {

    /** How long to measure. */
    private enum Length {
        FULL(3, 4, 5, 1_000),
        /** Checks that everything works; its numbers mean little. */
        SHORT(1, 1, 2, 400);

        final int forks;
        final int warmups;
        final int iterations;
        final long millis;

        Length(int forks, int warmups, int iterations, long millis) {
            this.forks = forks;
            this.warmups = warmups;
            this.iterations = iterations;
            this.millis = millis;
        }
    }

    private StageBenchmarks() {}

    /** @param arguments the file for the JSON, then {@code --short} or nothing */
    public static void main(String[] arguments) throws IOException, RunnerException {
        Path json = Path.of(arguments[0]);
        Length length = List.of(arguments).contains("--short") ? Length.SHORT : Length.FULL;
        List<RunResult> all = new ArrayList<>();
        System.out.println("| stage | contender | ms per operation | fastest-slowest | MB/s | times the speed of |");
        System.out.println("| --- | --- | ---: | --- | ---: | --- |");
        for (Stage stage : Stage.values()) {
            Collection<RunResult> results = run(stage, length);
            print(stage, results);
            all.addAll(results);
        }
        Files.createDirectories(json.toAbsolutePath().getParent());
        ResultFormatFactory.getInstance(ResultFormatType.JSON, json.toString()).writeOut(all);
    }

    private static Collection<RunResult> run(Stage stage, Length length) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(stage.benchmark.getSimpleName())
                .param(Stage.CONTENDER, stage.contenders())
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.MILLISECONDS)
                .forks(length.forks)
                .warmupIterations(length.warmups)
                .warmupTime(TimeValue.milliseconds(length.millis))
                .measurementIterations(length.iterations)
                .measurementTime(TimeValue.milliseconds(length.millis))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        return new Runner(options.build()).run();
    }

    private static void print(Stage stage, Collection<RunResult> results) throws IOException {
        double baseline = results.stream()
                .filter(result -> contender(result).equals(stage.baseline))
                .mapToDouble(result -> result.getPrimaryResult().getScore())
                .findFirst()
                .orElseThrow();
        double megabytes = stage.bytes() / 1e6;
        for (RunResult result : results) {
            Result<?> time = result.getPrimaryResult();
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %.3f | %.3f-%.3f | %.0f | %.2f x %s |%n",
                    stage.title,
                    contender(result),
                    time.getScore(),
                    time.getStatistics().getMin(),
                    time.getStatistics().getMax(),
                    megabytes / time.getScore() * TimeUnit.SECONDS.toMillis(1),
                    baseline / time.getScore(),
                    stage.baseline);
        }
    }

    private static String contender(RunResult result) {
        return result.getParams().getParam(Stage.CONTENDER);
    }
}
