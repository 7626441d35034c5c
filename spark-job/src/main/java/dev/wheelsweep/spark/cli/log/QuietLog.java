package dev.wheelsweep.spark.cli.log;

/** A log without progress. Notes stay, because each asks for something to be done. */
public record QuietLog(RunLog log) implements RunLog {

    @Override
    public void note(String text) {
        log.note(text);
    }

    @Override
    public void waiting(String forWhat) {}

    @Override
    public void progress(ReadProgress reading) {}

    @Override
    public void progressEnds() {
        log.progressEnds();
    }

    @Override
    public void problem(String problem, String cause, String remedy) {
        log.problem(problem, cause, remedy);
    }

    @Override
    public void problem(String problem, Throwable cause, String remedy) {
        log.problem(problem, cause, remedy);
    }
}
