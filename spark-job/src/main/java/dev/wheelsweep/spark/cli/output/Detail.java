package dev.wheelsweep.spark.cli.output;

/** How much a report for people says. */
public enum Detail {
    /** Only of wheels that make the command fail. */
    QUIET,
    /** Of long lists the beginning. */
    USUAL,
    /** Of lists everything. */
    FULL
}
