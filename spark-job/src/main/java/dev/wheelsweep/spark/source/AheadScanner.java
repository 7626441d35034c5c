package dev.wheelsweep.spark.source;

import dev.wheelsweep.core.scan.WheelReport;
import dev.wheelsweep.core.scan.WheelsAhead;
import dev.wheelsweep.spark.listing.FileState;
import dev.wheelsweep.spark.listing.WheelFile;
import dev.wheelsweep.spark.source.WheelReader.Scanner;
import dev.wheelsweep.spark.source.WheelReaderFactory.Scanners;
import java.io.IOException;
import java.util.List;

/** Scans many files of a task at a time, each with a scanner of its own, and so with a journal of its own. */
record AheadScanner(WheelsAhead<WheelFile> ahead) implements Scanner {

    /** @param files in the order in which {@link #scan} is called for those that can be opened */
    static AheadScanner of(List<WheelFile> files, Scanners scanners) throws IOException {
        List<WheelFile> opened =
                files.stream().filter(file -> file.state() == FileState.REGULAR).toList();
        return new AheadScanner(new WheelsAhead<>(opened, WheelsAhead.AT_A_TIME, scanners::open));
    }

    @Override
    public WheelReport scan(WheelFile file) throws IOException {
        return ahead.scan(file);
    }

    @Override
    public void close() throws IOException {
        ahead.close();
    }
}
