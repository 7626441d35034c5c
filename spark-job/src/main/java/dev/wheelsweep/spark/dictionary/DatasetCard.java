package dev.wheelsweep.spark.dictionary;

import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code README.md}: the data dictionary for people. Its front matter names one configuration per table, so that sites
 * which publish data sets show the tables when the folder is uploaded as it is.
 */
final class DatasetCard {
    static final String FILE = "README.md";

    private DatasetCard() {}

    static String of(DatasetDescription dataset) {
        StringBuilder card = new StringBuilder(frontMatter(dataset.tables()));
        card.append("""

                # What the binaries in Python wheels need

                Written by wheelsweep, schema version %d. Every sweep of a mirror adds a
                folder `sweep=ID` to each table, where the ID is the second in UTC at which it began; a sweep happened when
                `sweeps/ID.json` is there. Nothing published is ever rewritten. A compaction repeats the rows of
                earlier sweeps below `generations/ID/`; the views read each row once.

                ## How to read it

                    duckdb -init views.sql                                   DuckDB, in this folder
                    spark-sql --conf spark.sql.session.timeZone=UTC -i views-spark.sql    Spark, likewise

                | view | rows |
                | --- | --- |
                | `TABLE` | what holds now: of each file that the last sweep listed, the rows of the sweep that read it last |
                | `TABLE_history` | the rows of every sweep |
                | `sweeps` | one per sweep: when, how many files, by which policies |
                | `violations` | the needs that a claimed platform tag does not promise: `evidence` of `verdicts`, one by one |
                | `required_symbols` | the symbols of `symbol_requirements`, one by one |
                | `external_libraries` | libraries that a wheel neither brings nor may expect under the most compatible policy |
                | `compilers` | the compilers of `elf_files`, one by one |
                | `glibc_promises` | the oldest glibc (2.`promised_minor`) that a wheel's name promises to run on |
                | `facts`, `judgements` | the nested rows that all tables are made of; `judgements_history` has other policies' too |

                A wheel is told by `wheel_path`: a mirror may hold a file name twice. Every view has a column `sweep`.
                Times are in UTC. Lists are never null, and hold no nulls.
                """.formatted(SchemaVersion.CURRENT));
        dataset.tables().forEach(table -> card.append(section(table)));
        return card.toString();
    }

    private static String frontMatter(List<TableDescription> tables) {
        return """
                ---
                pretty_name: What the binaries in Python wheels need
                tags:
                - python
                - wheels
                - elf
                configs:
                %s---
                """.formatted(tables.stream()
                .map(table -> "- config_name: %s\n  data_files: %s\n".formatted(table.name(), SchemaJson.files(table)))
                .collect(Collectors.joining()));
    }

    private static String section(TableDescription table) {
        return "\n## %s\n\nOne row per %s.\n\n| column | type | meaning | example | null |\n| --- | --- | --- | --- | --- |\n"
                        .formatted(table.name(), table.rowMeaning())
                + rows("", FieldDescription.of(table.schema()));
    }

    /** @param parent the column whose fields these are, with a dot; empty for columns */
    private static String rows(String parent, List<FieldDescription> columns) {
        return columns.stream()
                .map(column -> "| `%s` | %s | %s | %s | %s |\n"
                                .formatted(
                                        parent + column.name(),
                                        column.type(),
                                        cell(column.meaning()),
                                        column.fields().isEmpty() ? "`" + cell(column.example()) + "`" : "",
                                        column.nullMeaning()
                                                .map(DatasetCard::cell)
                                                .orElse("never"))
                        + rows(parent + column.name() + ".", column.fields()))
                .collect(Collectors.joining());
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
