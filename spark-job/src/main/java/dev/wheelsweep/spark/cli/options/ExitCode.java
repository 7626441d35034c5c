package dev.wheelsweep.spark.cli.options;

/** The exit codes of the process. */
public enum ExitCode {
    CLEAN(0),
    /** At or above {@code --fail-on}. */
    FINDINGS(1),
    USAGE(2),
    /** No input found, or it cannot be read. */
    NO_INPUT(3),
    /** Results are written, but some wheels failed. */
    PARTIAL(4),
    /** An error of wheelsweep itself, or of the machine. */
    INTERNAL(5),
    /** By SIGINT, such as from Ctrl-C: 128 and its number, as shells report it. */
    INTERRUPTED(130),
    /** The reader of standard output has closed it: 128 and the number of SIGPIPE, as of any program in a pipe. */
    OUTPUT_CLOSED(141),
    /** By SIGTERM, such as from a service manager. */
    TERMINATED(143);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** @return whether results were written; commands that write any print afterwards */
    boolean isPublished() {
        return this == CLEAN || this == FINDINGS || this == PARTIAL || this == OUTPUT_CLOSED;
    }
}
