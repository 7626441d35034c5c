package dev.wheelsweep.spark.cli.start;

import dev.wheelsweep.spark.cli.options.CommandException;
import dev.wheelsweep.spark.cli.options.ExitCode;
import java.util.Set;

/** How much memory Java gives to the objects of this process; the launcher passes the variable that raises it. */
public final class HeapSize {
    private static final long MEBIBYTE = 1 << 20;

    /** The JVM's messages about the heap; others are about threads, classes and memory outside. */
    private static final Set<String> MESSAGES = Set.of("Java heap space", "GC overhead limit exceeded");

    private HeapSize() {}

    /** @return whether it was the heap that had no memory left */
    public static boolean isExceeded(OutOfMemoryError error) {
        return MESSAGES.contains(String.valueOf(error.getMessage()));
    }

    /** @param problem what this heap is too small for */
    public static CommandException tooSmall(String problem) {
        return new CommandException(
                ExitCode.INTERNAL,
                problem,
                "Java's heap is too small: it may grow to %,d MiB"
                        .formatted(Runtime.getRuntime().maxMemory() / MEBIBYTE),
                "give it more, such as WHEELSWEEP_JAVA_OPTS=-Xmx4g, and run it again");
    }
}
