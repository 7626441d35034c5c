package dev.wheelsweep.spark.dataset;

import dev.wheelsweep.spark.columns.ReportSchema;
import dev.wheelsweep.spark.columns.SweepColumn;
import dev.wheelsweep.spark.columns.VerdictColumns;
import dev.wheelsweep.spark.dictionary.CompactedSweeps;
import dev.wheelsweep.spark.dictionary.DatasetDescription;
import dev.wheelsweep.spark.dictionary.PublishedCounts;
import dev.wheelsweep.spark.dictionary.TableDescription;
import dev.wheelsweep.spark.listing.Mirrors;
import dev.wheelsweep.spark.tables.FlatTable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/**
 * The data card, the data dictionary and the views in a dataset's folder. The card counts the sweeps, so it changes with each
 * of them; the others with a release, and with a compaction, after which the views read the new generation. Each is replaced as
 * a whole.
 */
public final class DatasetDocuments {
    private DatasetDocuments() {}

    /** @return the dataset as this release writes it; the flat tables' columns are derived from the nested ones */
    public static DatasetDescription description(Configuration hadoop, Path folder) throws IOException {
        DatasetLayout dataset = new DatasetLayout(folder);
        return description(folder.getFileSystem(hadoop), dataset, List.of(dataset));
    }

    /** @param places where each table may be: the dataset, and a staged sweep */
    private static DatasetDescription description(FileSystem files, DatasetLayout dataset, List<DatasetLayout> places)
            throws IOException {
        Generation last = Generation.latest(files, dataset);
        Set<String> absent = missing(files, places);
        for (CatalogTable table : CatalogTable.values()) {
            if (!files.exists(new Path(dataset.root(), table.path()))) {
                absent.add(table.view());
            }
        }
        return new DatasetDescription(
                FlatTable.descriptions(),
                new TableDescription(
                        "facts",
                        "wheel: what the scan saw, before any judgement",
                        SweepColumn.after(ReportSchema.schema())),
                new TableDescription(
                        "judgements",
                        "wheel and policy set: the verdict on the facts",
                        SweepColumn.after(VerdictColumns.schema())),
                RecordColumns.schema(),
                Arrays.stream(CatalogTable.values())
                        .map(CatalogTable::description)
                        .toList(),
                absent,
                missing(files, List.of(dataset.generation(last.id()))),
                new CompactedSweeps(DatasetLayout.generationFolder(last.id()), last.sweeps(), last.verdicts()),
                patterns(files, places, last),
                counts(files, places),
                new Rejudgements(files, dataset).all());
    }

    /** @return by table, patterns of the files that have each row once; compacted rows are in files of two kinds */
    private static Map<String, List<String>> patterns(
            FileSystem files, List<DatasetLayout> places, Generation generation) throws IOException {
        DatasetLayout dataset = places.get(0);
        Map<String, List<String>> patterns = new HashMap<>();
        for (FlatTable table : FlatTable.values()) {
            Set<SweepId> single = new TreeSet<>();
            for (DatasetLayout place : places) {
                for (FileStatus file : new DatasetFolder(files, place).list(place.table(table))) {
                    (place.equals(dataset) ? DatasetLayout.sweepOfRows(file.getPath()) : place.stagedSweep())
                            .filter(sweep -> !generation.has(sweep))
                            .ifPresent(single::add);
                }
            }
            List<String> ofTable = new ArrayList<>();
            if (files.exists(dataset.generation(generation.id()).table(table))) {
                ofTable.add(DatasetLayout.compactedFiles(generation.id(), table));
            }
            if (generation.sweeps().isEmpty() && !single.isEmpty()) {
                ofTable.add(DatasetLayout.allFiles(table));
            } else {
                single.forEach(sweep -> ofTable.add(DatasetLayout.filesOf(sweep, table)));
            }
            patterns.put(table.folder(), ofTable);
        }
        return patterns;
    }

    private static Optional<PublishedCounts> counts(FileSystem files, List<DatasetLayout> places) throws IOException {
        TreeMap<SweepId, DatasetLayout> records = new TreeMap<>();
        for (DatasetLayout place : places) {
            new PublishedSweeps(files, place).ids().forEach(sweep -> records.put(sweep, place));
        }
        if (records.isEmpty()) {
            return Optional.empty();
        }
        SweepRecord last = new PublishedSweeps(files, records.lastEntry().getValue()).record(records.lastKey());
        return Optional.of(new PublishedCounts(
                records.size(),
                records.firstKey().text(),
                last.sweep(),
                Mirrors.publicNames(last.mirrors()),
                last.listed(),
                last.factsSweeps().values().stream().mapToLong(Long::longValue).sum(),
                last.scannerVersion()));
    }

    /** @return the names of the tables that are in none of these places */
    private static Set<String> missing(FileSystem files, List<DatasetLayout> places) throws IOException {
        Set<String> missing = new HashSet<>();
        for (FlatTable table : FlatTable.values()) {
            missing.add(table.folder());
            for (DatasetLayout place : places) {
                if (files.exists(place.table(table))) {
                    missing.remove(table.folder());
                }
            }
        }
        return missing;
    }

    /** Writes them as they are true for what is published. */
    public static void write(Configuration hadoop, DatasetLayout dataset) throws IOException {
        writeSystems(hadoop, dataset);
        write(hadoop, dataset, List.of(dataset));
    }

    /**
     * Writes them as they are true once a sweep is published.
     *
     * @param staged where its tables are until then
     */
    public static void writeWith(DatasetLayout staged, Configuration hadoop, DatasetLayout dataset) throws IOException {
        writeSystems(hadoop, dataset);
        write(hadoop, dataset, List.of(dataset, staged));
    }

    /** Writes only the systems and their Pythons, which a judgement of an older dataset refers to. */
    public static void writeSystems(Configuration hadoop, DatasetLayout dataset) throws IOException {
        for (CatalogTable table : CatalogTable.values()) {
            write(dataset.root().getFileSystem(hadoop), new Path(dataset.root(), table.path()), table.content());
        }
    }

    private static void write(Configuration hadoop, DatasetLayout dataset, List<DatasetLayout> places)
            throws IOException {
        FileSystem files = dataset.root().getFileSystem(hadoop);
        Map<String, String> documents = description(files, dataset, places).documents();
        for (Map.Entry<String, String> document : documents.entrySet()) {
            write(files, new Path(dataset.root(), document.getKey()), document.getValue());
        }
    }

    private static void write(FileSystem files, Path document, String content) throws IOException {
        Path path = files.makeQualified(document);
        byte[] text = content.getBytes(StandardCharsets.UTF_8);
        if (!Arrays.equals(text, content(files, path))) {
            files.mkdirs(path.getParent());
            replace(files, path, text);
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
     * by renaming. In an object store, a file appears when it is closed.
     */
    private static void replace(FileSystem files, Path path, byte[] text) throws IOException {
        if (!DatasetFolder.renamesAtOnce(files)) {
            new DurableFiles(files).write(path, text);
            return;
        }
        Path written = new Path(path.getParent(), "." + path.getName());
        new DurableFiles(files).write(written, text);
        FileContext.getFileContext(path.toUri(), files.getConf()).rename(written, path, Options.Rename.OVERWRITE);
        new DurableFiles(files).sync(path.getParent());
    }
}
