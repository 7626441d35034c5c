package dev.wheelsweep.spark.sweep;

import dev.wheelsweep.spark.dataset.DatasetDocuments;
import dev.wheelsweep.spark.dataset.DatasetFolder;
import dev.wheelsweep.spark.dataset.DatasetLayout;
import dev.wheelsweep.spark.dataset.DurableFiles;
import dev.wheelsweep.spark.dataset.SweepId;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.tables.FlatTable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Moves a finished sweep from its staging folder to where readers look: the folders of facts and verdicts and the files of the
 * tables, each by one rename; in an object store all files one after the other. {@code sweeps/ID.json} comes
 * last and makes the sweep official: the views have no rows of a sweep without it. If the process dies anywhere, the next
 * sweep continues the publication.
 */
final class Publication {
    private final FileSystem files;
    private final DatasetLayout dataset;
    private final StagedSweep staged;

    /** Source and target of what this process has moved. */
    private final List<Path[]> moved = new ArrayList<>();

    Publication(FileSystem files, DatasetLayout dataset, StagedSweep staged) {
        this.files = files;
        this.dataset = dataset;
        this.staged = staged;
    }

    /** @return whether the sweep is published, and only its staging folder has to be removed */
    boolean isOver() throws IOException {
        return files.exists(dataset.record(staged.id()));
    }

    /** Makes sure that a publication that is over survives a power cut, if another process died at its end. */
    void settle() throws IOException {
        folder().syncParents(dataset.record(staged.id()));
    }

    /**
     * @return the record, if everything to publish is written; some of it may be moved already
     * @throws DamagedFileException if the record is there and is no record
     */
    Optional<SweepRecord> begun() throws IOException {
        try {
            return Optional.of(SweepRecord.DOCUMENT.read(files, stagedRecord()));
        } catch (FileNotFoundException notYet) {
            return Optional.empty();
        }
    }

    /** @param record what {@code sweeps/ID.json} will say */
    void begin(SweepRecord record) throws IOException {
        if (!DatasetFolder.renamesAtOnce(files)) {
            // From now on, what is there was moved there by this sweep.
            for (Path[] move : moves(record)) {
                folder().requireNothingAt(move[1]);
            }
            folder().requireNothingAt(dataset.record(staged.id()));
        }
        DurableFiles durable = folder().durable();
        durable.syncTree(staged.layout().root());
        Path unnamed = stagedRecord().suffix(".part");
        durable.write(unnamed, record.json().getBytes(StandardCharsets.UTF_8));
        folder().rename(unnamed, stagedRecord());
        folder().syncParents(stagedRecord());
    }

    /** @return what was published */
    SweepRecord finish() throws IOException {
        SweepRecord record = begun().orElseThrow();
        // A process that died may have left them as they were before this sweep.
        DatasetDocuments.writeWith(staged.layout(), files.getConf(), dataset);
        if (DatasetFolder.renamesAtOnce(files)) {
            try {
                for (Path[] move : moves(record)) {
                    move(move[0], move[1]);
                }
                syncTargets(record);
                move(stagedRecord(), dataset.record(staged.id()));
            } catch (IOException refused) {
                takeBack();
                throw refused;
            }
            settle();
        } else {
            for (Path[] move : moves(record)) {
                if (files.exists(move[0])) {
                    folder().moveEach(move[0], move[1]);
                }
            }
            folder().moveEach(stagedRecord(), dataset.record(staged.id()));
        }
        staged.drop();
        return record;
    }

    /** The record must not survive a power cut without what it counts. */
    private void syncTargets(SweepRecord record) throws IOException {
        List<Path> targets = new ArrayList<>(
                List.of(dataset.facts(), dataset.verdicts(record.policyId()), dataset.allVerdicts(), dataset.tables()));
        Stream.of(FlatTable.values()).map(dataset::table).forEach(targets::add);
        targets.add(dataset.root());
        for (Path folder : targets) {
            if (files.exists(folder)) {
                folder().durable().sync(folder);
            }
        }
    }

    /** Moves everything back that another process has moved of a publication that cannot go on. */
    void undo() throws IOException {
        SweepId sweep = staged.id();
        DatasetLayout from = staged.layout();
        moveBack(dataset.facts(sweep), from.facts(sweep));
        for (FileStatus verdicts : folder().list(dataset.allVerdicts())) {
            String policy = verdicts.getPath().getName();
            moveBack(dataset.verdicts(policy, sweep), from.verdicts(policy, sweep));
        }
        for (FlatTable table : FlatTable.values()) {
            for (FileStatus file : folder().files(table, sweep)) {
                moveBack(file.getPath(), from.staged(table, file.getPath()));
            }
        }
    }

    private void moveBack(Path published, Path to) throws IOException {
        if (files.exists(published)) {
            folder().publish(published, to);
        }
    }

    /** @return sources and targets of all but the record, in order; of a table, those that are not moved yet */
    private List<Path[]> moves(SweepRecord record) throws IOException {
        SweepId sweep = staged.id();
        DatasetLayout from = staged.layout();
        List<Path[]> moves = new ArrayList<>();
        moves.add(new Path[] {from.facts(sweep), dataset.facts(sweep)});
        moves.add(new Path[] {from.verdicts(record.policyId(), sweep), dataset.verdicts(record.policyId(), sweep)});
        for (FlatTable table : FlatTable.values()) {
            for (FileStatus file : folder().list(from.table(table))) {
                moves.add(new Path[] {file.getPath(), dataset.published(table, sweep, file.getPath())});
            }
        }
        return moves;
    }

    Path stagedRecord() {
        return staged.layout().record(staged.id());
    }

    /** A missing source was moved before, or the sweep does not have it. */
    private void move(Path from, Path to) throws IOException {
        if (!files.exists(from)) {
            return;
        }
        folder().publish(from, to);
        moved.add(new Path[] {from, to});
    }

    /** Moves everything back: a sweep without a record must not be visible. */
    private void takeBack() throws IOException {
        for (Path[] move : moved) {
            folder().rename(move[1], move[0]);
        }
    }

    private DatasetFolder folder() {
        return new DatasetFolder(files, dataset);
    }
}
