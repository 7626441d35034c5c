package dev.wheelsweep.spark.cli;

import java.net.URI;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** The machine's folders under a scheme of their own, as if they were elsewhere. */
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
