package dev.wheelsweep.spark.cli.log;

import dev.wheelsweep.spark.dataset.DamagedFileException;
import dev.wheelsweep.spark.dataset.DatasetLayout;
import dev.wheelsweep.spark.source.WheelMetrics;
import dev.wheelsweep.spark.sweep.ReadListener;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.Success$;
import org.apache.spark.scheduler.AccumulableInfo;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Follows the reading of a mirror by the metrics of Spark's tasks. A running task reports with each heartbeat of its
 * executor, a finished one at its end. The work of a failed task does not count.
 */
public final class SweepProgress extends SparkListener implements ReadListener {
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

    @Override
    public void setsAside(DamagedFileException damaged, Path to) {
        log.note("%s; it was moved to %s and is made again"
                .formatted(damaged.getMessage(), DatasetLayout.forPeople(to)));
    }

    /** @return the sum over all finished tasks; complete after Spark has stopped */
    public synchronized long total(String metric) {
        return finished.getOrDefault(metric, 0L);
    }

    @Override
    public synchronized void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate heartbeat) {
        CollectionConverters.asJava(heartbeat.accumUpdates())
                .forEach(task -> running.put((Long) task._1(), metrics(CollectionConverters.asJava(task._4()))));
        report();
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd task) {
        running.remove(task.taskInfo().taskId());
        if (task.reason() instanceof Success$) {
            metrics(CollectionConverters.asJava(task.taskInfo().accumulables()))
                    .forEach((metric, value) -> finished.merge(metric, value, Long::sum));
        }
        report();
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

    private void report() {
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
