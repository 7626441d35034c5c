package dev.wheelsweep.spark.cli.log;

/** What a command says on standard error, besides what Spark logs there. */
public interface RunLog {

    /** Something worth knowing that is no error. */
    void note(String text);

    /** How far the reading of a mirror has come; is called more often than lines are wanted. */
    void progress(ReadProgress reading);

    /** The end of {@link #progress}. */
    void progressEnds();

    /** Why a command ends without result. */
    void problem(String problem, String cause, String remedy);

    /** A problem that only its developers understand. */
    void problem(String problem, Throwable cause, String remedy);
}
