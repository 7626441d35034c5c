package dev.wheelsweep.spark.sweep;

import dev.wheelsweep.spark.dataset.DamagedFileException;
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

    private final DamagedFiles damaged;

    /** @param damaged receives what is damaged of them */
    UnfinishedSweeps(FileSystem files, DatasetLayout dataset, DamagedFiles damaged) {
        this.files = files;
        this.dataset = dataset;
        this.damaged = damaged;
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
            DatasetLayout layout = new DatasetLayout(dataset);
            for (StagedSweep staged : StagedSweep.all(files, layout)) {
                if (isFinishedBy(request, staged, new Publication(files, layout, staged))) {
                    return Optional.of(staged.id());
                }
            }
            return Optional.empty();
        }
    }

    private static boolean isFinishedBy(SweepRequest request, StagedSweep staged, Publication publication)
            throws IOException {
        if (publication.isOver()) {
            return false;
        }
        try {
            Optional<SweepRecord> begun = publication.begun();
            if (begun.isPresent()) {
                return request.isAnsweredBy(begun.get());
            }
        } catch (DamagedFileException madeAgain) {
            // From the facts.
        }
        try {
            Optional<SweepPlan> plan = staged.plan();
            return plan.isPresent()
                    && plan.get().canBeFinishedBy(request)
                    && staged.damage(plan.get()).isEmpty();
        } catch (DamagedFileException lost) {
            return false;
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
            if (publication.isOver()) {
                publication.settle();
                staged.drop();
            } else if (begun(publication, staged).isPresent()) {
                SweepRecord record = publication.finish();
                wanted = request.isAnsweredBy(record) ? Optional.of(record) : wanted;
            } else {
                dropWithoutPlan(staged);
            }
        }
        return wanted;
    }

    /** A damaged record is written again, after everything that it counts is made again. */
    private Optional<SweepRecord> begun(Publication publication, StagedSweep staged) throws IOException {
        try {
            return publication.begun();
        } catch (DamagedFileException lost) {
            publication.undo();
            damaged.setAside(staged, publication.stagedRecord(), lost);
            return Optional.empty();
        }
    }

    private void dropWithoutPlan(StagedSweep staged) throws IOException {
        try {
            if (staged.plan().isEmpty()) {
                staged.drop();
            }
        } catch (DamagedFileException lost) {
            damaged.setAside(staged, staged.layout().root(), lost);
        }
    }

    /** @return the sweep to continue; a sweep of the same mirrors that cannot be continued is dropped */
    Optional<StagedSweep> toFinish(SweepRequest request) throws IOException {
        Optional<StagedSweep> wanted = Optional.empty();
        for (StagedSweep staged : StagedSweep.all(files, dataset)) {
            SweepPlan plan = staged.plan().orElseThrow();
            if (plan.canBeFinishedBy(request)) {
                Optional<DamagedFileException> damage = staged.damage(plan);
                if (damage.isPresent()) {
                    damaged.setAside(staged, staged.layout().root(), damage.get());
                } else {
                    wanted = Optional.of(staged);
                }
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
