package dev.wheelsweep.spark.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.wheelsweep.spark.dataset.DamagedFileException;
import dev.wheelsweep.spark.dataset.DatasetFolder;
import dev.wheelsweep.spark.dataset.DatasetLayout;
import dev.wheelsweep.spark.dataset.JsonDocument;
import dev.wheelsweep.spark.dataset.ParquetFolder;
import dev.wheelsweep.spark.dataset.SweepId;
import dev.wheelsweep.spark.listing.Inventory;
import dev.wheelsweep.spark.listing.JsonLines;
import dev.wheelsweep.spark.listing.UnchangedFile;
import dev.wheelsweep.spark.listing.WheelFile;
import java.io.CharConversionException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A sweep that is not published yet, as it is on disk. The driver may die at any moment, so every file there is complete.
 *
 * <pre>
 *   _staging/ID/plan.json         written last of the plan: without it there is no plan
 *   _staging/ID/read.jsonl        the files to read
 *   _staging/ID/unchanged.jsonl   the files whose rows are unchanged, and the sweep that has them
 *   _staging/ID/vanished.jsonl    the files that are gone
 *   _staging/ID/not-chosen.jsonl  the files that are there and no longer chosen
 *   _staging/ID/runs/UUID/        one attempt at reading: a Parquet file for each task that ended
 *   _staging/ID/facts/ID/         the files of finished attempts; a wheel has been read if it has a row here
 *   _staging/ID/in-flight/        which wheel each task is on
 *   _staging/ID/verdicts, tables  made after all files are read; each attempt makes them again
 *   _staging/ID/sweeps/ID.json    written last: only renames remain to be done
 * </pre>
 */
final class StagedSweep {
    private static final String REMEDY = "run the same command again";
    static final JsonDocument<SweepPlan> PLAN = new JsonDocument<>(SweepPlan.class, REMEDY);
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final String PART = "part-";

    private final FileSystem files;
    private final DatasetLayout layout;
    private final SweepId id;

    StagedSweep(FileSystem files, DatasetLayout dataset, SweepId id) {
        this(files, id, dataset.staging(id));
    }

    private StagedSweep(FileSystem files, SweepId id, DatasetLayout layout) {
        this.files = files;
        this.id = id;
        this.layout = layout;
    }

    /** @return a sweep whose facts and verdicts are in this folder, which need not be a staging folder */
    static StagedSweep at(FileSystem files, DatasetLayout layout, SweepId id) {
        return new StagedSweep(files, id, layout);
    }

    /** @return the sweeps that killed or running processes have left, oldest first */
    static List<StagedSweep> all(FileSystem files, DatasetLayout dataset) throws IOException {
        return new DatasetFolder(files, dataset)
                .list(dataset.staging()).stream()
                        .filter(FileStatus::isDirectory)
                        .flatMap(folder -> SweepId.parse(folder.getPath().getName()).stream())
                        .sorted()
                        .map(id -> new StagedSweep(files, dataset, id))
                        .toList();
    }

    SweepId id() {
        return id;
    }

    DatasetLayout layout() {
        return layout;
    }

    Path unchanged() {
        return new Path(layout.root(), "unchanged.jsonl");
    }

    Path vanished() {
        return new Path(layout.root(), "vanished.jsonl");
    }

    Path notChosen() {
        return new Path(layout.root(), "not-chosen.jsonl");
    }

    Path toRead() {
        return new Path(layout.root(), "read.jsonl");
    }

    Path inFlight() {
        return new Path(layout.root(), "in-flight");
    }

    /** @param name a new name */
    Path run(String name) {
        return new Path(runs(), name);
    }

    private Path runs() {
        return new Path(layout.root(), "runs");
    }

    /**
     * @return the plan; empty if the process died before the plan was complete
     * @throws DamagedFileException if it is no plan
     */
    Optional<SweepPlan> plan() throws IOException {
        try {
            return Optional.of(PLAN.read(files, planFile()));
        } catch (FileNotFoundException cutShort) {
            return Optional.empty();
        }
    }

    /** Call it when the lists are written: a plan that survives a power cut has its lists. */
    void write(SweepPlan plan) throws IOException {
        Path unnamed = planFile().suffix(".part");
        folder().durable().write(unnamed, JSON.writeValueAsBytes(plan));
        folder().durable().sync(layout.root());
        folder().rename(unnamed, planFile());
        folder().durable().sync(layout.root());
    }

    /** Writes a list of the plan. */
    OutputStream create(Path list) throws IOException {
        return folder().durable().create(list);
    }

    /** @return the first list that does not have what the plan says */
    Optional<DamagedFileException> damage(SweepPlan plan) throws IOException {
        try {
            check(toRead(), Inventory.LINES, plan.reads());
            check(unchanged(), UnchangedFile.LINES, plan.unchangedFiles());
            check(vanished(), Inventory.LINES, plan.vanished());
            check(notChosen(), Inventory.LINES, plan.notChosen());
            return Optional.empty();
        } catch (DamagedFileException damaged) {
            return Optional.of(damaged);
        }
    }

    private void check(Path list, JsonLines<?> lines, long planned) throws IOException {
        long[] listed = {0};
        try (InputStream in = files.open(list)) {
            lines.read(in, file -> listed[0]++);
        } catch (FileNotFoundException missing) {
            throw new DamagedFileException(DatasetLayout.forPeople(list), "it is missing", REMEDY);
        } catch (JsonProcessingException malformed) {
            throw new DamagedFileException(
                    DatasetLayout.forPeople(list),
                    "line %d: %s".formatted(malformed.getLocation().getLineNr(), malformed.getOriginalMessage()),
                    REMEDY);
        } catch (CharConversionException malformed) {
            // The first bytes look like UTF-32.
            throw new DamagedFileException(DatasetLayout.forPeople(list), malformed.getMessage(), REMEDY);
        }
        if (listed[0] != planned) {
            throw new DamagedFileException(
                    DatasetLayout.forPeople(list),
                    "it lists %d files, and the plan counts %d".formatted(listed[0], planned),
                    REMEDY);
        }
    }

    /** @return the files of facts that do not have what was written into them, and why */
    Map<Path, DamagedFileException> damagedFacts() throws IOException {
        Map<Path, DamagedFileException> damaged = new TreeMap<>();
        for (FileStatus part : folder().list(layout.facts(id))) {
            ParquetFolder.damage(files.getConf(), part)
                    .ifPresent(damage -> damaged.put(
                            part.getPath(),
                            new DamagedFileException(DatasetLayout.forPeople(part.getPath()), damage, REMEDY)));
        }
        return damaged;
    }

    private Path planFile() {
        return new Path(layout.root(), "plan.json");
    }

    /** Passes on the files to read, in the order of the plan: a million of them would take half a gigabyte. */
    void forEachToRead(JsonLines.Receiver<WheelFile> receiver) throws IOException {
        try (InputStream in = files.open(toRead())) {
            Inventory.LINES.read(in, receiver);
        }
    }

    /**
     * Adds the complete files of earlier attempts to the facts. Call it once, before any task starts: files that a lost
     * executor of an earlier attempt writes later are ignored.
     */
    void adoptRuns() throws IOException {
        for (FileStatus run : folder().list(runs())) {
            adopt(run.getPath());
        }
    }

    /** @return whether anything has been read */
    boolean hasFacts() throws IOException {
        return !folder().list(layout.facts(id)).isEmpty();
    }

    /** @return whether verdicts are written; another process may have died after writing half of them */
    boolean hasVerdicts(String policyId) throws IOException {
        return !folder().list(layout.verdicts(policyId, id)).isEmpty();
    }

    /** Adds the complete files of one attempt to the facts. */
    void adopt(Path run) throws IOException {
        Path facts = layout.facts(id);
        files.mkdirs(facts);
        for (FileStatus part : folder().list(run)) {
            if (part.getPath().getName().startsWith(PART)) {
                folder().moveFile(part, new Path(facts, part.getPath().getName()));
            }
        }
        files.delete(run, true);
    }

    /** Removes verdicts and tables: an earlier attempt may have left half of them. */
    void dropDerived() throws IOException {
        files.delete(layout.allVerdicts(), true);
        files.delete(layout.tables(), true);
    }

    /** The plan first: without it, nothing of the rest is used, however much of it is left. */
    void drop() throws IOException {
        files.delete(planFile(), false);
        files.delete(layout.root(), true);
        Path all = layout.root().getParent();
        if (folder().list(all).isEmpty()) {
            files.delete(all, false);
        }
    }

    private DatasetFolder folder() {
        return new DatasetFolder(files, layout);
    }
}
