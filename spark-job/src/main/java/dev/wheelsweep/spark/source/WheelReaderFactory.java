package dev.wheelsweep.spark.source;

import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.scan.WheelScanner;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.types.StructType;

/** Travels to the executors and makes one reader for each task there. */
record WheelReaderFactory(StructType columns, InputMode io) implements PartitionReaderFactory {

    @Override
    public PartitionReader<InternalRow> createReader(InputPartition partition) {
        return new WheelReader(((WheelPartition) partition).files(), columns, new WheelScanner(io)::scan);
    }
}
