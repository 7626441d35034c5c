package dev.wheelsweep.spark.sweep;

import dev.wheelsweep.spark.dataset.DatasetLayout;
import dev.wheelsweep.spark.dataset.SweepId;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.dataset.SweepSession;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The interrupted sweeps of a dataset. An interrupted sweep keeps its id and its list of files; changes of the mirror since
 * then are for the next sweep.
 */
public final class UnfinishedSweeps {
    private final FileSystem files;
    private final DatasetLayout dataset;

    UnfinishedSweeps(FileSystem files, DatasetLayout dataset) {
        this.files = files;
        this.dataset = dataset;
    }

    /**
     * Finds an interrupted sweep. Changes nothing.
     *
     * @param hadoop see {@link SweepSession#hadoop}
     * @return the id of the sweep that this request would finish; a listing of the mirror is not needed then
     */
    public static Optional<SweepId> find(Path dataset, Configuration hadoop, SweepRequest request) throws IOException {
        // The shared file system is Spark's and has Spark's settings.
        try (FileSystem files = FileSystem.newInstance(dataset.toUri(), hadoop)) {
            UnfinishedSweeps unfinished = new UnfinishedSweeps(files, new DatasetLayout(dataset));
            for (StagedSweep staged : StagedSweep.all(files, unfinished.dataset)) {
                Publication publication = unfinished.publication(staged);
                Optional<SweepPlan> plan = staged.plan();
                if (plan.isPresent()
                        && plan.get().isFor(request)
                        && !publication.isOver()
                        && (publication.isBegun() || plan.get().canBeFinishedBy(request))) {
                    return Optional.of(staged.id());
                }
            }
            return Optional.empty();
        }
    }

    /**
     * Finishes every publication that has begun, of any mirror: the dataset may show half of it.
     *
     * @return the published sweep, if the request asks for the same
     */
    Optional<SweepRecord> publish(SweepRequest request) throws IOException {
        Optional<SweepRecord> wanted = Optional.empty();
        for (StagedSweep staged : StagedSweep.all(files, dataset)) {
            Publication publication = publication(staged);
            Optional<SweepPlan> plan = staged.plan();
            if (publication.isOver() || plan.isEmpty()) {
                staged.drop();
            } else if (publication.isBegun()) {
                SweepRecord record = publication.finish();
                wanted = plan.get().isFor(request) ? Optional.of(record) : wanted;
            }
        }
        return wanted;
    }

    /** @return the sweep to continue; a sweep of the same mirrors that cannot be continued is dropped */
    Optional<StagedSweep> toFinish(SweepRequest request) throws IOException {
        Optional<StagedSweep> wanted = Optional.empty();
        for (StagedSweep staged : StagedSweep.all(files, dataset)) {
            SweepPlan plan = staged.plan().orElseThrow();
            if (plan.canBeFinishedBy(request)) {
                wanted = Optional.of(staged);
            } else if (plan.isFor(request)) {
                staged.drop();
            }
        }
        return wanted;
    }

    private Publication publication(StagedSweep staged) {
        return new Publication(files, dataset, staged);
    }
}
