package dev.wheelsweep.spark.dictionary;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Describes a dataset to its readers.
 *
 * @param tables the flat ones, below {@code tables/}
 * @param facts one nested row per wheel, below {@code facts/}
 * @param judgements one nested row per wheel and policy set, below {@code verdicts/}
 * @param catalog the files that come with the release
 * @param absent names of what a dataset of earlier releases does not have; their views have no rows
 * @param uncompacted names of the tables that the compacted sweeps do not have, in the same way
 * @param compacted the sweeps whose rows a compaction copied
 * @param rejudged the verdicts that replace those of their sweeps, a folder after the other
 */
public record DatasetDescription(
        List<TableDescription> tables,
        TableDescription facts,
        TableDescription judgements,
        List<CatalogFile> catalog,
        Set<String> absent,
        Set<String> uncompacted,
        CompactedSweeps compacted,
        List<RejudgedSweeps> rejudged) {
    public DatasetDescription {
        tables = List.copyOf(tables);
        catalog = List.copyOf(catalog);
        absent = Set.copyOf(absent);
        uncompacted = Set.copyOf(uncompacted);
        rejudged = List.copyOf(rejudged);
    }

    /** @return the texts of the files that describe the dataset, by file name */
    public Map<String, String> documents() {
        Map<String, String> documents = new TreeMap<>();
        documents.put(DatasetCard.FILE, DatasetCard.of(this));
        documents.put(SchemaJson.FILE, SchemaJson.of(this));
        for (Dialect dialect : Dialect.values()) {
            documents.put(dialect.file(), Views.file(dialect, this));
        }
        return documents;
    }
}
