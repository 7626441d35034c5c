package dev.wheelsweep.spark.cli.output;

import java.io.Closeable;
import java.io.IOException;

/** One way to print what was found, wheel by wheel. Closing ends the output and leaves the stream below open. */
public interface ReportWriter extends Closeable {
    void write(CheckedWheel wheel) throws IOException;
}
