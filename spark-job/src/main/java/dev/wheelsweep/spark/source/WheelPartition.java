package dev.wheelsweep.spark.source;

import dev.wheelsweep.spark.listing.WheelFile;
import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;

/** The files of one task. */
record WheelPartition(List<WheelFile> files) implements InputPartition {}
