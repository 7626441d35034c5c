package dev.wheelsweep.spark.sweep;

import dev.wheelsweep.core.scan.ScannerVersion;
import dev.wheelsweep.spark.listing.Inventory;
import dev.wheelsweep.spark.listing.JsonLines.Sink;
import dev.wheelsweep.spark.listing.StandingFile;
import dev.wheelsweep.spark.listing.WheelFile;
import dev.wheelsweep.spark.source.MirrorFileColumns;
import dev.wheelsweep.spark.sweep.SweepRequest.Rereading;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Decides what a sweep reads: what changed since the last one over the same mirrors. Opens no wheel. */
record SweepPlanner(SparkSession spark, FileSystem files, DatasetLayout dataset) {

    /**
     * Writes the plan.
     *
     * @param listed each file once
     */
    void plan(StagedSweep staged, SweepRequest request, List<WheelFile> listed, Instant started) throws IOException {
        Comparison comparison = new Comparison(listed);
        try (Sink<StandingFile> unchanged = StandingFile.LINES.to(files.create(staged.unchanged()));
                Sink<WheelFile> vanished = Inventory.LINES.to(files.create(staged.vanished()))) {
            Optional<SweepRecord> last = new PublishedSweeps(files, dataset).last(request.mirrors());
            if (last.isPresent()) {
                compare(comparison, last.get(), request, unchanged, vanished);
            }
        }
        List<WheelFile> reads = comparison.toRead();
        try (Sink<WheelFile> toRead = Inventory.LINES.to(files.create(staged.toRead()))) {
            for (WheelFile file : reads) {
                toRead.write(file);
            }
        }
        staged.write(new SweepPlan(
                staged.id().text(),
                started.toString(),
                request.mirrors(),
                request.scope(),
                request.rereading(),
                ScannerVersion.CURRENT,
                reads.size(),
                comparison.standing(),
                request.limit().isEmpty() ? comparison.vanished() : 0));
    }

    private void compare(
            Comparison comparison,
            SweepRecord last,
            SweepRequest request,
            Sink<StandingFile> unchanged,
            Sink<WheelFile> vanished)
            throws IOException {
        boolean complete = request.limit().isEmpty();
        Map<String, String> versions = request.rereading() == Rereading.ALL ? Map.of() : versions(last);
        comparison.with(lastFiles(last), versions, new Comparison.Outcome() {
            @Override
            public void stands(StandingFile file) throws IOException {
                unchanged.write(file);
            }

            @Override
            public void vanished(WheelFile file) throws IOException {
                if (complete) {
                    vanished.write(file);
                }
            }
        });
    }

    private Dataset<Row> lastFiles(SweepRecord last) {
        Path table = dataset.table(FlatTable.MIRROR_FILES, new SweepId(last.sweep()));
        return spark.read().schema(MirrorFileColumns.schema()).parquet(table.toString());
    }

    private Map<String, String> versions(SweepRecord last) throws IOException {
        PublishedSweeps sweeps = new PublishedSweeps(files, dataset);
        Map<String, String> versions = new HashMap<>();
        for (String sweep : last.factsSweeps().keySet()) {
            versions.put(sweep, sweeps.record(new SweepId(sweep)).scannerVersion());
        }
        return versions;
    }
}
