package dev.wheelsweep.spark.sweep;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.when;

import dev.wheelsweep.core.scan.WheelStatus;
import dev.wheelsweep.spark.dictionary.TableDescription;
import dev.wheelsweep.spark.source.ClaimColumns;
import dev.wheelsweep.spark.source.Column;
import dev.wheelsweep.spark.source.ElfColumns;
import dev.wheelsweep.spark.source.FailureColumns;
import dev.wheelsweep.spark.source.FindingColumns;
import dev.wheelsweep.spark.source.MirrorFileColumns;
import dev.wheelsweep.spark.source.NameColumns;
import dev.wheelsweep.spark.source.VerdictColumns;
import dev.wheelsweep.spark.source.WheelColumns;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The tables that people query, each a view of the nested facts or verdicts: lists of records are unfolded into rows, and every row
 * repeats the keys of the wheel, and of the file where it is about a file. Names, types and meanings of the columns stand
 * in {@code spark.source}, not here.
 */
public enum FlatTable {
    WHEELS("wheel: tags, status, architectures, C library, floors, verdict, cost of reading", FlatTable::wheels),

    WHEEL_TAGS(
            "python-abi-platform triple that a wheel's name stands for",
            swept -> unfold(swept.facts(), NameColumns.TAGS, keys())),

    ELF_FILES("ELF file: machine, soname, search paths, hardening, compilers", swept -> scalars(elfFiles(swept))),

    NEEDED_LIBRARIES(
            "DT_NEEDED of an ELF file, and the file of the same wheel that satisfies it",
            swept -> unfold(elfFiles(swept), ElfColumns.NEEDED, keys(ElfColumns.PATH))),

    SYMBOL_REQUIREMENTS(
            "symbol version that an ELF file needs of a library, and the symbols bound to it",
            swept -> unfold(elfFiles(swept), ElfColumns.SYMBOL_REQUIREMENTS, keys(ElfColumns.PATH, ElfColumns.ARCH))),

    IMPORTED_SYMBOLS(
            "symbol that an ELF file imports without a version",
            swept -> unfold(elfFiles(swept), ElfColumns.IMPORTED_SYMBOLS, keys(ElfColumns.PATH))),

    PROVIDED_VERSIONS(
            "symbol version that an ELF file defines",
            swept -> unfold(elfFiles(swept), ElfColumns.PROVIDED_VERSIONS, keys(ElfColumns.PATH, ElfColumns.SONAME))),

    VERDICTS(
            "platform tag that a wheel's name claims: kept or not, and the evidence",
            swept -> unfold(swept.verdicts(), VerdictColumns.CLAIMS, keys(VerdictColumns.POLICY_ID))),

    FINDINGS(
            "oddity worth a look: executable stacks, absolute search paths, ELF in none-any wheels ...",
            swept -> unfold(swept.verdicts(), VerdictColumns.FINDINGS, keys())),

    FAILURES(
            "bad entry, and per wheel that is bad as a whole: stage, reason, offset",
            swept -> unfold(swept.facts(), WheelColumns.FAILURES, keys())),

    MIRROR_FILES(
            "file that was listed: size, time, status, and the sweep that its rows stand under",
            swept -> readFiles(swept).union(swept.unread()));

    /** What every table begins with and is sorted by; the path, because a mirror may hold a file name twice. */
    private static final List<Column<?, ?>> KEYS =
            List.of(NameColumns.PROJECT, NameColumns.VERSION, NameColumns.FILENAME, NameColumns.WHEEL_PATH);

    /** What tells rows of one wheel apart in order; not every table has it. */
    private static final List<Column<?, ?>> ORDER_WITHIN_WHEEL =
            List.of(ElfColumns.PATH, FailureColumns.ENTRY, ClaimColumns.TAG, FindingColumns.ID);

    private final String rowMeaning;
    private final Function<SweptRows, Dataset<Row>> view;

    FlatTable(String rowMeaning, Function<SweptRows, Dataset<Row>> view) {
        this.rowMeaning = rowMeaning;
        this.view = view;
    }

    /** @return the table's folder, such as {@code "elf_files"} */
    public String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @return the tables with all columns, described */
    static List<TableDescription> descriptions(SparkSession spark) {
        SweptRows nothing = SweptRows.none(spark);
        return Arrays.stream(values())
                .map(table -> new TableDescription(
                        table.folder(), table.rowMeaning, table.of(nothing).schema()))
                .toList();
    }

    public Dataset<Row> of(SweptRows swept) {
        Dataset<Row> rows = view.apply(swept);
        return rows.orderBy(order(rows));
    }

    /** The same rows in the same order by a single task: for so few that dividing them costs more than sorting. */
    Dataset<Row> ofFew(SweptRows swept) {
        Dataset<Row> rows = view.apply(swept).coalesce(1);
        return rows.sortWithinPartitions(order(rows));
    }

    private static org.apache.spark.sql.Column[] order(Dataset<Row> rows) {
        List<String> there = Arrays.asList(rows.columns());
        return Stream.concat(KEYS.stream(), ORDER_WITHIN_WHEEL.stream())
                .map(Column::name)
                .filter(there::contains)
                .map(rows::col)
                .toArray(org.apache.spark.sql.Column[]::new);
    }

    /** In the order of {@link MirrorFileColumns}. */
    private static Dataset<Row> readFiles(SweptRows swept) {
        Dataset<Row> facts = swept.facts();
        org.apache.spark.sql.Column factsSweep = when(
                facts.col(WheelColumns.STATUS.name()).notEqual(WheelStatus.VANISHED.column()),
                swept.sweep().text());
        return facts.withColumn(MirrorFileColumns.FACTS_SWEEP.name(), factsSweep)
                .select(Arrays.stream(MirrorFileColumns.schema().fields())
                        .map(field -> col(field.name()).as(field.name(), field.metadata()))
                        .toArray(org.apache.spark.sql.Column[]::new));
    }

    /** What the scan found, and right behind it what the policies say. */
    private static Dataset<Row> wheels(SweptRows swept) {
        Dataset<Row> facts = scalars(swept.facts());
        List<String> verdict = List.of(VerdictColumns.POLICY.name(), VerdictColumns.VERDICT.name());
        String path = NameColumns.WHEEL_PATH.name();
        Dataset<Row> verdicts = swept.verdicts()
                .select(columns(
                        swept.verdicts(),
                        Stream.concat(Stream.of(path), verdict.stream()).toList()));
        Dataset<Row> judged = facts.join(verdicts, new String[] {path}, "left");
        return judged.select(columns(
                judged,
                Arrays.stream(facts.columns())
                        .flatMap(column -> column.equals(WheelColumns.FLOOR_GCC.name())
                                ? Stream.concat(Stream.of(column), verdict.stream())
                                : Stream.of(column))
                        .toList()));
    }

    private static Dataset<Row> elfFiles(SweptRows swept) {
        return unfold(swept.facts(), WheelColumns.ELF, keys());
    }

    private static List<String> keys(Column<?, ?>... further) {
        return Stream.concat(KEYS.stream(), Arrays.stream(further))
                .map(Column::name)
                .toList();
    }

    /**
     * A row per element of a list: the kept columns, then the element's fields, or the element itself under the name of
     * the version it is.
     */
    private static Dataset<Row> unfold(Dataset<Row> rows, Column<?, ?> list, List<String> kept) {
        String element = "element";
        Dataset<Row> unfolded = rows.select(Stream.concat(
                        Arrays.stream(columns(rows, kept)),
                        Stream.of(explode(rows.col(list.name())).as(element)))
                .toArray(org.apache.spark.sql.Column[]::new));
        return unfolded.select(Stream.concat(Arrays.stream(columns(unfolded, kept)), Stream.of(col(element + ".*")))
                .toArray(org.apache.spark.sql.Column[]::new));
    }

    /** The rows without their lists of records: those are tables of their own. */
    private static Dataset<Row> scalars(Dataset<Row> rows) {
        return rows.select(Arrays.stream(rows.schema().fields())
                .filter(field -> !holdsRecords(field))
                .map(field -> rows.col(field.name()))
                .toArray(org.apache.spark.sql.Column[]::new));
    }

    private static boolean holdsRecords(StructField field) {
        return field.dataType() instanceof ArrayType list && list.elementType() instanceof StructType;
    }

    private static org.apache.spark.sql.Column[] columns(Dataset<Row> rows, List<String> names) {
        return names.stream().map(rows::col).toArray(org.apache.spark.sql.Column[]::new);
    }
}
