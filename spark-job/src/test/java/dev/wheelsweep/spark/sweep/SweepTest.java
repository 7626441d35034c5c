package dev.wheelsweep.spark.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.policy.PolicyCatalog;
import dev.wheelsweep.spark.LocalSpark;
import dev.wheelsweep.spark.cli.output.SweepSummary;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.listing.MirrorListing;
import dev.wheelsweep.spark.listing.WheelFile;
import dev.wheelsweep.spark.source.WheelSource;
import dev.wheelsweep.spark.tables.FlatTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One sweep of {@link BuiltMirror}, and what was published of it. */
public class SweepTest {
    /** Tables that need what no wheel of the mirror has. */
    private static final Set<FlatTable> EMPTY = EnumSet.of(
            FlatTable.ABI3_VIOLATIONS,
            FlatTable.ACCELERATORS,
            FlatTable.EXTERNAL_NEEDS,
            FlatTable.OPENED_LIBRARIES,
            FlatTable.SBOM_COMPONENTS);

    private static final String ID = "20261122T021500Z";
    private static final String POLICY = PolicyCatalog.builtIn().id();

    @TempDir
    private static Path folder;

    private static Path dataset;
    private static List<WheelFile> listed;
    private static SweepRecord record;

    @BeforeAll
    static void sweep() throws Exception {
        Path mirror = folder.resolve("mirror");
        BuiltMirror.writeTo(mirror);
        listed = MirrorListing.of(List.of(mirror)).files();
        dataset = folder.resolve("data set");
        Clock clock = Clock.fixed(Instant.parse("2026-11-22T02:15:00.5Z"), ZoneOffset.UTC);
        record = new Sweep(LocalSpark.session(), new org.apache.hadoop.fs.Path(dataset.toUri()), clock)
                .run(List.of("the mirror"), listed, InputMode.MMAP);
    }

    @Test
    void publishesItsFilesAndNothingElse() throws IOException {
        List<String> files = files(dataset);

        assertThat(files)
                .allMatch(file -> file.matches("((facts|verdicts/" + POLICY + ")/" + ID + "/|tables/[a-z0-9_]+/" + ID
                                + "-)part-[^/]*\\.parquet")
                        || file.equals("sweeps/" + ID + ".json")
                        || file.equals("_lock")
                        || isDocument(file));
        for (FlatTable table : FlatTable.values()) {
            assertThat(files)
                    .as(table.folder())
                    .anyMatch(file ->
                            file.startsWith("tables/" + table.folder() + "/") && file.endsWith(".zstd.parquet"));
        }
        assertThat(dataset.resolve("_staging")).doesNotExist();
    }

    @Test
    void writesARecordOfItself() throws IOException {
        Map<String, Long> rows = new TreeMap<>();
        for (FlatTable table : FlatTable.values()) {
            rows.put(table.folder(), table(table).count());
        }
        ObjectMapper json = new ObjectMapper();

        ObjectNode written = (ObjectNode)
                json.readTree(dataset.resolve("sweeps/" + ID + ".json").toFile());
        assertThat(written.remove("reading").get("files").asInt()).isEqualTo(11);
        assertThat(written).isEqualTo(json.readTree("""
                        {"sweep": "20261122T021500Z",
                         "started": "2026-11-22T02:15:00.500Z",
                         "finished": "2026-11-22T02:15:00.500Z",
                         "mirrors": ["the mirror"],
                         "scope": "all",
                         "listed": 11,
                         "statuses": {"failed": 3, "ok": 4, "partial": 1, "unsupported": 2, "vanished": 1},
                         "facts_sweeps": {"20261122T021500Z": 10},
                         "indexes": [],
                         "policy_id": "%s",
                         "verdicts": {"honest": 1, "overclaims": 1, "underclaims": 0, "not_applicable": 2, "unknown": 1},
                         "findings": {"info": 2, "warning": 2, "error": 2},
                         "rows": {"abi3_violations": 0, "accelerators": 0, "candidates": 23, "elf_files": 4, "external_needs": 0, "failures": 7, "findings": 6, "imported_symbols": 3, "mirror_files": 11,
                                  "load_failures": 1, "needed_libraries": 7, "opened_libraries": 0, "provided_versions": 1, "requirements": 1, "sbom_components": 0, "symbol_requirements": 10, "toolchains": 1, "vendored_libraries": 1,
                                  "verdicts": 6, "wheel_tags": 12, "wheels": 11},
                         "scanner_version": "0.1.0"}
                        """.formatted(POLICY)));
        assertThat(record.rows()).isEqualTo(rows);
        assertThat(record.listed()).isEqualTo(BuiltMirror.FILES);
    }

    @Test
    void hasEachListedFileOnce() {
        assertThat(rows(FlatTable.MIRROR_FILES, "wheel_path"))
                .containsExactlyInAnyOrderElementsOf(
                        listed.stream().map(file -> "[" + file.location() + "]").toList());
        assertThat(rows(FlatTable.MIRROR_FILES, "filename", "size = 0", "status"))
                .contains(
                        "[invalid.whl,false,failed]",
                        "[empty-1.0-py3-none-any.whl,true,failed]",
                        "[page-1.0-py3-none-any.whl,false,unsupported]",
                        "[gone-1.0-py3-none-any.whl,false,vanished]");
    }

    @Test
    void hasAWheelPerRow() {
        assertThat(rows(
                        FlatTable.WHEELS,
                        "project",
                        "version",
                        "status",
                        "reason",
                        "entries",
                        "elf_files",
                        "concat_ws('+', archs)",
                        "libc",
                        "floor_glibc"))
                .containsExactlyInAnyOrder(
                        "[demo-pkg,1.0,ok,null,6,2,x86_64,glibc,2.17]",
                        "[musl-demo,2.0,ok,null,4,1,aarch64,musl,null]",
                        "[mixed,1.0,partial,bad_elf_header,5,1,s390x,glibc,2.4]",
                        "[pure,1.0,ok,null,4,0,,null,null]",
                        "[mac,1.0,ok,null,4,0,,null,null]",
                        "[cut,1.0,failed,no_end_of_central_directory,null,0,,null,null]",
                        "[empty,1.0,failed,empty_file,null,0,,null,null]",
                        "[null,null,failed,invalid_name,null,0,,null,null]",
                        "[page,1.0,unsupported,not_a_zip,null,0,,null,null]",
                        "[folder,1.0,unsupported,not_a_regular_file,null,0,,null,null]",
                        "[gone,1.0,vanished,file_vanished,null,0,,null,null]");
        assertThat(table(FlatTable.WHEELS)
                        .where("project = 'demo-pkg'")
                        .selectExpr(
                                "concat_ws('+', python_tags, abi_tags, platform_tags)",
                                "generator",
                                "root_is_purelib",
                                "requires_python",
                                "floor_glibc_minor",
                                "floor_glibcxx",
                                "floor_cxxabi",
                                "floor_gcc",
                                "unrecorded_count",
                                "bytes_read > 0",
                                "scanner_version")
                        .collectAsList())
                .extracting(Row::toString)
                .containsExactly("[cp312+abi3+manylinux_2_17_x86_64+manylinux2014_x86_64,setuptools (80.9.0),false,"
                        + ">=3.9,17,3.4.19,1.3.5,4.8.0,0,true,0.1.0]");
    }

    @Test
    void hasATagPerRow() {
        assertThat(rows(
                        FlatTable.WHEEL_TAGS,
                        "project",
                        "python_tag",
                        "abi_tag",
                        "platform_tag",
                        "platform_family",
                        "arch",
                        "libc",
                        "libc_major",
                        "libc_minor"))
                .hasSize(12)
                .contains(
                        "[demo-pkg,cp312,abi3,manylinux_2_17_x86_64,manylinux,x86_64,glibc,2,17]",
                        "[demo-pkg,cp312,abi3,manylinux2014_x86_64,manylinux,x86_64,glibc,2,17]",
                        "[musl-demo,cp311,cp311,musllinux_1_2_aarch64,musllinux,aarch64,musl,1,2]",
                        "[pure,py2,none,any,any,null,null,null,null]",
                        "[pure,py3,none,any,any,null,null,null,null]",
                        "[gone,py3,none,any,any,null,null,null,null]");
    }

    @Test
    void hasAnElfFilePerRow() {
        assertThat(rows(
                        FlatTable.ELF_FILES,
                        "project",
                        "path",
                        "kind",
                        "elf_class",
                        "byte_order",
                        "machine",
                        "arch",
                        "libc",
                        "soname",
                        "rpath",
                        "build_id",
                        "is_python_extension",
                        "is_vendored",
                        "floor_glibc",
                        "read_mode"))
                .containsExactlyInAnyOrder(
                        "[demo-pkg,demo_pkg/_native.abi3.so,shared_object,64,little,EM_X86_64,x86_64,glibc,null,"
                                + "$ORIGIN/../demo_pkg.libs,2f0c41a6,true,false,2.14,whole]",
                        "[demo-pkg,demo_pkg.libs/libfoo-1a2b3c4d.so.1,shared_object,64,little,EM_X86_64,x86_64,glibc,"
                                + "libfoo-1a2b3c4d.so.1,null,null,false,true,2.17,stored]",
                        "[musl-demo,musl_demo.so,shared_object,64,little,EM_AARCH64,aarch64,musl,null,null,null,true,"
                                + "false,null,whole]",
                        "[mixed,good.so,shared_object,64,big,EM_S390,s390x,glibc,null,null,null,false,false,2.4,"
                                + "whole]");
    }

    @Test
    void hasANeededLibraryPerRow() {
        assertThat(rows(FlatTable.NEEDED_LIBRARIES, "project", "path", "library", "resolved_to"))
                .containsExactlyInAnyOrder(
                        "[demo-pkg,demo_pkg/_native.abi3.so,libfoo-1a2b3c4d.so.1,demo_pkg.libs/libfoo-1a2b3c4d.so.1]",
                        "[demo-pkg,demo_pkg/_native.abi3.so,libstdc++.so.6,null]",
                        "[demo-pkg,demo_pkg/_native.abi3.so,libc.so.6,null]",
                        "[demo-pkg,demo_pkg.libs/libfoo-1a2b3c4d.so.1,libgcc_s.so.1,null]",
                        "[demo-pkg,demo_pkg.libs/libfoo-1a2b3c4d.so.1,libc.so.6,null]",
                        "[musl-demo,musl_demo.so,libc.musl-aarch64.so.1,null]",
                        "[mixed,good.so,libc.so.6,null]");
    }

    @Test
    void hasASymbolVersionPerRow() {
        assertThat(rows(
                        FlatTable.SYMBOL_REQUIREMENTS,
                        "path",
                        "arch",
                        "library",
                        "symbol_version",
                        "namespace",
                        "concat_ws('.', version_numbers)",
                        "weak",
                        "concat_ws('+', symbols)"))
                .hasSize(10)
                .contains(
                        "[demo_pkg/_native.abi3.so,x86_64,libc.so.6,GLIBC_2.2.5,GLIBC,2.2.5,false,"
                                + "printf+malloc+free+strlen]",
                        "[demo_pkg/_native.abi3.so,x86_64,libc.so.6,GLIBC_2.34,GLIBC,2.34,true,pthread_create]",
                        "[demo_pkg.libs/libfoo-1a2b3c4d.so.1,x86_64,libc.so.6,GLIBC_PRIVATE,GLIBC,,false,"
                                + "__libc_dlopen_mode]",
                        "[good.so,s390x,libc.so.6,GLIBC_2.4,GLIBC,2.4,false,fprintf]");
        assertThat(rows(FlatTable.IMPORTED_SYMBOLS, "path", "symbol", "weak"))
                .containsExactlyInAnyOrder(
                        "[demo_pkg/_native.abi3.so,PyModule_Create2,false]",
                        "[demo_pkg/_native.abi3.so,__gmon_start__,true]",
                        "[musl_demo.so,printf,false]");
        assertThat(rows(FlatTable.PROVIDED_VERSIONS, "project", "path", "soname", "symbol_version"))
                .containsExactly("[demo-pkg,demo_pkg.libs/libfoo-1a2b3c4d.so.1,libfoo-1a2b3c4d.so.1,FOO_1.0]");
    }

    @Test
    void hasAFailurePerRow() {
        assertThat(rows(FlatTable.FAILURES, "project", "stage", "reason", "entry", "offset"))
                .containsExactlyInAnyOrder(
                        "[mixed,elf,bad_elf_header,a_bad.so,4]",
                        "[cut,zip,no_end_of_central_directory,null," + size("cut-1.0-py3-none-any.whl") + "]",
                        "[empty,file,empty_file,null,0]",
                        "[null,name,invalid_name,null,7]",
                        "[page,zip,not_a_zip,null,0]",
                        "[folder,file,not_a_regular_file,null,0]",
                        "[gone,file,file_vanished,null,0]");
    }

    @Test
    void sortsEveryTableByItsKeys() {
        Comparator<List<String>> byKeys = (one, other) -> {
            for (int i = 0; i < one.size(); i++) {
                int order =
                        Comparator.nullsFirst(Comparator.<String>naturalOrder()).compare(one.get(i), other.get(i));
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        };
        for (FlatTable table : FlatTable.values()) {
            List<String> keys = new ArrayList<>(List.of("project", "version", "filename"));
            List<String> columns = List.of(table(table).columns());
            Stream.of("path", "entry").filter(columns::contains).forEach(keys::add);
            List<List<String>> found = table(table).selectExpr(keys.toArray(String[]::new)).collectAsList().stream()
                    .map(row -> Stream.iterate(0, i -> i < row.size(), i -> i + 1)
                            .map(row::getString)
                            .toList())
                    .toList();

            assertThat(found).as(table.folder()).isSortedAccordingTo(byKeys);
            assertThat(found.isEmpty()).as(table.folder()).isEqualTo(EMPTY.contains(table));
        }
    }

    @Test
    void keepsTheFactsAsTheSourceGivesThem() {
        Dataset<Row> stored = LocalSpark.session()
                .read()
                .parquet(dataset.resolve("facts/" + ID).toString());
        Dataset<Row> scanned = LocalSpark.session()
                .read()
                .format(WheelSource.NAME)
                .load(folder.resolve("mirror").toString());

        assertThat(stored.drop("sweep").schema().asNullable())
                .isEqualTo(scanned.schema().asNullable());
        assertThat(stored.drop("scan_micros", "sweep").toJSON().collectAsList())
                .containsExactlyInAnyOrderElementsOf(
                        scanned.drop("scan_micros").toJSON().collectAsList());
    }

    @Test
    void hasASummaryForPeople() throws IOException {
        var root = new org.apache.hadoop.fs.Path(dataset.toString());
        assertThat(SweepSummary.of(LocalSpark.session().sparkContext().hadoopConfiguration(), root, record)
                        .text())
                .isEqualTo("""
                        11 wheels: failed 3, ok 4, partial 1, unsupported 2, vanished 1
                        failures: bad_elf_header 1, empty_file 1, invalid_name 1, no_end_of_central_directory 1, \
                        not_a_regular_file 1, not_a_zip 1
                        unread, or not read whole: 4
                          cut-1.0-py3-none-any.whl (failed, no_end_of_central_directory)
                          empty-1.0-py3-none-any.whl (failed, empty_file)
                          invalid.whl (failed, invalid_name)
                          mixed-1.0-cp312-cp312-linux_s390x.whl (partial, bad_elf_header)
                        verdicts: honest 1, overclaims 1, not_applicable 2, unknown 1
                        worst offenders, by violations: \
                        Demo.Pkg-1.0-cp312-abi3-manylinux_2_17_x86_64.manylinux2014_x86_64.whl 2

                          arch           wheels  ELF files   C library and the version that ELF files need
                          aarch64             1          1   musl: 1
                          s390x               1          1   glibc 2.4: 1
                          x86_64              1          2   glibc 2.17: 1

                        this sweep: failed 3, ok 4, partial 1, unsupported 2, vanished 1; \
                        verdicts: honest 1, overclaims 1, not_applicable 2, unknown 1
                        published as sweep 20261122T021500Z in %s
                        """.formatted(root));
    }

    private static long size(String filename) {
        return listed.stream()
                .filter(file -> file.filename().equals(filename))
                .findFirst()
                .orElseThrow()
                .size();
    }

    private static Dataset<Row> table(FlatTable table) {
        return LocalSpark.session()
                .read()
                .parquet(dataset.resolve("tables/" + table.folder()).toString());
    }

    private static List<String> rows(FlatTable table, String... columns) {
        return table(table).selectExpr(columns).collectAsList().stream()
                .map(Row::toString)
                .toList();
    }

    /** Whether the file is about the whole dataset, not about one sweep. */
    static boolean isDocument(String file) {
        return file.matches(
                "README\\.md|schema\\.json|views(-spark)?\\.sql|systems/(systems|pythons|python-symbols)\\.json");
    }

    /** Every file below, relative. */
    public static List<String> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
