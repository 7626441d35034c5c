package dev.wheelsweep.spark.cli.options;

/** Why a command cannot do what it was asked to, in the three parts a person needs. */
public final class CommandException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    private final String problem;
    private final String cause;
    private final String remedy;

    /**
     * @param problem what did not work
     * @param cause why
     * @param remedy what to do about it
     */
    public CommandException(ExitCode exitCode, String problem, String cause, String remedy) {
        super("%s, since %s: %s".formatted(problem, cause, remedy));
        this.exitCode = exitCode;
        this.problem = problem;
        this.cause = cause;
        this.remedy = remedy;
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    public String problem() {
        return problem;
    }

    public String cause() {
        return cause;
    }

    public String remedy() {
        return remedy;
    }
}
