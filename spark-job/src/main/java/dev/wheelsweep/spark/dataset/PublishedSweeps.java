package dev.wheelsweep.spark.dataset;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The published sweeps: those that have a record. */
public final class PublishedSweeps {
    /** What the folders of schema versions 1 and 2 begin with. */
    private static final String EARLIER_KEY = "sweep=";

    private final FileSystem files;
    private final DatasetLayout dataset;

    public PublishedSweeps(Path dataset, Configuration hadoop) throws IOException {
        this(dataset.getFileSystem(hadoop), new DatasetLayout(dataset));
    }

    public PublishedSweeps(FileSystem files, DatasetLayout dataset) {
        this.files = files;
        this.dataset = dataset;
    }

    /**
     * @return oldest first; none if there is no such dataset
     * @throws EarlierLayoutException if this release cannot read it
     */
    public List<SweepId> ids() throws IOException {
        refuseEarlierLayout();
        return new DatasetFolder(files, dataset)
                .list(dataset.records()).stream()
                        .flatMap(record -> DatasetLayout.sweepOf(record.getPath()).stream())
                        .sorted()
                        .toList();
    }

    /** Every sweep that read a wheel has a folder of facts, and the last of them is never removed. */
    private void refuseEarlierLayout() throws IOException {
        for (FileStatus folder : new DatasetFolder(files, dataset).list(dataset.facts())) {
            if (folder.getPath().getName().startsWith(EARLIER_KEY)) {
                throw new EarlierLayoutException(DatasetLayout.forPeople(folder.getPath()));
            }
        }
    }

    /** @return the last sweep of the same mirrors that was not limited */
    public Optional<SweepRecord> last(List<String> mirrors) throws IOException {
        return last(ids(), record -> record.mirrors().equals(mirrors));
    }

    /** @return the last sweep that was not limited, of any mirrors */
    public Optional<SweepRecord> last() throws IOException {
        return last(ids(), record -> true);
    }

    /** @return the one before this of the same mirrors that was not limited */
    public Optional<SweepRecord> before(SweepRecord sweep) throws IOException {
        List<SweepId> earlier = ids().stream()
                .filter(id -> id.text().compareTo(sweep.sweep()) < 0)
                .toList();
        return last(earlier, record -> record.mirrors().equals(sweep.mirrors()));
    }

    private Optional<SweepRecord> last(List<SweepId> ids, Predicate<SweepRecord> wanted) throws IOException {
        for (int i = ids.size() - 1; i >= 0; i--) {
            SweepRecord record = record(ids.get(i));
            if (record.scope().equals(SweepRecord.ALL_FILES) && wanted.test(record)) {
                return Optional.of(record);
            }
        }
        return Optional.empty();
    }

    /**
     * @param sweep one of {@link #ids}
     * @throws DamagedFileException if the record is not what was published
     */
    public SweepRecord record(SweepId sweep) throws IOException {
        SweepRecord record = SweepRecord.DOCUMENT.read(files, dataset.record(sweep));
        if (!record.sweep().equals(sweep.text())) {
            throw new DamagedFileException(
                    DatasetLayout.forPeople(dataset.record(sweep)),
                    "it is that of sweep " + record.sweep(),
                    SweepRecord.DOCUMENT.remedy());
        }
        return record;
    }
}
