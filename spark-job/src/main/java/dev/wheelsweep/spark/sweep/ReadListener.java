package dev.wheelsweep.spark.sweep;

/** Receives the amount to read, before reading starts. */
public interface ReadListener {

    /**
     * Once for each attempt: what an earlier one has read is not in it any more.
     *
     * @param wheels how many are left to read
     * @param bytes their size
     */
    void reads(long wheels, long bytes);
}
