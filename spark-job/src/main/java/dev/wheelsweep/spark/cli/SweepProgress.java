package dev.wheelsweep.spark.cli;

import dev.wheelsweep.spark.source.WheelMetrics;
import me.tongfei.progressbar.ProgressBar;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;
import scala.jdk.javaapi.CollectionConverters;

/** Draws how far the reading of a mirror has come: a step per wheel, counted whenever a task ends. */
final class SweepProgress extends SparkListener implements AutoCloseable {
    private final SparkSession spark;
    private final ProgressBar bar;

    private SweepProgress(SparkSession spark, ProgressBar bar) {
        this.spark = spark;
        this.bar = bar;
    }

    static SweepProgress of(SparkSession spark, long wheels) {
        SweepProgress progress = new SweepProgress(spark, Progress.bar("reading wheels", wheels));
        spark.sparkContext().addSparkListener(progress);
        return progress;
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd task) {
        CollectionConverters.asJava(task.taskInfo().accumulables()).stream()
                .filter(metric -> metric.name().contains(WheelMetrics.Wheels.NAME))
                .forEach(metric ->
                        bar.stepBy(Long.parseLong(metric.update().get().toString())));
    }

    @Override
    public void close() {
        spark.sparkContext().removeSparkListener(this);
        bar.close();
    }
}
