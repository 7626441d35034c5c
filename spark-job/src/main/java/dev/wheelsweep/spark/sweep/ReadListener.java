package dev.wheelsweep.spark.sweep;

/** Receives the amount to read, before reading starts. */
public interface ReadListener {

    /**
     * Called once for each attempt; files that an earlier attempt has read are not counted.
     *
     * @param wheels how many are left to read
     * @param bytes their size
     */
    void reads(long wheels, long bytes);
}
