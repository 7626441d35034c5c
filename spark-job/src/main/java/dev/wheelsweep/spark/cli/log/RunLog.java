package dev.wheelsweep.spark.cli.log;

/** A command's messages on standard error, next to Spark's own log. */
public interface RunLog {

    /** Reports something worth knowing that is not an error. */
    void note(String text);

    /** Says on a terminal why nothing is seen for a while: work whose end nobody knows begins. */
    void waiting(String forWhat);

    /** Reports how much of the mirror was read. Called often: the log decides when to print. */
    void progress(ReadProgress reading);

    /** Ends the reports of progress. */
    void progressEnds();

    /** Reports why a command ends without result. */
    void problem(String problem, String cause, String remedy);

    /** Reports a problem that needs a developer, with the stack trace. */
    void problem(String problem, Throwable cause, String remedy);
}
