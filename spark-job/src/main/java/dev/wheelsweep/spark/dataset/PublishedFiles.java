package dev.wheelsweep.spark.dataset;

import dev.wheelsweep.spark.tables.FlatTable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Checks that the files of published sweeps are there. Spark takes a file without a single byte for one without rows, a missing
 * file for none, and a record that was cut for one whose members are null: rows would be missing without a word.
 */
public record PublishedFiles(FileSystem files, DatasetLayout dataset) {

    /**
     * Checks all that queries read: the records, and for each sweep the tables of which it has rows.
     *
     * @throws DamagedFileException if a file is missing or empty, or no record
     */
    public void check() throws IOException {
        PublishedSweeps published = new PublishedSweeps(files, dataset);
        Generation generation = Generation.latest(files, dataset);
        List<SweepId> sweeps = published.ids();
        List<SweepRecord> records = new ArrayList<>();
        for (SweepId sweep : sweeps) {
            records.add(published.record(sweep));
        }
        for (FlatTable table : FlatTable.values()) {
            Set<SweepId> there = new HashSet<>();
            for (FileStatus file : new DatasetFolder(files, dataset).list(dataset.table(table))) {
                refuseEmpty(file);
                DatasetLayout.sweepOfRows(file.getPath()).ifPresent(there::add);
            }
            for (SweepRecord record : records) {
                SweepId sweep = new SweepId(record.sweep());
                if (!generation.has(sweep) && !there.contains(sweep)) {
                    refuseMissing(record, table);
                }
            }
        }
        refuseEmptyBelow(dataset.rejudged());
        refuseEmptyBelow(dataset.generation(generation.id()).tables());
    }

    /** @throws DamagedFileException if the record counts rows: there is no file that has them */
    void refuseMissing(SweepRecord record, FlatTable table) throws DamagedFileException {
        long rows = record.rows().getOrDefault(table.folder(), 0L);
        if (rows > 0) {
            throw new DamagedFileException(
                    "%s/%s-*".formatted(DatasetLayout.forPeople(dataset.table(table)), record.sweep()),
                    "it is missing, and had %,d rows".formatted(rows),
                    DamagedParquet.REMEDY);
        }
    }

    /** @throws DamagedFileException if the sweep has read wheels: the folder with their rows is not there */
    public void refuseMissing(SweepRecord record, Path folder) throws DamagedFileException {
        long rows = record.factsSweeps().getOrDefault(record.sweep(), 0L);
        if (rows > 0) {
            throw new DamagedFileException(
                    DatasetLayout.forPeople(folder),
                    "it is missing, and had %,d rows".formatted(rows),
                    DamagedParquet.REMEDY);
        }
    }

    /** @throws DamagedFileException if there is an empty file in this folder, or in one inside it */
    void refuseEmptyBelow(Path folder) throws IOException {
        FileStatus[] content;
        try {
            content = files.listStatus(folder);
        } catch (FileNotFoundException none) {
            return;
        }
        for (FileStatus file : content) {
            if (file.isDirectory()) {
                refuseEmptyBelow(file.getPath());
            } else {
                refuseEmpty(file);
            }
        }
    }

    private static void refuseEmpty(FileStatus file) throws DamagedFileException {
        if (file.getLen() == 0) {
            throw DamagedParquet.empty(file);
        }
    }
}
