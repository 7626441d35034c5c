package dev.wheelsweep.spark.cli;

/** Why a command cannot do what it was asked to, in the three parts a person needs. */
public final class CommandException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    /**
     * @param problem what did not work
     * @param cause why
     * @param remedy what to do about it
     */
    public CommandException(ExitCode exitCode, String problem, String cause, String remedy) {
        super("%s%n  cause:  %s%n  remedy: %s".formatted(problem, cause, remedy));
        this.exitCode = exitCode;
    }

    public ExitCode exitCode() {
        return exitCode;
    }
}
