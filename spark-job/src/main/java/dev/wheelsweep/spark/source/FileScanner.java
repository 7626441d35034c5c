package dev.wheelsweep.spark.source;

import dev.wheelsweep.core.scan.WheelReport;
import dev.wheelsweep.core.scan.WheelScanner;
import dev.wheelsweep.spark.index.HttpAccess;
import dev.wheelsweep.spark.listing.WheelFile;
import java.io.IOException;

/** Reads a listed file where it is: as a file of this machine, or over HTTP. */
record FileScanner(WheelScanner scanner, HttpAccess access) implements WheelReader.Scanner {

    @Override
    public WheelReport scan(WheelFile file) throws IOException {
        return scanner.scan(file.path(), file.filename());
    }
}
