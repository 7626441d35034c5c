package dev.wheelsweep.spark.cli.output;

import java.io.Closeable;
import java.io.IOException;

/** Prints reports, wheel by wheel, in one format. Closing ends the output and leaves the stream open. */
public interface ReportWriter extends Closeable {
    void write(CheckedWheel wheel) throws IOException;
}
