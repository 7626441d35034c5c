package dev.wheelsweep.spark.dataset;

import java.io.IOException;
import org.apache.hadoop.fs.Path;

/** A file of a dataset does not have what its writer has put into it: the disk has lost it, or somebody has changed it. */
public final class DamagedFileException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final String damage;
    private final String remedy;

    /**
     * @param damage what is wrong with it, such as {@code "it is empty"}
     * @param remedy what a person can do; nothing is needed where the file can be made again
     */
    public DamagedFileException(Path file, String damage, String remedy) {
        super("the file %s is damaged: %s".formatted(DatasetLayout.forPeople(file), damage));
        this.file = DatasetLayout.forPeople(file);
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
