package dev.wheelsweep.spark.cli.log;

import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;

/** Writes for people: a progress bar on a terminal, one line a minute elsewhere. */
final class TextLog implements RunLog {
    private final PrintWriter err;
    private final EveryMinute pace = new EveryMinute();
    /** Null unless a bar is on the screen. */
    private ProgressBar bar;
    /** Spark may report tasks after the reading has ended. */
    private boolean ended;

    TextLog(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void note(String text) {
        err.println("wheelsweep: " + text);
    }

    @Override
    public void waiting(String forWhat) {
        if (Terminal.ERR) {
            note(forWhat + " ...");
        }
    }

    @Override
    public synchronized void progress(ReadProgress reading) {
        if (ended) {
            return;
        }
        if (Terminal.ERR) {
            if (bar == null) {
                bar = Progress.bytes("reading", reading.ofBytes());
            }
            bar.stepTo(reading.bytes());
            bar.setExtraMessage(reading.isDone() ? " writing tables" : " " + reading.wheelsText());
        } else if (pace.isDue(reading.elapsed())) {
            err.println(reading.text());
        }
    }

    @Override
    public synchronized void progressEnds() {
        ended = true;
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    @Override
    public void problem(String problem, String cause, String remedy) {
        err.printf("wheelsweep: %s%n  cause:  %s%n  remedy: %s%n", problem, cause, remedy);
    }

    @Override
    public void problem(String problem, Throwable cause, String remedy) {
        problem(problem, CauseText.of(cause), remedy);
        cause.printStackTrace(err);
    }
}
