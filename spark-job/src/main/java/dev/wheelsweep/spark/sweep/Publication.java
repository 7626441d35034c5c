package dev.wheelsweep.spark.sweep;

import dev.wheelsweep.spark.dataset.DatasetDocuments;
import dev.wheelsweep.spark.dataset.DatasetFolder;
import dev.wheelsweep.spark.dataset.DatasetLayout;
import dev.wheelsweep.spark.dataset.SweepId;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.tables.FlatTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Moves a finished sweep from its staging folder to where readers look. Each folder appears by one rename, so that a
 * reader sees all of its files or none; in an object store its files appear one after the other. {@code sweeps/ID.json} comes
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

    /** @return whether everything to publish is written; some of it may be moved already */
    boolean isBegun() throws IOException {
        return files.exists(stagedRecord());
    }

    /** @param record what {@code sweeps/ID.json} will say */
    void begin(SweepRecord record) throws IOException {
        if (!DatasetFolder.renamesAtOnce(files)) {
            // From now on, what is there was moved there by this sweep.
            for (Path[] move : moves(record)) {
                folder().requireNothingAt(move[1]);
            }
        }
        Path unnamed = stagedRecord().suffix(".part");
        try (FSDataOutputStream out = files.create(unnamed)) {
            out.write(record.json().getBytes(StandardCharsets.UTF_8));
        }
        folder().rename(unnamed, stagedRecord());
    }

    /** @return what was published */
    SweepRecord finish() throws IOException {
        SweepRecord record;
        try (FSDataInputStream in = files.open(stagedRecord())) {
            record = SweepRecord.parse(in.readAllBytes());
        }
        // A process that died may have left them as they were before this sweep.
        DatasetDocuments.writeWith(staged.layout(), files.getConf(), dataset);
        if (DatasetFolder.renamesAtOnce(files)) {
            try {
                for (Path[] move : moves(record)) {
                    move(move[0], move[1]);
                }
            } catch (IOException refused) {
                takeBack();
                throw refused;
            }
        } else {
            for (Path[] move : moves(record)) {
                if (files.exists(move[0])) {
                    folder().moveEach(move[0], move[1]);
                }
            }
        }
        staged.drop();
        return record;
    }

    /** @return sources and targets, in order */
    private List<Path[]> moves(SweepRecord record) {
        SweepId sweep = staged.id();
        DatasetLayout from = staged.layout();
        List<Path[]> moves = new ArrayList<>();
        moves.add(new Path[] {from.facts(sweep), dataset.facts(sweep)});
        moves.add(new Path[] {from.verdicts(record.policyId(), sweep), dataset.verdicts(record.policyId(), sweep)});
        for (FlatTable table : FlatTable.values()) {
            moves.add(new Path[] {from.table(table, sweep), dataset.table(table, sweep)});
        }
        moves.add(new Path[] {stagedRecord(), dataset.record(sweep)});
        return moves;
    }

    private Path stagedRecord() {
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
