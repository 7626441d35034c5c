package dev.wheelsweep.spark.dictionary;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.types.StructType;

/**
 * Describes a dataset to its readers.
 *
 * @param tables the flat ones, below {@code tables/}
 * @param facts one nested row per wheel, below {@code facts/}
 * @param judgements one nested row per wheel and policy set, below {@code verdicts/}
 * @param sweeps the members of {@code sweeps/ID.json} that are columns of a view
 * @param catalog the files that come with the release
 * @param absent names of what a dataset of earlier releases does not have; their views have no rows
 * @param uncompacted names of the tables that the compacted sweeps do not have, in the same way
 * @param compacted the sweeps whose rows a compaction copied
 * @param files by table, patterns of the Parquet files that have each row once, relative to the dataset
 * @param counts of the sweeps; empty if there is none
 * @param rejudged the verdicts that replace those of their sweeps, a folder after the other
 */
public record DatasetDescription(
        List<TableDescription> tables,
        TableDescription facts,
        TableDescription judgements,
        StructType sweeps,
        List<CatalogFile> catalog,
        Set<String> absent,
        Set<String> uncompacted,
        CompactedSweeps compacted,
        Map<String, List<String>> files,
        Optional<PublishedCounts> counts,
        List<RejudgedSweeps> rejudged) {
    public DatasetDescription {
        tables = List.copyOf(tables);
        catalog = List.copyOf(catalog);
        absent = Set.copyOf(absent);
        uncompacted = Set.copyOf(uncompacted);
        files = Map.copyOf(files);
        rejudged = List.copyOf(rejudged);
    }

    /** @return the patterns of a table's files; none if the dataset does not have the table */
    List<String> files(TableDescription table) {
        return files.getOrDefault(table.name(), List.of());
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
