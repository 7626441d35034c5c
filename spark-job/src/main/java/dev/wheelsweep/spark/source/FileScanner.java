package dev.wheelsweep.spark.source;

import dev.wheelsweep.core.scan.WheelReport;
import dev.wheelsweep.core.scan.WheelScanner;
import dev.wheelsweep.spark.index.Address;
import dev.wheelsweep.spark.index.HttpAccess;
import dev.wheelsweep.spark.index.HttpRangeReader;
import dev.wheelsweep.spark.index.HttpSession;
import dev.wheelsweep.spark.listing.WheelFile;
import dev.wheelsweep.spark.store.StoreRangeReader;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;

/** Reads a listed file where it is: as a file of this machine, over HTTP, or in a file system that Hadoop knows. */
record FileScanner(WheelScanner scanner, HttpAccess access, Configuration hadoop) implements WheelReader.Scanner {

    @Override
    public WheelReport scan(WheelFile file) throws IOException {
        if (Address.isIn(file.location())) {
            return scanner.scan(reader(file), file.filename());
        }
        return file.hasAddress()
                ? scanner.scan(new StoreRangeReader(file, hadoop), file.filename())
                : scanner.scanAgain(file.path(), file.filename());
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
