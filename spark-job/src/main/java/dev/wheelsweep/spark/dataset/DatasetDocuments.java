package dev.wheelsweep.spark.dataset;

import dev.wheelsweep.spark.columns.ReportSchema;
import dev.wheelsweep.spark.columns.VerdictColumns;
import dev.wheelsweep.spark.dictionary.CompactedSweeps;
import dev.wheelsweep.spark.dictionary.DatasetDescription;
import dev.wheelsweep.spark.dictionary.TableDescription;
import dev.wheelsweep.spark.tables.FlatTable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/**
 * The data dictionary and the views in a dataset's folder. They describe the release's tables, not a sweep, so they
 * change with a release, and with a compaction, after which the views read the new generation; then each is replaced as a
 * whole.
 */
public final class DatasetDocuments {
    private DatasetDocuments() {}

    /** @return the dataset as this release writes it; the flat tables' columns are derived from the nested ones */
    public static DatasetDescription description(Configuration hadoop, Path folder) throws IOException {
        DatasetLayout dataset = new DatasetLayout(folder);
        Generation last = Generation.latest(folder.getFileSystem(hadoop), dataset);
        return new DatasetDescription(
                FlatTable.descriptions(),
                new TableDescription("facts", "wheel: what the scan saw, before any judgement", ReportSchema.schema()),
                new TableDescription(
                        "judgements", "wheel and policy set: the verdict on the facts", VerdictColumns.schema()),
                new CompactedSweeps(DatasetLayout.generationFolder(last.id()), last.sweeps(), last.verdicts()));
    }

    public static void write(Configuration hadoop, DatasetLayout dataset) throws IOException {
        FileSystem files = dataset.root().getFileSystem(hadoop);
        Map<String, String> documents = description(hadoop, dataset.root()).documents();
        for (Map.Entry<String, String> document : documents.entrySet()) {
            Path path = files.makeQualified(new Path(dataset.root(), document.getKey()));
            byte[] text = document.getValue().getBytes(StandardCharsets.UTF_8);
            if (!Arrays.equals(text, content(files, path))) {
                replace(files, path, text);
            }
        }
    }

    private static byte[] content(FileSystem files, Path path) throws IOException {
        try (InputStream in = files.open(path)) {
            return in.readAllBytes();
        } catch (FileNotFoundException notYet) {
            return new byte[0];
        }
    }

    /**
     * Writes another file and renames it, so that readers never see half of it. Only {@link FileContext} can replace a file
     * by renaming; file systems that it does not support are object stores, where a file appears when it is closed.
     */
    private static void replace(FileSystem files, Path path, byte[] text) throws IOException {
        FileContext context;
        try {
            context = FileContext.getFileContext(path.toUri(), files.getConf());
        } catch (UnsupportedFileSystemException objectStore) {
            write(files, path, text);
            return;
        }
        Path written = new Path(path.getParent(), "." + path.getName());
        write(files, written, text);
        context.rename(written, path, Options.Rename.OVERWRITE);
    }

    private static void write(FileSystem files, Path path, byte[] text) throws IOException {
        try (FSDataOutputStream out = files.create(path)) {
            out.write(text);
        }
    }
}
