package dev.wheelsweep.spark.columns;

import dev.wheelsweep.core.scan.WheelReport;
import java.util.Optional;

/**
 * The source of one row of the data source.
 *
 * @param file what is known from the listing and the name
 * @param report what the scan found; empty if the query needs none of it and the wheel was not opened
 */
public record WheelFacts(NamedFile file, Optional<WheelReport> report) {

    WheelReport scanned() {
        return report.orElseThrow();
    }
}
