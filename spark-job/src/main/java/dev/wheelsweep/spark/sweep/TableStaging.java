package dev.wheelsweep.spark.sweep;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Writes the flat tables of one sweep. Two at a time: while one job is being planned or sorts its last part, another has
 * work for the cores.
 *
 * @param staging where they go
 */
record TableStaging(FileSystem files, DatasetLayout staging) {
    private static final int JOBS = 2;

    /** Facts up to this size, compressed, are sorted by one task per table: some hundred wheels. */
    private static final long FEW_BYTES = 16 << 20;

    private static final String ROWS_SEEN = "rows";

    /** @return the number of rows of every table there is; 0 for those that are not asked for */
    Map<String, Long> write(SweptRows swept, List<FlatTable> tables) throws IOException, InterruptedException {
        boolean few = size(staging.facts(swept.sweep())) <= FEW_BYTES;
        ExecutorService jobs = Executors.newFixedThreadPool(JOBS);
        try {
            Map<FlatTable, Future<Long>> running = new LinkedHashMap<>();
            for (FlatTable table : tables) {
                running.put(table, jobs.submit(() -> write(swept, table, few ? table.ofFew(swept) : table.of(swept))));
            }
            Map<String, Long> rows = new TreeMap<>();
            for (FlatTable table : FlatTable.values()) {
                rows.put(table.folder(), tables.contains(table) ? result(running.get(table)) : 0);
            }
            return rows;
        } finally {
            jobs.shutdownNow();
        }
    }

    private long size(Path folder) throws IOException {
        return files.exists(folder) ? files.getContentSummary(folder).getLength() : 0;
    }

    private long write(SweptRows swept, FlatTable table, Dataset<Row> rows) throws InterruptedException {
        Observation counted = new Observation(table.folder());
        rows.observe(counted, functions.count(functions.lit(1)).as(ROWS_SEEN))
                .write()
                .format(VersionedParquet.NAME)
                .save(staging.table(table, swept.sweep()).toString());
        return (Long) counted.getAsJava().get(ROWS_SEEN);
    }

    private static long result(Future<Long> job) throws IOException, InterruptedException {
        try {
            return job.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException bug) {
                throw bug;
            }
            throw new IOException(
                    "a table could not be written: " + failed.getCause().getMessage(), failed.getCause());
        }
    }
}
