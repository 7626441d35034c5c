package dev.wheelsweep.spark.columns;

import dev.wheelsweep.core.scan.WheelReport;
import java.util.Optional;

/**
 * The record behind one row of the data source.
 *
 * @param listed what the listing and the name tell
 * @param report what the scan found; empty if the query asks for nothing of it, so that nothing was opened
 */
public record WheelFacts(NamedFile listed, Optional<WheelReport> report) {

    WheelReport scanned() {
        return report.orElseThrow();
    }
}
