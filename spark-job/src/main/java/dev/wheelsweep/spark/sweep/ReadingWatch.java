package dev.wheelsweep.spark.sweep;

/** Is told how much there is to read, before it is read. */
public interface ReadingWatch {

    /**
     * Once for each attempt: what an earlier one has read is not in it any more.
     *
     * @param wheels how many are left to read
     * @param bytes their size
     */
    void reads(long wheels, long bytes);
}
