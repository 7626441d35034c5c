package dev.wheelsweep.spark.dictionary;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Describes a dataset to its readers.
 *
 * @param tables the flat ones, below {@code tables/}
 * @param facts one nested row per wheel, below {@code facts/}
 * @param judgements one nested row per wheel and policy set, below {@code verdicts/}
 * @param compacted the sweeps whose rows a compaction copied
 */
public record DatasetDescription(
        List<TableDescription> tables, TableDescription facts, TableDescription judgements, CompactedSweeps compacted) {
    public DatasetDescription {
        tables = List.copyOf(tables);
    }

    /** @return the texts of the files that describe the dataset, by file name */
    public Map<String, String> documents() {
        Map<String, String> documents = new TreeMap<>();
        documents.put(DatasetCard.FILE, DatasetCard.of(this));
        documents.put(SchemaJson.FILE, SchemaJson.of(tables));
        for (Dialect dialect : Dialect.values()) {
            documents.put(dialect.file(), Views.file(dialect, this));
        }
        return documents;
    }
}
