package dev.wheelsweep.spark.source;

import dev.wheelsweep.core.scan.WheelReport;
import dev.wheelsweep.core.scan.WheelScanner;
import dev.wheelsweep.spark.index.Address;
import dev.wheelsweep.spark.index.HttpAccess;
import dev.wheelsweep.spark.index.HttpRangeReader;
import dev.wheelsweep.spark.index.HttpSession;
import dev.wheelsweep.spark.listing.WheelFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.OptionalLong;

/** Reads a listed file where it is: as a file of this machine, or over HTTP. */
record FileScanner(WheelScanner scanner, HttpAccess access) implements WheelReader.Scanner {

    @Override
    public WheelReport scan(WheelFile file) throws IOException {
        return Address.isIn(file.location())
                ? scanner.scan(reader(file), file.filename())
                : scanner.scan(file.path(), file.filename());
    }

    private HttpRangeReader reader(WheelFile file) throws IOException {
        try {
            return new HttpRangeReader(
                    HttpSession.of(access),
                    Address.parse(file.location()),
                    file.size() > 0 ? OptionalLong.of(file.size()) : OptionalLong.empty());
        } catch (URISyntaxException wrong) {
            throw new IOException("it is no address: " + wrong.getReason(), wrong);
        }
    }
}
