package dev.wheelsweep.spark.dictionary;

import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code README.md}: the data dictionary for people. Its front matter names one configuration per table, so that sites that
 * host data sets show the tables of an uploaded folder.
 */
final class DatasetCard {
    static final String FILE = "README.md";

    private static final int YEAR_DIGITS = 4;

    private DatasetCard() {}

    static String of(DatasetDescription dataset) {
        StringBuilder card = new StringBuilder(frontMatter(dataset));
        card.append("""

                # What the binaries in Python wheels need

                Facts about Python wheels, read from the files themselves: which libraries, symbols and systems their binaries
                need, and whether their names promise the same. Written by wheelsweep, schema version %d.
                %s
                Every sweep of a mirror adds files `ID-*.parquet` to the folder of each table, where the ID is the time in UTC at
                which it began; a sweep is published once `sweeps/ID.json` exists. Published files are never rewritten. A
                compaction copies the rows of earlier sweeps to `generations/ID/`; the views, and the patterns at the top of this
                page, read each row once.

                ## How to read it

                    duckdb -init views.sql                                   DuckDB, in this folder
                    spark-sql --conf spark.sql.session.timeZone=UTC -i views-spark.sql    Spark, in this folder
                    datasets.load_dataset(".", "wheels")                     Hugging Face datasets, in this folder
                    polars.read_parquet("tables/wheels")                     so every reader opens a table that is not compacted

                | view | rows |
                | --- | --- |
                | `TABLE` | the current rows: for each file that the last sweep listed, the rows of the sweep that read it last |
                | `TABLE_history` | the rows of every sweep |
                | `sweeps` | one per sweep: time, number of files, policies, mirrors; `statuses`, `verdicts` and `findings` count what the sweep \
                read, such as `verdicts.overclaims` |
                | `violations` | needs that a claimed platform tag does not cover: one row for each `evidence` of `verdicts` |
                | `required_symbols` | one row for each symbol of `symbol_requirements` |
                | `external_libraries` | libraries that a wheel neither contains nor may expect under the most compatible policy |
                | `compilers` | one row for each compiler of `elf_files` |
                | `glibc_promises` | the oldest glibc (2.`promised_minor`) that a wheel's name promises to run on |
                | `missing_tags` | manylinux2014, manylinux_2_28, manylinux_2_34 or musllinux_1_2 on an architecture, where no wheel of a release fits, but one of another architecture, tag or release does; without a column `sweep` |
                | `systems`, `system_pythons` | the Linux systems that wheels are tried on, and the Pythons on them; without a column `sweep` |
                | `python_symbols` | the linker symbols of CPython, and since when the stable ABI has them; without a column `sweep` |
                | `selections` | the file of each release that pip takes, by system, architecture and Python, or why it takes none; \
                `unknown` if a wheel of the release could not be read, or was judged by an earlier release. \
                Name a project or a system: all rows are many |
                | `external_versions` | one row for each of `versions` of `external_needs` |
                | `project_requirements` | the projects that any release of a project requires without an extra; without a column `sweep` |
                | `provided_libraries` | the files that have the name of a library that some wheel needs and lacks, by soname or file \
                name, with the `folder` of an environment where they are installed |
                | `supplied_needs` | for each of `external_needs` the projects of this mirror that have the library: `supplier` with \
                the lowest and the highest release that has all needed symbol versions; `declared` says whether Requires-Dist \
                names it: `always`, with a `marker`, for an `extra`, `transitive` (through at most two other projects) or \
                `none`; `reach` whether the loader finds it in one environment: `path`, `preloaded` (something must load it \
                first), `none`, or `unknown`. `reason` is null, `lacks_version`, `not_in_mirror`, `driver`, `interpreter` or \
                `optional_backend`. A supplier of another project only; without a column `sweep` |
                | `facts`, `judgements` | the nested rows that all tables are made from; `judgements_history` also has the verdicts of other policies. Verdicts below `rejudged/` replace those of their sweep |

                `wheel_path`, the path below the mirror, identifies a wheel: a mirror may have two files of the same name. Every other
                view, and every file, has a column `sweep`. Times are in UTC. Lists are never null and contain no nulls.

                ## Licence

                The rows are facts that a program measured: names, numbers and short texts. They are published under CC0 1.0, without
                any rights reserved. The wheels have licences of their own; no file of them is in this dataset.
                """.formatted(
                SchemaVersion.CURRENT, dataset.counts().map(DatasetCard::source).orElse("")));
        dataset.tables().forEach(table -> card.append(section(table)));
        dataset.catalog()
                .forEach(file -> card.append(section(file.table())).append("\nFile: `%s`\n".formatted(file.path())));
        return card.toString();
    }

    private static String source(PublishedCounts counts) {
        return """

                ## Source

                | | |
                | --- | --- |
                | program | wheelsweep %s |
                | mirror | %s |
                | sweeps | %d, the first `%s`, the last `%s` |
                | files that the last sweep listed | %d |
                | of these, files with rows | %d |

                To cite it:

                    @misc{wheelsweep-%s,
                      title = {What the binaries in Python wheels need},
                      howpublished = {wheelsweep %s, sweep %s},
                      year = {%s}
                    }
                """.formatted(
                        counts.scannerVersion(),
                        counts.mirrors().stream()
                                .map(mirror -> "`" + cell(mirror) + "`")
                                .collect(Collectors.joining(", ")),
                        counts.sweeps(),
                        counts.first(),
                        counts.last(),
                        counts.listed(),
                        counts.wheels(),
                        counts.last(),
                        counts.scannerVersion(),
                        counts.last(),
                        counts.last().substring(0, YEAR_DIGITS));
    }

    private static String frontMatter(DatasetDescription dataset) {
        return """
                ---
                pretty_name: What the binaries in Python wheels need
                license: cc0-1.0
                tags:
                - python
                - wheels
                - elf
                configs:
                %s---
                """.formatted(dataset.tables().stream()
                .filter(table -> !dataset.files(table).isEmpty())
                .map(table -> "- config_name: %s\n  data_files:\n%s"
                        .formatted(
                                table.name(),
                                dataset.files(table).stream()
                                        .map("  - %s\n"::formatted)
                                        .collect(Collectors.joining())))
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
