package dev.wheelsweep.spark.sweep;

import dev.wheelsweep.spark.source.WheelMetrics;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;
import scala.jdk.javaapi.CollectionConverters;

/** Adds up the metric of the data source over all jobs until it is closed. */
final class OpenedWheels extends SparkListener implements AutoCloseable {
    /** Spark shows metrics under their descriptions. */
    private static final String NAME = new WheelMetrics.Opened().description();

    private final SparkSession spark;
    private final AtomicLong opened = new AtomicLong();

    private OpenedWheels(SparkSession spark) {
        this.spark = spark;
    }

    static OpenedWheels of(SparkSession spark) {
        OpenedWheels listener = new OpenedWheels(spark);
        spark.sparkContext().addSparkListener(listener);
        return listener;
    }

    /** Waits for events that Spark has not delivered yet. */
    long count() throws Exception {
        spark.sparkContext().listenerBus().waitUntilEmpty();
        return opened.get();
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd task) {
        CollectionConverters.asJava(task.taskInfo().accumulables()).stream()
                .filter(metric -> metric.name().contains(NAME))
                .forEach(metric ->
                        opened.addAndGet(Long.parseLong(metric.update().get().toString())));
    }

    @Override
    public void close() {
        spark.sparkContext().removeSparkListener(this);
    }
}
