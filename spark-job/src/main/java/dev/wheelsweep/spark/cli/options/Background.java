package dev.wheelsweep.spark.cli.options;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A value that a thread of its own makes, from options that may be wrong. */
public final class Background<T> {

    /** Makes the value. */
    public interface Source<T> {
        T load() throws CommandException;
    }

    private final FutureTask<T> task;

    private Background(Source<T> source) {
        this.task = new FutureTask<>(source::load);
    }

    /** Starts the thread. */
    public static <T> Background<T> start(Source<T> source) {
        Background<T> background = new Background<>(source);
        Thread thread = new Thread(background.task, "background");
        thread.setDaemon(true);
        thread.start();
        return background;
    }

    /**
     * Waits for the value.
     *
     * @throws CommandException that of the source
     */
    public T get() throws CommandException {
        try {
            return task.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof CommandException problem) {
                throw problem;
            }
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
