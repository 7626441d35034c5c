package dev.wheelsweep.spark.cli.log;

import dev.wheelsweep.spark.source.WheelMetrics;
import dev.wheelsweep.spark.sweep.ReadingWatch;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.Success$;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;
import scala.jdk.javaapi.CollectionConverters;

/**
 * How far the reading of a mirror has come, from the metrics of the tasks: running ones tell them with each heartbeat of
 * their executor, finished ones at their end. Work that was lost with its task does not count.
 */
public final class SweepProgress extends SparkListener implements ReadingWatch {
    private final RunLog log;
    private final long started = System.nanoTime();
    private long wheels;
    private long bytes;
    private final Map<Long, Map<String, Long>> running = new HashMap<>();
    private final Map<String, Long> finished = new HashMap<>();

    private SweepProgress(RunLog log) {
        this.log = log;
    }

    public static SweepProgress of(SparkSession spark, RunLog log) {
        SweepProgress progress = new SweepProgress(log);
        spark.sparkContext().addSparkListener(progress);
        return progress;
    }

    @Override
    public synchronized void reads(long wheelsLeft, long bytesLeft) {
        wheels = sum(WheelMetrics.Wheels.DESCRIPTION) + wheelsLeft;
        bytes = sum(WheelMetrics.BytesDone.DESCRIPTION) + bytesLeft;
    }

    /** @return what the finished tasks say; complete when Spark has stopped */
    public synchronized long total(String metric) {
        return finished.getOrDefault(metric, 0L);
    }

    @Override
    public synchronized void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate heartbeat) {
        CollectionConverters.asJava(heartbeat.accumUpdates())
                .forEach(task -> running.put((Long) task._1(), metrics(CollectionConverters.asJava(task._4()))));
        tell();
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd task) {
        running.remove(task.taskInfo().taskId());
        if (task.reason() instanceof Success$) {
            metrics(CollectionConverters.asJava(task.taskInfo().accumulables()))
                    .forEach((metric, value) -> finished.merge(metric, value, Long::sum));
        }
        tell();
    }

    private static Map<String, Long> metrics(Collection<AccumulableInfo> all) {
        Map<String, Long> ours = new HashMap<>();
        all.forEach(metric -> {
            if (metric.name().isDefined()
                    && metric.update().isDefined()
                    && WheelMetrics.DESCRIPTIONS.contains(metric.name().get())) {
                ours.put(
                        metric.name().get(),
                        Long.parseLong(metric.update().get().toString()));
            }
        });
        return ours;
    }

    private void tell() {
        if (wheels == 0) {
            return;
        }
        log.progress(new ReadProgress(
                sum(WheelMetrics.Wheels.DESCRIPTION),
                wheels,
                sum(WheelMetrics.BytesDone.DESCRIPTION),
                bytes,
                Duration.ofNanos(System.nanoTime() - started)));
    }

    private long sum(String metric) {
        return total(metric)
                + running.values().stream()
                        .mapToLong(task -> task.getOrDefault(metric, 0L))
                        .sum();
    }
}
