package dev.wheelsweep.spark.tables;

import dev.wheelsweep.core.scan.WheelStatus;
import dev.wheelsweep.spark.columns.CandidateColumns;
import dev.wheelsweep.spark.columns.ClaimColumns;
import dev.wheelsweep.spark.columns.ColumnSpec;
import dev.wheelsweep.spark.columns.ElfColumns;
import dev.wheelsweep.spark.columns.FailureColumns;
import dev.wheelsweep.spark.columns.FindingColumns;
import dev.wheelsweep.spark.columns.LoadFailureColumns;
import dev.wheelsweep.spark.columns.MirrorFileColumns;
import dev.wheelsweep.spark.columns.NameColumns;
import dev.wheelsweep.spark.columns.SweepColumn;
import dev.wheelsweep.spark.columns.VerdictColumns;
import dev.wheelsweep.spark.columns.WheelColumns;
import dev.wheelsweep.spark.dictionary.TableDescription;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The tables that people query, each made from nested facts or verdicts: a list of records is unfolded into rows, and every
 * row repeats the keys of its wheel, and of its ELF file where it is about one. Package {@code columns} has the names, types
 * and meanings of the columns.
 */
public enum FlatTable {
    WHEELS("wheel: tags, status, architectures, C library, floors, verdict, cost of reading"),
    WHEEL_TAGS("python-abi-platform triple that a wheel's name claims"),
    ELF_FILES("ELF file: machine, soname, search paths, hardening, compilers"),
    NEEDED_LIBRARIES("DT_NEEDED of an ELF file, and the file of the same wheel that satisfies it"),
    SYMBOL_REQUIREMENTS("symbol version that an ELF file needs of a library, and the symbols bound to it"),
    IMPORTED_SYMBOLS("symbol that an ELF file imports without a version"),
    PROVIDED_VERSIONS("symbol version that an ELF file defines"),
    VERDICTS("platform tag that a wheel's name claims: kept or not, and the evidence"),
    FINDINGS("oddity worth a look: executable stacks, absolute search paths, ELF in none-any wheels ..."),
    LOAD_FAILURES(
            "system on which an installer takes a wheel and the loader refuses it: the loader's message and its cause"),
    CANDIDATES(
            "CPython, architecture and C library for which pip takes a wheel: the oldest C library, and the preference"),
    SBOM_COMPONENTS("component that a bill of materials in a wheel lists, with its package URL"),
    ABI3_VIOLATIONS("symbol that breaks the promise of an abi3 or abi3t tag, and the Python that has it"),
    ACCELERATORS(
            "library, folder, label or requirement that shows which accelerator's software a wheel uses, and its release"),
    TOOLCHAINS("compiler or linker that built files of a wheel, and the system that it comes from"),
    REQUIREMENTS("Requires-Dist of a wheel: the project it names, versions, marker"),
    EXTERNAL_NEEDS(
            "library that a wheel needs, does not have, and may expect of no system: versions of symbols, and where the loader"
                    + " looks for it"),
    VENDORED_LIBRARIES("library of another project that was copied into a wheel: name, version, and what says so"),
    OPENED_LIBRARIES("library that an ELF file says it opens by dlopen: feature, priority"),
    FAILURES("bad entry, and per wheel that is bad as a whole: stage, reason, offset"),
    MIRROR_FILES("file that was listed: size, time, status, and the sweep that has its rows");

    /** The first columns of every table, by which it is sorted. The path is one of them, because file names may repeat. */
    public static final List<String> KEYS =
            names(NameColumns.PROJECT, NameColumns.VERSION, NameColumns.FILENAME, NameColumns.WHEEL_PATH);

    /** The columns that order the rows of one wheel; not every table has all of them. */
    private static final List<String> ORDER_WITHIN_WHEEL = names(
            ElfColumns.PATH,
            FailureColumns.ENTRY,
            ClaimColumns.TAG,
            FindingColumns.ID,
            LoadFailureColumns.SYSTEM,
            LoadFailureColumns.ARCH,
            CandidateColumns.PYTHON,
            CandidateColumns.LIBC);

    /** The verdict on a wheel, in two columns. */
    private static final List<String> WORDS = names(VerdictColumns.POLICY, VerdictColumns.VERDICT);

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
        return SweepColumn.after(rows(SweptSchema.WHOLE, "").schema());
    }

    /** @return the columns of facts and verdicts that the table is made from */
    public SweptSchema reads() {
        StructType none = new StructType();
        return switch (this) {
            case WHEELS ->
                new SweptSchema(
                        part(SweptSchema.WHOLE.facts(), scalars(SweptSchema.WHOLE.facts())),
                        part(SweptSchema.WHOLE.verdict(), WORDS));
            case WHEEL_TAGS -> new SweptSchema(part(SweptSchema.WHOLE.facts(), keys(NameColumns.TAGS)), none);
            case ELF_FILES -> new SweptSchema(elf(scalars(elfRecord())), none);
            case NEEDED_LIBRARIES -> new SweptSchema(elf(names(ElfColumns.PATH, ElfColumns.NEEDED)), none);
            case SYMBOL_REQUIREMENTS ->
                new SweptSchema(elf(names(ElfColumns.PATH, ElfColumns.ARCH, ElfColumns.SYMBOL_REQUIREMENTS)), none);
            case IMPORTED_SYMBOLS -> new SweptSchema(elf(names(ElfColumns.PATH, ElfColumns.IMPORTED_SYMBOLS)), none);
            case PROVIDED_VERSIONS ->
                new SweptSchema(elf(names(ElfColumns.PATH, ElfColumns.SONAME, ElfColumns.PROVIDED_VERSIONS)), none);
            case VERDICTS ->
                new SweptSchema(
                        none, part(SweptSchema.WHOLE.verdict(), keys(VerdictColumns.POLICY_ID, VerdictColumns.CLAIMS)));
            case FINDINGS -> new SweptSchema(none, part(SweptSchema.WHOLE.verdict(), keys(VerdictColumns.FINDINGS)));
            case LOAD_FAILURES ->
                new SweptSchema(none, part(SweptSchema.WHOLE.verdict(), keys(VerdictColumns.LOAD_FAILURES)));
            case CANDIDATES ->
                new SweptSchema(none, part(SweptSchema.WHOLE.verdict(), keys(VerdictColumns.CANDIDATES)));
            case SBOM_COMPONENTS ->
                new SweptSchema(part(SweptSchema.WHOLE.facts(), keys(WheelColumns.SBOM_COMPONENTS)), none);
            case ABI3_VIOLATIONS ->
                new SweptSchema(none, part(SweptSchema.WHOLE.verdict(), keys(VerdictColumns.ABI3_VIOLATIONS)));
            case ACCELERATORS ->
                new SweptSchema(none, part(SweptSchema.WHOLE.verdict(), keys(VerdictColumns.ACCELERATORS)));
            case TOOLCHAINS ->
                new SweptSchema(none, part(SweptSchema.WHOLE.verdict(), keys(VerdictColumns.TOOLCHAINS)));
            case REQUIREMENTS ->
                new SweptSchema(none, part(SweptSchema.WHOLE.verdict(), keys(VerdictColumns.REQUIREMENTS)));
            case EXTERNAL_NEEDS ->
                new SweptSchema(none, part(SweptSchema.WHOLE.verdict(), keys(VerdictColumns.EXTERNAL_NEEDS)));
            case VENDORED_LIBRARIES ->
                new SweptSchema(none, part(SweptSchema.WHOLE.verdict(), keys(VerdictColumns.VENDORED_LIBRARIES)));
            case OPENED_LIBRARIES ->
                new SweptSchema(none, part(SweptSchema.WHOLE.verdict(), keys(VerdictColumns.OPENED_LIBRARIES)));
            case FAILURES -> new SweptSchema(part(SweptSchema.WHOLE.facts(), keys(WheelColumns.FAILURES)), none);
            case MIRROR_FILES -> new SweptSchema(part(SweptSchema.WHOLE.facts(), listed()), none);
        };
    }

    /**
     * @param swept the columns that the wheels have, at least those of {@link #reads}
     * @param sweep the id of the sweep that read the wheels
     * @return how a wheel becomes rows; in {@link #MIRROR_FILES} only files that were read have one
     */
    public TableRows rows(SweptSchema swept, String sweep) {
        TableRows facts = new TableRows(swept.facts(), wheel -> List.of(wheel.facts()));
        TableRows verdicts =
                new TableRows(swept.verdict(), wheel -> wheel.verdict().stream().toList());
        return switch (this) {
            case WHEELS -> wheels(swept);
            case WHEEL_TAGS -> facts.unfold(NameColumns.TAGS, keys());
            case ELF_FILES -> elf(facts, elf -> elf.select(scalars(elf.schema())));
            case NEEDED_LIBRARIES -> elf(facts, elf -> elf.unfold(ElfColumns.NEEDED, keys(ElfColumns.PATH)));
            case SYMBOL_REQUIREMENTS ->
                elf(facts, elf -> elf.unfold(ElfColumns.SYMBOL_REQUIREMENTS, keys(ElfColumns.PATH, ElfColumns.ARCH)));
            case IMPORTED_SYMBOLS -> elf(facts, elf -> elf.unfold(ElfColumns.IMPORTED_SYMBOLS, keys(ElfColumns.PATH)));
            case PROVIDED_VERSIONS ->
                elf(facts, elf -> elf.unfold(ElfColumns.PROVIDED_VERSIONS, keys(ElfColumns.PATH, ElfColumns.SONAME)));
            case VERDICTS -> verdicts.unfold(VerdictColumns.CLAIMS, keys(VerdictColumns.POLICY_ID));
            case FINDINGS -> verdicts.unfold(VerdictColumns.FINDINGS, keys());
            case LOAD_FAILURES -> verdicts.unfold(VerdictColumns.LOAD_FAILURES, keys());
            case CANDIDATES -> verdicts.unfold(VerdictColumns.CANDIDATES, keys());
            case SBOM_COMPONENTS -> facts.unfold(WheelColumns.SBOM_COMPONENTS, keys());
            case ABI3_VIOLATIONS -> verdicts.unfold(VerdictColumns.ABI3_VIOLATIONS, keys());
            case ACCELERATORS -> verdicts.unfold(VerdictColumns.ACCELERATORS, keys());
            case TOOLCHAINS -> verdicts.unfold(VerdictColumns.TOOLCHAINS, keys());
            case REQUIREMENTS -> verdicts.unfold(VerdictColumns.REQUIREMENTS, keys());
            case EXTERNAL_NEEDS -> verdicts.unfold(VerdictColumns.EXTERNAL_NEEDS, keys());
            case VENDORED_LIBRARIES -> verdicts.unfold(VerdictColumns.VENDORED_LIBRARIES, keys());
            case OPENED_LIBRARIES -> verdicts.unfold(VerdictColumns.OPENED_LIBRARIES, keys());
            case FAILURES -> facts.unfold(WheelColumns.FAILURES, keys());
            case MIRROR_FILES -> files(swept.facts(), sweep);
        };
    }

    /** @return the columns that order the rows of one wheel */
    public List<String> orderWithinWheel() {
        List<String> there = List.of(schema().fieldNames());
        return ORDER_WITHIN_WHEEL.stream().filter(there::contains).toList();
    }

    /** The facts of a wheel; the verdict follows the lowest versions that it loads with. */
    private static TableRows wheels(SweptSchema swept) {
        Fields scanned = Fields.of(swept.facts(), List.of(swept.facts().fieldNames()));
        Fields judged = Fields.of(swept.verdict(), WORDS);
        StructType schema = new StructType(
                Stream.concat(Stream.of(swept.facts().fields()), WORDS.stream().map(swept.verdict()::apply))
                        .toArray(StructField[]::new));
        TableRows joined = new TableRows(schema, wheel -> {
            Object[] values = new Object[scanned.size() + judged.size()];
            scanned.copy(wheel.facts(), values, 0);
            wheel.verdict().ifPresent(verdict -> judged.copy(verdict, values, scanned.size()));
            return List.of(new GenericInternalRow(values));
        });
        return joined.select(scalars(schema).stream()
                .filter(column -> !WORDS.contains(column))
                .flatMap(column -> column.equals(WheelColumns.FLOOR_GCC.name())
                        ? Stream.concat(Stream.of(column), WORDS.stream())
                        : Stream.of(column))
                .toList());
    }

    /** A file that was read has its rows in the sweep that read it, unless it vanished. */
    private static TableRows files(StructType facts, String sweep) {
        StructType schema = MirrorFileColumns.schema();
        Fields fields = Fields.of(
                facts,
                Stream.of(schema.fieldNames())
                        .map(name ->
                                name.equals(MirrorFileColumns.FACTS_SWEEP.name()) ? WheelColumns.STATUS.name() : name)
                        .toList());
        int factsSweep = schema.fieldIndex(MirrorFileColumns.FACTS_SWEEP.name());
        UTF8String vanished = UTF8String.fromString(WheelStatus.VANISHED.column());
        UTF8String id = UTF8String.fromString(sweep);
        return new TableRows(schema, wheel -> {
            Object[] values = new Object[schema.size()];
            fields.copy(wheel.facts(), values, 0);
            values[factsSweep] = vanished.equals(values[factsSweep]) ? null : id;
            return List.of(new GenericInternalRow(values));
        });
    }

    private static List<String> listed() {
        return Stream.of(MirrorFileColumns.schema().fieldNames())
                .filter(name -> !name.equals(MirrorFileColumns.FACTS_SWEEP.name()))
                .toList();
    }

    private static TableRows elf(TableRows facts, UnaryOperator<TableRows> table) {
        return table.apply(facts.unfold(WheelColumns.ELF, keys()));
    }

    private static StructType elfRecord() {
        return (StructType) ((ArrayType)
                        SweptSchema.WHOLE.facts().apply(WheelColumns.ELF.name()).dataType())
                .elementType();
    }

    /** The keys of the wheel, and only these columns of its ELF files. */
    private static StructType elf(List<String> columns) {
        StructField list = SweptSchema.WHOLE.facts().apply(WheelColumns.ELF.name());
        ArrayType pruned = new ArrayType(part(elfRecord(), columns), ((ArrayType) list.dataType()).containsNull());
        return part(SweptSchema.WHOLE.facts(), KEYS)
                .add(new StructField(list.name(), pruned, list.nullable(), list.metadata()));
    }

    private static StructType part(StructType schema, List<String> columns) {
        return new StructType(columns.stream().map(schema::apply).toArray(StructField[]::new));
    }

    private static List<String> keys(ColumnSpec<?, ?>... further) {
        return Stream.concat(KEYS.stream(), names(further).stream()).toList();
    }

    private static List<String> names(ColumnSpec<?, ?>... columns) {
        return Stream.of(columns).map(ColumnSpec::name).toList();
    }

    /** All columns except lists of records, which are separate tables. */
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
