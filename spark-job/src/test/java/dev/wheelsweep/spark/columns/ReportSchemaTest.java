package dev.wheelsweep.spark.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** The names are a contract with scripts outside the project: this copy of them is written by hand. */
class ReportSchemaTest {
    private static final String WHEEL =
            "project STRING, version STRING, filename STRING, wheel_path STRING, size BIGINT,"
                    + " mtime TIMESTAMP, etag STRING, sha256 STRING, upload_time TIMESTAMP, yanked BOOLEAN, yanked_reason STRING,"
                    + " index_requires_python STRING, project_status STRING, build STRING,"
                    + " variant_label STRING, filename_grammar STRING, python_tags ARRAY<STRING>, abi_tags ARRAY<STRING>,"
                    + " platform_tags ARRAY<STRING>,"
                    + " tags ARRAY<STRUCT<python_tag: STRING, abi_tag: STRING, platform_tag: STRING, platform_family: STRING,"
                    + " arch: STRING, libc: STRING, libc_major: INT, libc_minor: INT>>,"
                    + " status STRING, reason STRING"
                    + ", entries INT, generator STRING, generators ARRAY<STRING>, root_is_purelib BOOLEAN,"
                    + " wheel_file_tags ARRAY<STRING>, requires_python STRING, oldest_pip STRING, unrecorded ARRAY<STRING>, unrecorded_count INT,"
                    + " phantoms ARRAY<STRING>, phantom_count INT, dist_info_folders ARRAY<STRING>,"
                    + " wheel_file_version STRING, declared_name STRING, declared_version STRING, requires_dist ARRAY<STRING>,"
                    + " elf_files INT, archs ARRAY<STRING>, libc STRING, floor_glibc STRING,"
                    + " floor_glibc_minor INT, floor_glibcxx STRING, floor_cxxabi STRING, floor_gcc STRING,"
                    + " elf ARRAY<STRUCT<path: STRING, kind: STRING, elf_class: INT, byte_order: STRING, e_type: INT,"
                    + " machine: STRING, e_machine: INT, e_flags: BIGINT, os_abi: INT, arch: STRING, libc: STRING, foreign_system: STRING, size: BIGINT, crc32: BIGINT, record_sha256: STRING,"
                    + " soname: STRING, interpreter: STRING, rpath: STRING, runpath: STRING, build_id: STRING,"
                    + " kernel_floor: STRING, android_api: INT,"
                    + " is_python_extension: BOOLEAN, python_hooks: ARRAY<STRING>, is_vendored: BOOLEAN,"
                    + " needs_executable_stack: BOOLEAN, relro: STRING, textrel: BOOLEAN, min_load_alignment: BIGINT,"
                    + " static_tls: BOOLEAN, relr: BOOLEAN,"
                    + " isa_needed: STRING, compilers: ARRAY<STRING>, package_note: STRING, dlopen_notes: ARRAY<STRING>, oddities: ARRAY<STRING>, floor_glibc: STRING,"
                    + " read_mode: STRING, bytes_decoded: BIGINT,"
                    + " needed: ARRAY<STRUCT<library: STRING, resolved_to: STRING>>,"
                    + " symbol_requirements: ARRAY<STRUCT<library: STRING, symbol_version: STRING, namespace: STRING,"
                    + " version_numbers: ARRAY<INT>, weak: BOOLEAN, symbols: ARRAY<STRING>, weak_symbols: ARRAY<STRING>>>,"
                    + " imported_symbols: ARRAY<STRUCT<symbol: STRING, weak: BOOLEAN>>, undefined_symbols: INT,"
                    + " provided_versions: ARRAY<STRUCT<symbol_version: STRING>>,"
                    + " data_relocations: ARRAY<INT>, plt_relocations: ARRAY<INT>, symbols_in_wheel: ARRAY<INT>>>,"
                    + " failures ARRAY<" + failure()
                    + ">, index_would_accept BOOLEAN, sbom_components ARRAY<STRUCT<sbom: STRING, sbom_format: STRING,"
                    + " sbom_tool: STRING, component: STRING, component_version: STRING, purl: STRING, bom_ref: STRING, fault: STRING>>, zip_oddities ARRAY<STRUCT<id: STRING,"
                    + " entry: STRING, offset: BIGINT, detail: STRING>>, bytes_read BIGINT, bytes_decoded BIGINT, scan_micros BIGINT,"
                    + " scanner_version STRING, requests BIGINT";

    private static String failure() {
        return "STRUCT<stage: STRING, reason: STRING, entry: STRING, offset: BIGINT, detail: STRING>";
    }

    @Test
    void hasTheNamesAndTypesThatScriptsRelyOn() {
        // Compared without nullability, which DDL cannot say for nested fields.
        assertThat(ReportSchema.schema().asNullable().catalogString())
                .isEqualTo(StructType.fromDDL(WHEEL).catalogString());
    }

    @Test
    void verdictsHaveTheNamesAndTypesThatScriptsRelyOn() {
        String evidence = "ARRAY<STRUCT<axis: STRING, file: STRING, library: STRING, version: STRING,"
                + " symbols: ARRAY<STRING>, weak: BOOLEAN>>";
        String verdicts = "project STRING, version STRING, filename STRING, wheel_path STRING, policy_id STRING,"
                + " judged_arch STRING, judged_libc STRING, policy STRING, verdict STRING,"
                + " axes ARRAY<STRUCT<axis: STRING, policy: STRING>>,"
                + " external_libraries ARRAY<STRUCT<library: STRING, policy: STRING, needed_by: ARRAY<STRING>>>,"
                + " claims ARRAY<STRUCT<tag: STRING, satisfied: BOOLEAN, axis: STRING, violation_count: INT,"
                + " evidence: " + evidence + ">>,"
                + " findings ARRAY<STRUCT<path: STRING, id: STRING, severity: STRING, detail: STRING>>,"
                + " load_failures ARRAY<STRUCT<system: STRING, arch: STRING, python: STRING, installer: STRING, kind: STRING,"
                + " text: STRING, loaded_first: STRING, path: STRING, library: STRING, symbol_version: STRING,"
                + " symbol: STRING>>,"
                + " candidates ARRAY<STRUCT<python: STRING, arch: STRING, libc: STRING, libc_major: INT, libc_minor: INT,"
                + " oldest_pip_number: INT, newest_pip_number: INT, preference: INT, build_order: STRING>>,"
                + " abi3_violations ARRAY<STRUCT<path: STRING, kind: STRING, symbol: STRING, since: STRING, weak: BOOLEAN,"
                + " promised_python: STRING>>,"
                + " accelerators ARRAY<STRUCT<stack: STRING, component: STRING, of_driver: BOOLEAN, evidence: STRING,"
                + " name: STRING, lowest_release: STRING, highest_release: STRING, oldest_driver: STRING, path: STRING,"
                + " files: INT>>,"
                + " toolchains ARRAY<STRUCT<comment: STRING, role: STRING, tool: STRING, tool_version: STRING,"
                + " distribution: STRING, toolset: STRING, build_system: STRING, path: STRING, files: INT>>,"
                + " version_order STRING,"
                + " external_needs ARRAY<STRUCT<library: STRING, arch: STRING, libc: STRING, versions: ARRAY<STRING>,"
                + " search_folders: ARRAY<STRING>, supplier_kind: STRING, known_supplier: STRING>>,"
                + " requirements ARRAY<STRUCT<position: INT, required_project: STRING, extras: ARRAY<STRING>, specifier: STRING,"
                + " url: STRING, marker: STRING, extra: STRING, fault: STRING, text: STRING>>,"
                + " vendored_libraries ARRAY<STRUCT<path: STRING, original_name: STRING, library: STRING,"
                + " library_version: STRING, evidence: STRING, abi_version: STRING, purl: STRING, package_type: STRING,"
                + " package_os: STRING, package_os_version: STRING, package_os_cpe: STRING, note_fault: STRING,"
                + " build_system: STRING>>,"
                + " opened_libraries ARRAY<STRUCT<path: STRING, library: STRING, choice: INT, feature: STRING,"
                + " description: STRING, priority: STRING, file_in_wheel: STRING, fault: STRING>>";

        assertThat(VerdictColumns.schema().asNullable().catalogString())
                .isEqualTo(StructType.fromDDL(verdicts).catalogString());
    }

    @Test
    void everyColumnIsReadyForTheDataDictionary() {
        assertThat(everyColumn()).hasSizeGreaterThan(90).allSatisfy(column -> {
            assertThat(column.name()).matches("[a-z][a-z0-9_]*");
            assertThat(column.meaning()).as(column.name()).endsWith(".");
            assertThat(column.example()).as(column.name()).isNotBlank();
            assertThat(column.nullMeaning().orElse("-")).as(column.name()).isNotBlank();
        });
    }

    @Test
    void namesAreKnownWithoutOpeningAWheel() {
        assertThat(ReportSchema.isFromNames(StructType.fromDDL("project STRING, tags STRING, mtime STRING")))
                .isTrue();
        assertThat(ReportSchema.isFromNames(new StructType())).isTrue();
        assertThat(ReportSchema.isFromNames(StructType.fromDDL("project STRING, status STRING")))
                .isFalse();
    }

    @Test
    void aShapeRefusesTwoColumnsOfOneName() {
        ShapeBuilder<String> columns = new ShapeBuilder<>();
        columns.column("text", Type.TEXT, "The text.", "abc", text -> text);
        columns.column("text", Type.TEXT, "The text.", "abc", text -> text);

        assertThatThrownBy(columns::shape)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("two columns with one name");
    }

    @Test
    void aColumnDeclaredAfterItsShapeIsRefused() {
        ShapeBuilder<String> columns = new ShapeBuilder<>();
        columns.shape();

        assertThatThrownBy(() -> columns.column("text", Type.TEXT, "The text.", "abc", text -> text))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("column text is declared after its shape");
    }

    private static List<ColumnSpec<?, ?>> everyColumn() {
        List<ColumnSpec<?, ?>> columns = new ArrayList<>();
        columns.addAll(VerdictColumns.columns());
        Stream.of(ReportSchema.SHAPE, TagColumns.SHAPE, FailureColumns.SHAPE, ElfColumns.SHAPE)
                .forEach(shape -> columns.addAll(shape.columns()));
        Stream.of(
                        AxisColumns.SHAPE,
                        ExternalLibraryColumns.SHAPE,
                        ClaimColumns.SHAPE,
                        ClaimColumns.EvidenceColumns.SHAPE,
                        FindingColumns.SHAPE)
                .forEach(shape -> columns.addAll(shape.columns()));
        Stream.of(
                        SymbolColumns.Needed.SHAPE,
                        SymbolColumns.Requirement.SHAPE,
                        SymbolColumns.Imported.SHAPE,
                        SymbolColumns.Provided.SHAPE)
                .forEach(shape -> columns.addAll(shape.columns()));
        return columns;
    }
}
