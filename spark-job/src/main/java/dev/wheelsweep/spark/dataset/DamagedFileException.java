package dev.wheelsweep.spark.dataset;

import java.io.IOException;

/** A file of a dataset does not have what its writer has put into it: the disk has lost it, or somebody has changed it. */
public final class DamagedFileException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final String damage;
    private final String remedy;

    /**
     * @param file as people type it; no path of Hadoop, because commands that start without its classes know this exception
     * @param damage what is wrong with it, such as {@code "it is empty"}
     * @param remedy what a person can do; nothing is needed where the file can be made again
     */
    public DamagedFileException(String file, String damage, String remedy) {
        super("the file %s is damaged: %s".formatted(file, damage));
        this.file = file;
        this.damage = damage;
        this.remedy = remedy;
    }

    public String file() {
        return file;
    }

    public String damage() {
        return damage;
    }

    public String remedy() {
        return remedy;
    }
}
