package dev.wheelsweep.spark.cli;

import java.net.URI;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The folders of this machine under another scheme, like a file system elsewhere. */
public final class OtherFileSystem extends RawLocalFileSystem {
    static final String SCHEME = "other";

    /** The Spark setting that makes it known. */
    static final String SETTING = "spark.hadoop.fs." + SCHEME + ".impl=" + OtherFileSystem.class.getName();

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public URI getUri() {
        return URI.create(SCHEME + ":///");
    }
}
