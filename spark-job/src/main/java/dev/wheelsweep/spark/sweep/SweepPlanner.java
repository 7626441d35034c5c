package dev.wheelsweep.spark.sweep;

import dev.wheelsweep.core.scan.ScannerVersion;
import dev.wheelsweep.spark.dataset.DatasetLayout;
import dev.wheelsweep.spark.dataset.PublishedRows;
import dev.wheelsweep.spark.dataset.PublishedSweeps;
import dev.wheelsweep.spark.dataset.SweepId;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.listing.Inventory;
import dev.wheelsweep.spark.listing.JsonLines.Sink;
import dev.wheelsweep.spark.listing.UnchangedFile;
import dev.wheelsweep.spark.listing.WheelFile;
import dev.wheelsweep.spark.sweep.SweepRequest.Rereading;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Decides what a sweep reads: what changed since the last one over the same mirrors. Opens no wheel. */
record SweepPlanner(SparkSession spark, FileSystem files, DatasetLayout dataset) {

    /** Writes the plan. */
    void plan(StagedSweep staged, SweepRequest request, SweepInput input, Instant started) throws IOException {
        Comparison comparison;
        try (Sink<UnchangedFile> unchanged = UnchangedFile.LINES.to(staged.create(staged.unchanged()));
                Sink<WheelFile> vanished = Inventory.LINES.to(staged.create(staged.vanished()));
                Sink<WheelFile> notChosen = Inventory.LINES.to(staged.create(staged.notChosen()))) {
            comparison = compared(request, input, new Comparison.Outcome() {
                @Override
                public void unchanged(UnchangedFile file) throws IOException {
                    unchanged.write(file);
                }

                @Override
                public void vanished(WheelFile file) throws IOException {
                    vanished.write(file);
                }

                @Override
                public void notChosen(WheelFile file) throws IOException {
                    notChosen.write(file);
                }
            });
        }
        List<WheelFile> reads = comparison.toRead();
        try (Sink<WheelFile> toRead = Inventory.LINES.to(staged.create(staged.toRead()))) {
            for (WheelFile file : reads) {
                toRead.write(file);
            }
        }
        staged.write(new SweepPlan(
                staged.id().text(),
                started.toString(),
                request.mirrors(),
                request.places(),
                request.scope(),
                request.rereading(),
                ScannerVersion.CURRENT,
                reads.size(),
                comparison.unchanged(),
                comparison.vanished(),
                comparison.notChosen(),
                input.indexes().stream().map(request::published).toList()));
    }

    /** Writes nothing. */
    SweepForecast forecast(SweepRequest request, SweepInput input) throws IOException {
        Comparison comparison = compared(request, input, Comparison.Outcome.IGNORED);
        List<WheelFile> reads = comparison.toRead();
        long bytes = reads.stream().mapToLong(WheelFile::size).sum();
        return new SweepForecast(
                reads.size(),
                bytes,
                comparison.unchanged().values().stream()
                        .mapToLong(Long::longValue)
                        .sum(),
                comparison.vanished(),
                rate().map(bytesPerMilli -> Duration.ofMillis((long) (bytes / bytesPerMilli))));
    }

    /** Bytes per millisecond of the sweep that read most, of any mirror. */
    private Optional<Double> rate() throws IOException {
        PublishedSweeps sweeps = new PublishedSweeps(files, dataset);
        SweepRecord.ReadTotals most = SweepRecord.ReadTotals.NOTHING;
        for (SweepId id : sweeps.ids()) {
            SweepRecord.ReadTotals reading = sweeps.record(id).reading();
            most = reading.bytes() > most.bytes() ? reading : most;
        }
        return most.bytes() > 0 ? Optional.of((double) most.bytes() / Math.max(1, most.millis())) : Optional.empty();
    }

    private Comparison compared(SweepRequest request, SweepInput input, Comparison.Outcome outcome) throws IOException {
        Comparison comparison = new Comparison(input, request.limit().isEmpty());
        Optional<SweepRecord> last = new PublishedSweeps(files, dataset).last(request.mirrors());
        if (last.isPresent()) {
            Map<String, String> versions = request.rereading() == Rereading.ALL ? Map.of() : versions(last.get());
            Dataset<Row> lastFiles = new PublishedRows(spark, dataset.root())
                    .mirrorFiles(new SweepId(last.get().sweep()));
            comparison.with(lastFiles, versions, outcome);
        }
        comparison.reportAbsent(outcome);
        return comparison;
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
