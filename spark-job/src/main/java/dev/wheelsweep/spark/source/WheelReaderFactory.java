package dev.wheelsweep.spark.source;

import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.scan.Repeats;
import dev.wheelsweep.core.scan.Verification;
import dev.wheelsweep.core.scan.WheelScanner;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.types.StructType;

/** Is sent to the executors and makes one reader for each task. */
record WheelReaderFactory(StructType columns, Scanners scanners) implements PartitionReaderFactory {

    /** What the tasks of this process read last. */
    private static final Repeats REPEATS = new Repeats();

    /** Makes a scanner for each task. */
    interface Scanners extends Serializable {
        WheelReader.Scanner open() throws IOException;

        static Scanners of(InputMode io, Verification verification) {
            return () -> new WheelScanner(io, verification, REPEATS)::scan;
        }

        /** @param folder local or mounted, and the same for all executors */
        default Scanners journaledIn(Path folder) {
            String location = folder.toString();
            return () -> new InFlightJournal(Path.of(location), open());
        }
    }

    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
        try {
            return new WheelReader(((WheelPartition) partition).files(), columns, scanners.open());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
