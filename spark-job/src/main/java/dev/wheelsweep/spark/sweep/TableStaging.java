package dev.wheelsweep.spark.sweep;

import dev.wheelsweep.spark.dataset.ParquetFolder;
import dev.wheelsweep.spark.judge.DriverJudge;
import dev.wheelsweep.spark.judge.PolicySource;
import dev.wheelsweep.spark.tables.FlatTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;

/**
 * Writes the verdicts and flat tables of one sweep from its staged facts: in the driver for few wheels, else by Spark. Two
 * jobs run at a time: while Spark plans one or sorts its last part, the other keeps the cores busy.
 *
 * @param staged the sweep that they belong to
 */
record TableStaging(SparkSession spark, StagedSweep staged, PolicySource policy) {
    private static final int JOBS = 2;

    /** @return the number of rows written to every table; 0 for the tables that a sweep that reads no file does not have */
    Map<String, Long> write(SweepPlan plan) throws IOException, InterruptedException {
        boolean fewWheels =
                new ParquetFolder(hadoop(), staged.layout().facts(staged.id())).bytes() <= DriverJudge.FEW_BYTES;
        boolean fewFiles = fewWheels && plan.listed() - plan.reads() <= DriverTableWriter.UNREAD_FILES;
        String policyId = policy.catalog().id();
        // A sweep that reads no file has only the table of files that it did not read.
        List<FlatTable> tables = plan.reads() > 0
                ? Stream.of(FlatTable.values())
                        .filter(table -> table != FlatTable.MIRROR_FILES)
                        .toList()
                : List.of();
        List<Callable<Void>> jobs = new ArrayList<>();
        if (fewWheels) {
            DriverTableWriter wheels = DriverTableWriter.judged(hadoop(), staged, policy);
            if (plan.reads() > 0) {
                jobs.add(job(() -> wheels.writeVerdicts(policyId)));
            }
            tables.forEach(table -> jobs.add(job(() -> wheels.write(table))));
            if (fewFiles) {
                jobs.add(job(wheels::writeFiles));
            }
        } else {
            SparkTableWriter wheels = new SparkTableWriter(spark, staged);
            wheels.writeVerdicts(policy);
            tables.forEach(table -> jobs.add(job(() -> wheels.write(table, policyId))));
        }
        if (!fewFiles) {
            jobs.add(job(new SparkTableWriter(spark, staged)::writeFiles));
        }
        run(jobs);
        return rows();
    }

    private Map<String, Long> rows() throws IOException {
        Map<String, Long> rows = new TreeMap<>();
        for (FlatTable table : FlatTable.values()) {
            rows.put(table.folder(), new ParquetFolder(hadoop(), staged.layout().table(table)).rows());
        }
        return rows;
    }

    private Configuration hadoop() {
        return spark.sparkContext().hadoopConfiguration();
    }

    /** Something to write. */
    private interface Job {
        void run() throws IOException;
    }

    private static Callable<Void> job(Job job) {
        return () -> {
            job.run();
            return null;
        };
    }

    private static void run(List<Callable<Void>> jobs) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(JOBS);
        try {
            for (Future<Void> job : threads.invokeAll(jobs)) {
                job.get();
            }
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException bug) {
                throw bug;
            }
            throw new IOException(
                    "a table could not be written: " + failed.getCause().getMessage(), failed.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
