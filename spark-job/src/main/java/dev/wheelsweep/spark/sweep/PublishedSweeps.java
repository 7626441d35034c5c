package dev.wheelsweep.spark.sweep;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The sweeps that happened: those whose record was written. */
public final class PublishedSweeps {
    private final FileSystem files;
    private final DatasetLayout dataset;

    public PublishedSweeps(Path dataset, Configuration hadoop) throws IOException {
        this.files = dataset.getFileSystem(hadoop);
        this.dataset = new DatasetLayout(dataset);
    }

    /** @return oldest first; none if there is no such dataset */
    public List<SweepId> ids() throws IOException {
        try {
            return Arrays.stream(files.listStatus(dataset.records()))
                    .flatMap(record -> DatasetLayout.sweepOf(record.getPath()).stream())
                    .sorted()
                    .toList();
        } catch (FileNotFoundException nothingSwept) {
            return List.of();
        }
    }

    /** @param sweep one of {@link #ids} */
    public SweepRecord record(SweepId sweep) throws IOException {
        try (InputStream in = files.open(dataset.record(sweep))) {
            return SweepRecord.parse(in.readAllBytes());
        }
    }
}
