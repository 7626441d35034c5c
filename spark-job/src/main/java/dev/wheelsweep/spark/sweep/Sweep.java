package dev.wheelsweep.spark.sweep;

import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.scan.ScannerVersion;
import dev.wheelsweep.spark.listing.Inventory;
import dev.wheelsweep.spark.listing.WheelFile;
import dev.wheelsweep.spark.source.ReadOptions;
import dev.wheelsweep.spark.source.WheelColumns;
import dev.wheelsweep.spark.source.WheelSource;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** One sweep: the listed files of a mirror become facts, the facts verdicts, both become tables, all of it is published. */
public final class Sweep {
    /** Other policies judge afterwards: see {@link Rejudgement}. */
    private final PolicySource policy = PolicySource.BUILT_IN;

    private final SparkSession spark;
    private final DatasetLayout dataset;
    private final Clock clock;

    /** @param dataset the folder to add to; made if it is not there */
    public Sweep(SparkSession spark, Path dataset, Clock clock) {
        this.spark = spark;
        this.dataset = new DatasetLayout(dataset);
        this.clock = clock;
    }

    /**
     * @param mirrors where the files were listed, for the record
     * @param listed the files, each once
     * @param mode how wheels are read
     * @return what was published
     * @throws IOException if the dataset cannot be written, or has a sweep of this second already
     * @throws SumsDisagreeException if a listed file has no row, or more than one; nothing is published then
     */
    public SweepRecord run(List<String> mirrors, List<WheelFile> listed, InputMode mode)
            throws IOException, InterruptedException, SumsDisagreeException {
        Instant started = clock.instant();
        SweepId id = SweepId.at(started);
        Publication publication =
                new Publication(dataset, id, spark.sparkContext().hadoopConfiguration());
        publication.begin();
        boolean published = false;
        try {
            Dataset<Row> facts = stageFacts(id, listed, mode);
            Map<String, Long> statuses = statuses(facts);
            SumsDisagreeException.check(listed.size(), statuses);
            String policyId = policy.catalog().id();
            Dataset<Row> verdicts = stageVerdicts(id, policyId);
            VerdictCounts counts = VerdictCounts.of(verdicts);
            SumsDisagreeException.check(statuses, counts);
            Map<String, Long> rows = stageTables(id, new SweptRows(facts, verdicts));
            SweepRecord record = new SweepRecord(
                    id.text(),
                    started.toString(),
                    clock.instant().toString(),
                    mirrors,
                    listed.size(),
                    statuses,
                    policyId,
                    counts.verdicts(),
                    counts.findings(),
                    rows,
                    ScannerVersion.CURRENT);
            publication.publish(record);
            published = true;
            return record;
        } finally {
            if (!published) {
                publication.withdraw();
            }
        }
    }

    /** The one reading of the mirror. */
    private Dataset<Row> stageFacts(SweepId id, List<WheelFile> listed, InputMode mode) throws IOException {
        DatasetLayout staging = dataset.staging(id);
        java.nio.file.Path inventory = Files.createTempFile("wheelsweep-", ".jsonl");
        try {
            Inventory.write(inventory, listed);
            spark.read()
                    .format(WheelSource.NAME)
                    .option(ReadOptions.INVENTORY, inventory.toString())
                    .option(ReadOptions.IO, mode.name())
                    .load()
                    .write()
                    .parquet(staging.facts(id).toString());
        } finally {
            Files.delete(inventory);
        }
        return spark.read().parquet(staging.facts(id).toString());
    }

    private static Map<String, Long> statuses(Dataset<Row> facts) {
        Map<String, Long> counts = new TreeMap<>();
        facts.groupBy(WheelColumns.STATUS.name())
                .count()
                .collectAsList()
                .forEach(row -> counts.put(row.getString(0), row.getLong(1)));
        return counts;
    }

    private Dataset<Row> stageVerdicts(SweepId id, String policyId) {
        DatasetLayout staging = dataset.staging(id);
        String verdicts = staging.verdicts(policyId, id).toString();
        new WheelJudge(policy).judge(spark, staging.facts(id)).write().parquet(verdicts);
        return spark.read().parquet(verdicts);
    }

    private Map<String, Long> stageTables(SweepId id, SweptRows swept) throws InterruptedException {
        Map<String, Long> rows = new TreeMap<>();
        for (FlatTable table : FlatTable.values()) {
            Observation counted = new Observation(table.folder());
            String rowsSeen = "rows";
            table.of(swept)
                    .observe(counted, functions.count(functions.lit(1)).as(rowsSeen))
                    .write()
                    .parquet(dataset.staging(id).table(table, id).toString());
            rows.put(table.folder(), (Long) counted.getAsJava().get(rowsSeen));
        }
        return rows;
    }
}
