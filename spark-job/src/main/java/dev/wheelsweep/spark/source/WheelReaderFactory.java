package dev.wheelsweep.spark.source;

import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.scan.DecodingMemory;
import dev.wheelsweep.core.scan.Repeats;
import dev.wheelsweep.core.scan.Verification;
import dev.wheelsweep.core.scan.WheelScanner;
import dev.wheelsweep.spark.index.HttpAccess;
import dev.wheelsweep.spark.listing.WheelFile;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/** Is sent to the executors and makes one reader for each task. */
record WheelReaderFactory(StructType columns, Scanners scanners) implements PartitionReaderFactory {

    /** What the tasks of this process read last. */
    private static final Repeats REPEATS = new Repeats();

    /** Makes a scanner for each task. */
    interface Scanners extends Serializable {
        /** @param memory that entries are decoded into */
        WheelReader.Scanner open(DecodingMemory memory) throws IOException;

        static Scanners of(InputMode io, Verification verification) {
            HttpAccess access = IndexAccess.current();
            SerializableConfiguration hadoop = new SerializableConfiguration(
                    SparkSession.active().sparkContext().hadoopConfiguration());
            return memory ->
                    new FileScanner(new WheelScanner(io, verification, REPEATS, memory), access, hadoop.value());
        }

        /** @param folder local or mounted, and the same for all executors */
        default Scanners journaledIn(Path folder) {
            String location = folder.toString();
            return memory -> new InFlightJournal(Path.of(location), open(memory));
        }
    }

    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
        try {
            List<WheelFile> files = ((WheelPartition) partition).files();
            boolean isRemote = files.stream().anyMatch(WheelFile::hasAddress);
            return new WheelReader(
                    files, columns, isRemote ? AheadScanner.of(files, scanners) : scanners.open(DecodingMemory.own()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
