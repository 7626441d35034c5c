package dev.wheelsweep.spark.cli.log;

import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress bars on standard error. They draw nothing unless it is a terminal. */
public final class Progress {
    private static final int REDRAW_MILLIS = 250;
    private static final long MB = 1_000_000;

    private Progress() {}

    /** Counts steps. */
    public static ProgressBar steps(String task, long steps) {
        return builder(task, steps).build();
    }

    /** Counts bytes and shows the rate. */
    static ProgressBar bytes(String task, long bytes) {
        return builder(task, bytes).setUnit(" MB", MB).showSpeed().build();
    }

    private static ProgressBarBuilder builder(String task, long steps) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(steps)
                .setUpdateIntervalMillis(REDRAW_MILLIS)
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setConsumer(
                        Terminal.ERR
                                ? new ConsoleProgressBarConsumer(System.err)
                                : new DelegatingProgressBarConsumer(drawn -> {}));
    }
}
