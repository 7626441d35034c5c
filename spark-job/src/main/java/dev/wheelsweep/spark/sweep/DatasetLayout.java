package dev.wheelsweep.spark.sweep;

import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * Where things lie in a dataset folder (design contract, section 5).
 *
 * <pre>
 *   DIR/facts/sweep=ID/           nested, one row per wheel
 *   DIR/verdicts/policy=POLICY/sweep=ID/    nested, one row per wheel that could be read
 *   DIR/tables/TABLE/sweep=ID/    flat, what people query
 *   DIR/sweeps/ID.json            written last
 *   DIR/_staging/ID/              the same tree while it is being written
 * </pre>
 *
 * @param root the folder, or the staging folder of one sweep
 */
public record DatasetLayout(Path root) {
    private static final String PARTITION = "sweep=";
    private static final String RECORD_SUFFIX = ".json";

    public DatasetLayout staging(SweepId sweep) {
        return staging(sweep.text());
    }

    /** @param name no other writer's */
    DatasetLayout staging(String name) {
        return new DatasetLayout(new Path(staging(), name));
    }

    /** The folder of all that is being written. */
    Path staging() {
        return new Path(root, "_staging");
    }

    public Path facts(SweepId sweep) {
        return new Path(new Path(root, "facts"), PARTITION + sweep);
    }

    /** @param policyId {@link dev.wheelsweep.core.policy.PolicyCatalog#id} */
    public Path verdicts(String policyId, SweepId sweep) {
        return new Path(verdicts(policyId), PARTITION + sweep);
    }

    /** The folder of a policy set's verdicts, in which each sweep is one partition. */
    public Path verdicts(String policyId) {
        return new Path(allVerdicts(), "policy=" + policyId);
    }

    /** The folder of all policy sets. */
    Path allVerdicts() {
        return new Path(root, "verdicts");
    }

    /** The table's folder, in which each sweep is one partition. */
    public Path table(FlatTable table) {
        return new Path(tables(), table.folder());
    }

    /** The folder of all tables. */
    Path tables() {
        return new Path(root, "tables");
    }

    public Path table(FlatTable table, SweepId sweep) {
        return new Path(table(table), PARTITION + sweep);
    }

    public Path record(SweepId sweep) {
        return new Path(records(), sweep + RECORD_SUFFIX);
    }

    /** The folder of all records. */
    public Path records() {
        return new Path(root, "sweeps");
    }

    /** @return the sweep that a file in {@link #records} is about; empty if it is no record */
    static Optional<SweepId> sweepOf(Path record) {
        String name = record.getName();
        return name.endsWith(RECORD_SUFFIX)
                ? Optional.of(new SweepId(name.substring(0, name.length() - RECORD_SUFFIX.length())))
                : Optional.empty();
    }
}
