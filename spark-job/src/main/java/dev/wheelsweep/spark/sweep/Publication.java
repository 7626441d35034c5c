package dev.wheelsweep.spark.sweep;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Moves a finished sweep from its staging folder to where readers look. Each folder appears by one rename, so that a
 * reader sees all of its files or none; {@code sweeps/ID.json} is written last and makes the sweep official.
 */
final class Publication {
    private final FileSystem files;
    private final DatasetLayout dataset;
    private final SweepId sweep;
    private final List<Path> moved = new ArrayList<>();

    Publication(DatasetLayout dataset, SweepId sweep, Configuration hadoop) throws IOException {
        this.files = dataset.root().getFileSystem(hadoop);
        this.dataset = dataset;
        this.sweep = sweep;
    }

    /**
     * Takes the sweep's name, before anything is read: a dataset that cannot be written is told at once.
     *
     * @throws IOException if another sweep has it, which must not lose its staging folder to this one
     */
    void begin() throws IOException {
        Path staging = dataset.staging(sweep).root();
        if (files.exists(staging) || files.exists(dataset.record(sweep))) {
            throw new IOException("%s has a sweep %s already".formatted(dataset.root(), sweep));
        }
        if (!files.mkdirs(staging)) {
            throw new IOException("the folder %s cannot be made".formatted(staging));
        }
    }

    /** @param record what {@code sweeps/ID.json} will say */
    void publish(SweepRecord record) throws IOException {
        DatasetLayout staging = dataset.staging(sweep);
        move(staging.facts(sweep), dataset.facts(sweep));
        move(staging.verdicts(record.policyId(), sweep), dataset.verdicts(record.policyId(), sweep));
        for (FlatTable table : FlatTable.values()) {
            move(staging.table(table, sweep), dataset.table(table, sweep));
        }
        Path staged = staging.record(sweep);
        try (FSDataOutputStream out = files.create(staged, false)) {
            out.write(record.json().getBytes(StandardCharsets.UTF_8));
        }
        move(staged, dataset.record(sweep));
        dropStaging();
    }

    /** Leaves nothing of a sweep that failed: neither what is staged nor what was moved before a rename was refused. */
    void withdraw() throws IOException {
        for (Path published : moved) {
            files.delete(published, true);
        }
        dropStaging();
    }

    private void dropStaging() throws IOException {
        files.delete(dataset.staging(sweep).root(), true);
        Path allStaging = dataset.staging(sweep).root().getParent();
        if (files.exists(allStaging) && files.listStatus(allStaging).length == 0) {
            files.delete(allStaging, false);
        }
    }

    private void move(Path from, Path to) throws IOException {
        files.mkdirs(to.getParent());
        if (files.exists(to) || !files.rename(from, to)) {
            throw new IOException("cannot publish %s: renaming %s was refused".formatted(to, from));
        }
        moved.add(to);
    }
}
