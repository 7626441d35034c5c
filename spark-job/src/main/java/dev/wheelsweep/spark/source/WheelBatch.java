package dev.wheelsweep.spark.source;

import dev.wheelsweep.spark.columns.NamedFile;
import dev.wheelsweep.spark.columns.ReportSchema;
import dev.wheelsweep.spark.listing.BytePacking;
import dev.wheelsweep.spark.listing.Inventory;
import dev.wheelsweep.spark.listing.MirrorListing;
import dev.wheelsweep.spark.listing.WheelFile;
import dev.wheelsweep.spark.source.WheelReaderFactory.Scanners;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.types.StructType;

/** Lists the mirror, removes the files that conditions on names exclude, and divides the rest among tasks. */
final class WheelBatch implements Batch {
    private final ReadOptions options;
    private final StructType columns;
    private final List<Expression> conditions;
    /** Null until planned: Spark asks several times, and EXPLAIN does not ask. */
    private InputPartition[] partitions;

    WheelBatch(ReadOptions options, StructType columns, List<Expression> conditions) {
        this.options = options;
        this.columns = columns;
        this.conditions = conditions;
    }

    @Override
    public synchronized InputPartition[] planInputPartitions() {
        if (partitions == null) {
            try {
                partitions = plan();
            } catch (IOException failed) {
                throw new UncheckedIOException("cannot list the wheels: " + failed.getMessage(), failed);
            }
        }
        return partitions.clone();
    }

    private InputPartition[] plan() throws IOException {
        List<WheelFile> files = keptFiles();
        int cores = SparkSession.active().sparkContext().defaultParallelism();
        List<List<WheelFile>> groups = ReportSchema.isFromNames(columns)
                ? BytePacking.byCount(files, cores)
                : BytePacking.byBytes(files, cores);
        return groups.stream().map(WheelPartition::new).toArray(InputPartition[]::new);
    }

    private List<WheelFile> keptFiles() throws IOException {
        List<NameFilter> filters = conditions.stream().map(NameFilter::of).toList();
        List<WheelFile> kept = new ArrayList<>();
        Consumer<WheelFile> keep = file -> {
            NamedFile named = NamedFile.of(file);
            if (filters.stream().allMatch(filter -> filter.keeps(named))) {
                kept.add(file);
            }
        };
        if (options.inventory().isPresent()) {
            Inventory.read(options.inventory().get(), keep);
        } else {
            complete(MirrorListing.of(options.roots())).files().forEach(keep);
        }
        return kept;
    }

    /** A query fails if folders cannot be read, because its answer cannot say that it is incomplete. */
    private static MirrorListing complete(MirrorListing listing) throws IOException {
        if (!listing.unreadable().isEmpty()) {
            throw new IOException(
                    "%d folders cannot be read, the first is %s. Make them readable, or write an inventory"
                                    .formatted(
                                            listing.unreadable().size(),
                                            listing.unreadable().get(0))
                            + " without them and give it as option \"%s\".".formatted(ReadOptions.INVENTORY));
        }
        return listing;
    }

    @Override
    public PartitionReaderFactory createReaderFactory() {
        Scanners scanners = Scanners.of(options.io(), options.verification());
        return new WheelReaderFactory(
                columns, options.journal().map(scanners::journaledIn).orElse(scanners));
    }
}
