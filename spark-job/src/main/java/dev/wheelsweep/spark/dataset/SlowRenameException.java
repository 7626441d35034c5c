package dev.wheelsweep.spark.dataset;

import java.io.IOException;

/** Something has to appear by the rename of a folder, and the file system copies the files of a folder one by one. */
public final class SlowRenameException extends IOException {
    private static final long serialVersionUID = 1L;

    SlowRenameException(String scheme) {
        super("a folder must appear at once, and %s:// copies its files one after the other".formatted(scheme));
    }
}
