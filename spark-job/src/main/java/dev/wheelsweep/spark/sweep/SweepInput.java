package dev.wheelsweep.spark.sweep;

import dev.wheelsweep.spark.dataset.IndexRecord;
import dev.wheelsweep.spark.listing.BandersnatchMirror;
import dev.wheelsweep.spark.listing.Mirrors;
import dev.wheelsweep.spark.listing.WheelFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a sweep is given to read.
 *
 * @param files each file once
 * @param absent files that an index lists but that do not exist
 * @param indexes the indexes that were read
 * @param notChosen the wheel paths of what an index lists and the options do not choose
 */
public record SweepInput(
        List<WheelFile> files, List<WheelFile> absent, List<IndexRecord> indexes, Set<String> notChosen) {

    /** Files of indexes of which all are chosen. */
    public SweepInput(List<WheelFile> files, List<WheelFile> absent, List<IndexRecord> indexes) {
        this(files, absent, indexes, Set.of());
    }

    /** Files that no index lists. */
    public static SweepInput of(List<WheelFile> files) {
        return new SweepInput(files, List.of(), List.of());
    }

    /** @return the same with the names that the files have in a dataset */
    public SweepInput namedBelow(Mirrors mirrors) {
        return new SweepInput(
                files.stream().map(mirrors::named).toList(),
                absent.stream().map(mirrors::named).toList(),
                indexes,
                notChosen);
    }

    /**
     * Adds what bandersnatch's index says about the files, if it maintains one of the folders.
     *
     * @param roots the folders that were searched
     * @param files what was found there
     */
    public static SweepInput described(List<Path> roots, List<WheelFile> files) throws IOException {
        Set<BandersnatchMirror> mirrors = new LinkedHashSet<>();
        roots.forEach(root -> BandersnatchMirror.around(root).ifPresent(mirrors::add));
        List<WheelFile> described = files;
        List<WheelFile> absent = new ArrayList<>();
        List<IndexRecord> indexes = new ArrayList<>();
        for (BandersnatchMirror mirror : mirrors) {
            Optional<String> serial = mirror.serial();
            boolean unfinished = mirror.isUnfinished();
            BandersnatchMirror.Described found = mirror.describe(described);
            described = found.files();
            absent.addAll(found.absent());
            indexes.add(new IndexRecord(
                    mirror.folder().toString(),
                    serial.map(List::of).orElse(List.of()),
                    unfinished,
                    found.absent().size(),
                    found.unindexed(),
                    found.badPages(),
                    found.projects()));
        }
        return new SweepInput(described, absent, indexes);
    }
}
