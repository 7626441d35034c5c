package dev.wheelsweep.spark.dataset;

import dev.wheelsweep.spark.tables.FlatTable;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * Where things are in a dataset folder.
 *
 * <pre>
 *   DIR/facts/sweep=ID/           nested, one row per wheel
 *   DIR/verdicts/policy=POLICY/sweep=ID/    nested, one row per wheel that could be read
 *   DIR/rejudged/columns=N/verdicts/...     of the same policies again, with N columns; see {@link Rejudgements}
 *   DIR/tables/TABLE/sweep=ID/    flat, what people query
 *   DIR/sweeps/ID.json            written last
 *   DIR/generations/ID/           the rows of all sweeps up to ID in fewer files; see {@link Generation}
 *   DIR/_staging/ID/              the same tree while it is being written
 *   DIR/_damaged/ID/              what the disk has damaged of an interrupted sweep; nothing reads it
 * </pre>
 *
 * @param root the folder, or the staging folder of one sweep
 */
public record DatasetLayout(Path root) {
    private static final String PARTITION = "sweep=";
    private static final String GENERATIONS = "generations";
    private static final String POLICY = "policy=";
    private static final String REJUDGED = "rejudged";
    private static final String COLUMNS = "columns=";
    private static final String RECORD_SUFFIX = ".json";

    /** Without a slash at its end, which the URI of a folder has, the folder is equal to the parent of what is in it. */
    public DatasetLayout {
        root = new Path(root.toString());
    }

    /** @return the folder as people type it: without the {@code file:} that Hadoop adds to local folders */
    public static String forPeople(Path folder) {
        return "file".equals(folder.toUri().getScheme()) ? folder.toUri().getPath() : folder.toString();
    }

    /** @return the name of the folder that holds a sweep's rows of one kind */
    public static String partition(SweepId sweep) {
        return PARTITION + sweep;
    }

    public DatasetLayout staging(SweepId sweep) {
        return staging(sweep.text());
    }

    /** @param name a new name */
    public DatasetLayout staging(String name) {
        return new DatasetLayout(new Path(staging(), name));
    }

    /** The folder of all that is being written. */
    public Path staging() {
        return new Path(root, "_staging");
    }

    /** The folder of what was damaged of a sweep before it was published. */
    public Path damaged(SweepId sweep) {
        return new Path(new Path(root, "_damaged"), sweep.text());
    }

    public Path facts(SweepId sweep) {
        return new Path(facts(), partition(sweep));
    }

    /** The folder of all facts. */
    public Path facts() {
        return new Path(root, "facts");
    }

    /** The folder of all generations. */
    public Path generations() {
        return new Path(root, GENERATIONS);
    }

    /** @return where a generation is in its dataset */
    static String generationFolder(String name) {
        return GENERATIONS + Path.SEPARATOR + name;
    }

    /** @param name a generation's */
    public DatasetLayout generation(String name) {
        return new DatasetLayout(new Path(generations(), name));
    }

    /** @param policyId {@link dev.wheelsweep.core.policy.PolicyCatalog#id} */
    public Path verdicts(String policyId, SweepId sweep) {
        return new Path(verdicts(policyId), partition(sweep));
    }

    /** The folder of a policy set's verdicts, in which each sweep is one partition. */
    public Path verdicts(String policyId) {
        return new Path(allVerdicts(), POLICY + policyId);
    }

    /** @return the policy set whose verdicts a folder in {@link #allVerdicts} has; empty for any other folder */
    public static Optional<String> policyOf(Path verdicts) {
        String name = verdicts.getName();
        return name.startsWith(POLICY) ? Optional.of(name.substring(POLICY.length())) : Optional.empty();
    }

    /** The folder of all verdicts that replace those of their sweeps. */
    Path rejudged() {
        return new Path(root, REJUDGED);
    }

    /** @return where verdicts with this number of columns are in their dataset */
    static String rejudgedFolder(int columns) {
        return REJUDGED + Path.SEPARATOR + COLUMNS + columns;
    }

    /** @return the number of columns that the verdicts in a folder of {@link #rejudged} have; empty for any other folder */
    static Optional<Integer> columnsOf(Path rejudged) {
        String name = rejudged.getName();
        return name.matches(COLUMNS + "[0-9]{1,9}")
                ? Optional.of(Integer.valueOf(name.substring(COLUMNS.length())))
                : Optional.empty();
    }

    /** @return the sweep whose rows of one kind a folder has; empty for any other folder */
    static Optional<SweepId> partitionOf(Path folder) {
        String name = folder.getName();
        return name.startsWith(PARTITION) ? SweepId.parse(name.substring(PARTITION.length())) : Optional.empty();
    }

    /** The folder of all policy sets. */
    public Path allVerdicts() {
        return new Path(root, "verdicts");
    }

    /** The table's folder, in which each sweep is one partition. */
    public Path table(FlatTable table) {
        return new Path(tables(), table.folder());
    }

    /** The folder of all tables. */
    public Path tables() {
        return new Path(root, "tables");
    }

    public Path table(FlatTable table, SweepId sweep) {
        return new Path(table(table), partition(sweep));
    }

    public Path record(SweepId sweep) {
        return new Path(records(), sweep + RECORD_SUFFIX);
    }

    /** The folder of all records. */
    public Path records() {
        return new Path(root, "sweeps");
    }

    /** @return the sweep of a record in {@link #records}; empty for any other file */
    static Optional<SweepId> sweepOf(Path record) {
        String name = record.getName();
        return name.endsWith(RECORD_SUFFIX)
                ? Optional.of(new SweepId(name.substring(0, name.length() - RECORD_SUFFIX.length())))
                : Optional.empty();
    }
}
