package dev.wheelsweep.spark.sweep;

import dev.wheelsweep.spark.dataset.DamagedFileException;
import org.apache.hadoop.fs.Path;

/** Receives the amount to read, before reading starts, and what is damaged of an interrupted sweep. */
public interface ReadListener {

    /**
     * Called once for each attempt; files that an earlier attempt has read are not counted.
     *
     * @param wheels how many are left to read
     * @param bytes their size
     */
    void reads(long wheels, long bytes);

    /** Called for each damaged file of an interrupted sweep; what it had is made again. */
    default void setsAside(DamagedFileException damaged, Path to) {}
}
