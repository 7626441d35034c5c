package dev.wheelsweep.spark.dataset;

import dev.wheelsweep.spark.tables.FlatTable;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * Where things are in a dataset folder.
 *
 * <pre>
 *   DIR/tables/TABLE/ID-*.parquet    flat, what people query
 *   DIR/facts/ID/                 nested, one row per wheel
 *   DIR/verdicts/POLICY/ID/       nested, one row per wheel that could be read
 *   DIR/rejudged/N/verdicts/...   of the same policies again, with N columns; see {@link Rejudgements}
 *   DIR/sweeps/ID.json            written last
 *   DIR/generations/ID/           the rows of all sweeps up to ID in fewer files; see {@link Generation}
 *   DIR/_staging/ID/              the same tree while it is being written, without ID in the names of the tables' files
 *   DIR/_damaged/ID/              what the disk has damaged of an interrupted sweep; nothing reads it
 * </pre>
 *
 * <p>No name has a {@code =}, from which readers would make a column. The files of a table are in one folder, because Spark and
 * DataFusion do not look into the folders below it.
 *
 * @param root the folder, or the staging folder of one sweep
 */
public record DatasetLayout(Path root) {
    private static final String TABLES = "tables";
    private static final String GENERATIONS = "generations";
    private static final String REJUDGED = "rejudged";
    /** In the name of a table's file, between the sweep and the rest. */
    private static final String OF_SWEEP = "-";

    private static final String RECORD_SUFFIX = ".json";

    /** Without a slash at its end, which the URI of a folder has, the folder is equal to the parent of what is in it. */
    public DatasetLayout {
        root = new Path(root.toString());
    }

    /** @return the folder as people type it: without the {@code file:} that Hadoop adds to local folders */
    public static String forPeople(Path folder) {
        return "file".equals(folder.toUri().getScheme()) ? folder.toUri().getPath() : folder.toString();
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
        return new Path(facts(), sweep.text());
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
        return new Path(verdicts(policyId), sweep.text());
    }

    /** The folder of a policy set's verdicts, in which each sweep has a folder. */
    public Path verdicts(String policyId) {
        return new Path(allVerdicts(), policyId);
    }

    /** The folder of all verdicts that replace those of their sweeps. */
    Path rejudged() {
        return new Path(root, REJUDGED);
    }

    /** @return where verdicts with this number of columns are in their dataset */
    static String rejudgedFolder(int columns) {
        return REJUDGED + Path.SEPARATOR + columns;
    }

    /** @return the number of columns that the verdicts in a folder of {@link #rejudged} have; empty for any other folder */
    static Optional<Integer> columnsOf(Path rejudged) {
        String name = rejudged.getName();
        return name.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(name)) : Optional.empty();
    }

    /** The folder of all policy sets. */
    public Path allVerdicts() {
        return new Path(root, "verdicts");
    }

    /** The table's folder. */
    public Path table(FlatTable table) {
        return new Path(tables(), table.folder());
    }

    /** The folder of all tables. */
    public Path tables() {
        return new Path(root, TABLES);
    }

    /** @return where a staged file of a table is published */
    public Path published(FlatTable table, SweepId sweep, Path staged) {
        return new Path(table(table), sweep + OF_SWEEP + staged.getName());
    }

    /** @return where it was staged, if this is the staging folder of the sweep */
    public Path staged(FlatTable table, Path published) {
        String name = published.getName();
        return new Path(table(table), name.substring(name.indexOf(OF_SWEEP) + OF_SWEEP.length()));
    }

    /** @return whether a file in the folder of a table has rows of a sweep */
    static boolean isOf(SweepId sweep, Path file) {
        return file.getName().startsWith(sweep + OF_SWEEP);
    }

    /** @return the sweep whose staging folder this is; empty for a dataset */
    Optional<SweepId> stagedSweep() {
        return SweepId.parse(root.getName());
    }

    /** @return a pattern of the files of a table that have the rows of single sweeps, relative to the dataset */
    static String allFiles(FlatTable table) {
        return files(relative(table), "");
    }

    /** @return a pattern of those that have the rows of one sweep */
    static String filesOf(SweepId sweep, FlatTable table) {
        return files(relative(table), sweep + OF_SWEEP);
    }

    /** @return a pattern of those that have the rows of a generation */
    static String compactedFiles(String generation, FlatTable table) {
        return files(generationFolder(generation) + Path.SEPARATOR + relative(table), "");
    }

    private static String relative(FlatTable table) {
        return TABLES + Path.SEPARATOR + table.folder();
    }

    private static String files(String folder, String prefix) {
        return "%s/%s*.parquet".formatted(folder, prefix);
    }

    /** @return the sweep whose rows a published file of a table has; empty for any other file */
    static Optional<SweepId> sweepOfRows(Path file) {
        return SweepId.parse(file.getName().split(OF_SWEEP, 2)[0]);
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
