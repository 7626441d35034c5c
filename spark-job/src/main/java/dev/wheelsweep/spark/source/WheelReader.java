package dev.wheelsweep.spark.source;

import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.scan.Failure;
import dev.wheelsweep.core.scan.ScanCost;
import dev.wheelsweep.core.scan.WheelReport;
import dev.wheelsweep.core.scan.WheelsAhead;
import dev.wheelsweep.core.wheel.DistInfo;
import dev.wheelsweep.spark.columns.NamedFile;
import dev.wheelsweep.spark.columns.ReportSchema;
import dev.wheelsweep.spark.columns.Shape;
import dev.wheelsweep.spark.columns.WheelFacts;
import dev.wheelsweep.spark.listing.WheelFile;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.types.StructType;

/** One row for each file of a task, in order. Bad input is a row; only a failing machine or a bug ends the task. */
final class WheelReader implements PartitionReader<InternalRow> {

    /** {@link dev.wheelsweep.core.scan.WheelScanner#scan}, of a file wherever it is. */
    interface Scanner extends WheelsAhead.Scan<WheelFile> {}

    private static final ScanCost NOTHING = new ScanCost(0, 0, 0);

    private final Iterator<WheelFile> files;
    private final Shape<WheelFacts> shape;
    private final boolean namesOnly;
    private final Scanner scanner;
    private final WheelMetrics metrics = new WheelMetrics();
    private InternalRow row;

    WheelReader(List<WheelFile> files, StructType columns, Scanner scanner) {
        this.files = files.iterator();
        this.shape = ReportSchema.SHAPE.prunedTo(columns);
        this.namesOnly = ReportSchema.isFromNames(columns);
        this.scanner = scanner;
    }

    @Override
    public boolean next() throws IOException {
        if (!files.hasNext()) {
            return false;
        }
        WheelFile file = files.next();
        NamedFile listed = NamedFile.of(file);
        Optional<WheelReport> report = namesOnly ? Optional.empty() : Optional.of(report(listed));
        metrics.count(file, report);
        row = shape.row(new WheelFacts(listed, report));
        return true;
    }

    private WheelReport report(NamedFile listed) throws IOException {
        Optional<Reason> nothingToOpen = listed.file().state().reason();
        if (nothingToOpen.isPresent()) {
            return unopened(listed, nothingToOpen.get());
        }
        metrics.countOpened();
        return scan(listed.file());
    }

    private static WheelReport unopened(NamedFile listed, Reason reason) {
        Failure failure = new Failure(
                Optional.empty(), Format.FILE, reason, 0, "seen when the mirror was listed, therefore not opened");
        return new WheelReport(
                listed.filename(),
                listed.name(),
                listed.file().state().status(),
                Optional.of(failure),
                0,
                DistInfo.UNKNOWN,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                NOTHING);
    }

    private WheelReport scan(WheelFile file) throws IOException {
        try {
            return scanner.scan(file);
        } catch (IOException failed) {
            throw new IOException("cannot read %s: %s".formatted(file.location(), failed.getMessage()), failed);
        } catch (InternalError lost) {
            throw new IOException(
                    ("a mapped page of %s cannot be read: the disk failed, or the file was truncated just now; option"
                                    + " \"%s\" set to \"read\" reads without mapping")
                            .formatted(file.location(), ReadOptions.IO),
                    lost);
        } catch (RuntimeException bug) {
            throw new IllegalStateException("a bug in wheelsweep, while it read " + file.location(), bug);
        }
    }

    @Override
    public InternalRow get() {
        return row;
    }

    @Override
    public CustomTaskMetric[] currentMetricsValues() {
        return metrics.values();
    }

    @Override
    public void close() throws IOException {
        scanner.close();
    }
}
