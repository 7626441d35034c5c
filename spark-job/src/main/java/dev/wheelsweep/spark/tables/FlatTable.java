package dev.wheelsweep.spark.tables;

import dev.wheelsweep.spark.columns.ClaimColumns;
import dev.wheelsweep.spark.columns.ColumnSpec;
import dev.wheelsweep.spark.columns.ElfColumns;
import dev.wheelsweep.spark.columns.FailureColumns;
import dev.wheelsweep.spark.columns.FindingColumns;
import dev.wheelsweep.spark.columns.NameColumns;
import dev.wheelsweep.spark.columns.VerdictColumns;
import dev.wheelsweep.spark.columns.WheelColumns;
import dev.wheelsweep.spark.dataset.SweepId;
import dev.wheelsweep.spark.dictionary.TableDescription;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The tables that people query, each made from the nested facts or verdicts: lists of records are unfolded into rows, and every row
 * repeats the keys of the wheel, and of the file where it is about a file. Names, types and meanings of the columns stand
 * in {@code spark.source}, not here.
 */
public enum FlatTable {
    WHEELS("wheel: tags, status, architectures, C library, floors, verdict, cost of reading"),
    WHEEL_TAGS("python-abi-platform triple that a wheel's name stands for"),
    ELF_FILES("ELF file: machine, soname, search paths, hardening, compilers"),
    NEEDED_LIBRARIES("DT_NEEDED of an ELF file, and the file of the same wheel that satisfies it"),
    SYMBOL_REQUIREMENTS("symbol version that an ELF file needs of a library, and the symbols bound to it"),
    IMPORTED_SYMBOLS("symbol that an ELF file imports without a version"),
    PROVIDED_VERSIONS("symbol version that an ELF file defines"),
    VERDICTS("platform tag that a wheel's name claims: kept or not, and the evidence"),
    FINDINGS("oddity worth a look: executable stacks, absolute search paths, ELF in none-any wheels ..."),
    FAILURES("bad entry, and per wheel that is bad as a whole: stage, reason, offset"),
    MIRROR_FILES("file that was listed: size, time, status, and the sweep that its rows stand under");

    /** What every table begins with and is sorted by; the path, because a mirror may hold a file name twice. */
    public static final List<String> KEYS =
            names(NameColumns.PROJECT, NameColumns.VERSION, NameColumns.FILENAME, NameColumns.WHEEL_PATH);

    /** What tells rows of one wheel apart in order; not every table has it. */
    private static final List<String> ORDER_WITHIN_WHEEL =
            names(ElfColumns.PATH, FailureColumns.ENTRY, ClaimColumns.TAG, FindingColumns.ID);

    private final String rowMeaning;

    FlatTable(String rowMeaning) {
        this.rowMeaning = rowMeaning;
    }

    /** @return the table's folder, such as {@code "elf_files"} */
    public String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @return the tables with all columns, described */
    public static List<TableDescription> descriptions() {
        return Arrays.stream(values())
                .map(table -> new TableDescription(table.folder(), table.rowMeaning, table.schema()))
                .toList();
    }

    StructType schema() {
        return of(new WheelRows(new SweepId(""))).schema();
    }

    /** @return the table's rows, unsorted */
    public <R extends Relation<R>> R of(SweptRows<R> swept) {
        return switch (this) {
            case WHEELS -> wheels(swept.judged());
            case WHEEL_TAGS -> swept.facts().unfold(NameColumns.TAGS, keys());
            case ELF_FILES -> elfFiles(swept).select(scalars(elfFiles(swept).schema()));
            case NEEDED_LIBRARIES -> elfFiles(swept).unfold(ElfColumns.NEEDED, keys(ElfColumns.PATH));
            case SYMBOL_REQUIREMENTS ->
                elfFiles(swept).unfold(ElfColumns.SYMBOL_REQUIREMENTS, keys(ElfColumns.PATH, ElfColumns.ARCH));
            case IMPORTED_SYMBOLS -> elfFiles(swept).unfold(ElfColumns.IMPORTED_SYMBOLS, keys(ElfColumns.PATH));
            case PROVIDED_VERSIONS ->
                elfFiles(swept).unfold(ElfColumns.PROVIDED_VERSIONS, keys(ElfColumns.PATH, ElfColumns.SONAME));
            case VERDICTS -> swept.verdicts().unfold(VerdictColumns.CLAIMS, keys(VerdictColumns.POLICY_ID));
            case FINDINGS -> swept.verdicts().unfold(VerdictColumns.FINDINGS, keys());
            case FAILURES -> swept.facts().unfold(WheelColumns.FAILURES, keys());
            case MIRROR_FILES -> swept.files();
        };
    }

    /** @return the columns that tell the rows of one wheel apart in order */
    public List<String> orderWithinWheel() {
        List<String> there = List.of(schema().fieldNames());
        return ORDER_WITHIN_WHEEL.stream().filter(there::contains).toList();
    }

    /** What the scan found, and right behind it what the policies say. */
    private static <R extends Relation<R>> R wheels(R judged) {
        List<String> verdict = names(VerdictColumns.POLICY, VerdictColumns.VERDICT);
        return judged.select(scalars(judged.schema()).stream()
                .filter(column -> !verdict.contains(column))
                .flatMap(column -> column.equals(WheelColumns.FLOOR_GCC.name())
                        ? Stream.concat(Stream.of(column), verdict.stream())
                        : Stream.of(column))
                .toList());
    }

    private static <R extends Relation<R>> R elfFiles(SweptRows<R> swept) {
        return swept.facts().unfold(WheelColumns.ELF, keys());
    }

    private static List<String> keys(ColumnSpec<?, ?>... further) {
        return Stream.concat(KEYS.stream(), names(further).stream()).toList();
    }

    private static List<String> names(ColumnSpec<?, ?>... columns) {
        return Stream.of(columns).map(ColumnSpec::name).toList();
    }

    /** All columns but the lists of records: those are tables of their own. */
    private static List<String> scalars(StructType schema) {
        return Arrays.stream(schema.fields())
                .filter(field -> !holdsRecords(field))
                .map(StructField::name)
                .toList();
    }

    private static boolean holdsRecords(StructField field) {
        return field.dataType() instanceof ArrayType list && list.elementType() instanceof StructType;
    }
}
