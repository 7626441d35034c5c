package dev.wheelsweep.spark.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.elf.ElfLayout;
import dev.wheelsweep.core.scan.WheelBuilder;
import dev.wheelsweep.core.wheel.InstalledTree;
import dev.wheelsweep.spark.LocalSpark;
import dev.wheelsweep.spark.LocalSweep;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who brings the libraries that wheels lack: each supplier has one property that decides. */
class SuppliedNeedsTest {
    private static final String LINUX = "-cp312-cp312-linux_x86_64.whl";
    private static final String COLUMNS =
            "filename, library, supplier, lowest_release, highest_release, declared, reach, reason";

    /** The type of a dlopen note. */
    private static final int NT_DLOPEN = 0x407c0c0a;

    private static final String OPENED = """
            [{"soname": ["libopened.so.1", "librenamed.so.1"], "feature": "more"},
             {"soname": ["libcublas.so.12"], "feature": "gpu"}]
            """.strip();

    @TempDir
    private static Path folder;

    private static Path mirror;
    private static Path dataset;

    @BeforeAll
    static void sweep() throws Exception {
        mirror = folder.resolve("mirror");
        dataset = folder.resolve("dataset");
        suppliers();
        consumers();
        night("2026-11-21T02:15:00Z");
    }

    private static void suppliers() throws IOException {
        for (String version : List.of("12.4", "12.10", "12.9rc1")) {
            wheel(
                    "nvidia_cublas_cu12-" + version,
                    "nvidia/cublas/lib/libcublas.so.12",
                    lib("libcublas.so.12").defining("B_1").defining("B_2"));
        }
        wheel(
                "nvidia_cublas_cu12-12.1",
                "nvidia/cublas/lib/libcublas.so.12",
                lib("libcublas.so.12").defining("B_1"));
        WheelBuilder.named("nvidia_cublas_cu12-13.0-cp312-cp312-linux_aarch64.whl")
                .elf(
                        "nvidia/cublas/lib/libcublas.so.12",
                        ElfBuilder.library(ElfLayout.ELF64, ByteOrder.LITTLE_ENDIAN, ElfBuilder.AARCH64)
                                .soname("libcublas.so.12")
                                .needed("libc.so.6"))
                .writeTo(mirror);
        WheelBuilder.named("nvidia_cublas_cu12-14.0-cp312-cp312-musllinux_1_2_x86_64.whl")
                .elf(
                        "nvidia/cublas/lib/libcublas.so.12",
                        ElfBuilder.library().soname("libcublas.so.12").needed("libc.musl-x86_64.so.1"))
                .writeTo(mirror);
        wheel("plain-2.0", "plain.libs/libplain.so.1", lib("libplain.so.1"));
        wheel("scheme-3.0", "scheme-3.0.data/data/lib/libscheme.so.1", lib("libscheme.so.1"));
        wheel("renamed-1.0", "renamed/libother.so", lib("librenamed.so.1"));
        wheel("nameless-1.0", "nameless/libnameless.so", ElfBuilder.library().needed("libc.so.6"));
        WheelBuilder.named("meta-1.0-py3-none-any.whl").requires("middle").writeTo(mirror);
        WheelBuilder.named("middle-1.0-py3-none-any.whl")
                .requires("Plain>=1", "scheme; extra == 'x'")
                .writeTo(mirror);
    }

    private static void consumers() throws IOException {
        consumer(
                "path-1.0",
                "$ORIGIN/../nvidia/cublas/lib",
                "nvidia_cublas.cu12 >=12; sys_platform == 'linux'",
                need("libcublas.so.12", "B_1", "B_2"));
        consumer("old-1.0", "$ORIGIN/../nvidia/cublas/lib", "nvidia-cublas-cu12", need("libcublas.so.12", "B_1"));
        consumer("future-1.0", "", "nvidia-cublas-cu12[a]; extra == 'gpu'", need("libcublas.so.12", "B_1", "B_3"));
        consumer("undeclared-1.0", "", "numpy", need("libplain.so.1", "ANY"));
        consumer("transitive-1.0", "$ORIGIN/../plain.libs", "meta", need("libplain.so.1"));
        consumer("prefix-1.0", "$ORIGIN/../../../", "middle", need("libscheme.so.1"));
        consumer(
                "byname-1.0",
                "$ORIGIN/../renamed:$ORIGIN/../nameless",
                "renamed",
                ElfBuilder.library().needed("libc.so.6", "librenamed.so.1", "libnameless.so"));
        consumer("pathless-1.0", "", "nameless", need("libnameless.so"));
        consumer(
                "nobody-1.0",
                "",
                "numpy",
                ElfBuilder.library().needed("libc.so.6", "libcuda.so.1", "libpython3.12.so.1.0", "libnowhere.so.1"));
        wheel("plain-3.0", "plain/_x.so", need("libplain.so.1"));
        consumer(
                "opening-1.0",
                "",
                "renamed; extra == 'all'",
                ElfBuilder.library()
                        .needed("libc.so.6")
                        .note("FDO", NT_DLOPEN, HexFormat.of().formatHex(OPENED.getBytes(StandardCharsets.UTF_8))));
        WheelBuilder.named("cpuonly-1.0-cp312-cp312-linux_aarch64.whl")
                .elf(
                        "cpuonly/libopened.so.1",
                        ElfBuilder.library(ElfLayout.ELF64, ByteOrder.LITTLE_ENDIAN, ElfBuilder.AARCH64)
                                .soname("libopened.so.1")
                                .needed("libc.so.6"))
                .writeTo(mirror);
        WheelBuilder.named("musl-1.0-cp312-cp312-musllinux_1_2_x86_64.whl")
                .elf("musl/_x.so", ElfBuilder.library().needed("libc.musl-x86_64.so.1", "libcublas.so.12"))
                .writeTo(mirror);
    }

    private static void wheel(String name, String path, ElfBuilder elf) throws IOException {
        WheelBuilder.named(name + LINUX).elf(path, elf).writeTo(mirror);
    }

    private static void consumer(String name, String runpath, String requires, ElfBuilder elf) throws IOException {
        WheelBuilder.named(name + LINUX)
                .elf(name.replaceFirst("-.*", "") + "/_x.so", runpath.isEmpty() ? elf : elf.runpath(runpath))
                .requires(requires)
                .writeTo(mirror);
    }

    private static ElfBuilder lib(String soname) {
        return ElfBuilder.library().needed("libc.so.6").soname(soname);
    }

    private static ElfBuilder need(String library, String... versions) {
        ElfBuilder elf = ElfBuilder.library().needed("libc.so.6", library);
        for (String version : versions) {
            elf.need(library, version, "f" + version);
        }
        return elf;
    }

    private static void night(String time) throws Exception {
        LocalSweep.of(mirror, dataset, Instant.parse(time));
    }

    private static List<String> answer(String sql) throws Exception {
        Answer bySpark = SparkDataset.open(LocalSpark.interpreting(), new org.apache.hadoop.fs.Path(dataset.toUri()))
                .answer(sql);
        try (EmbeddedDataset embedded = EmbeddedDataset.open(dataset)) {
            assertThat(embedded.answer(sql).rows()).as("DuckDB and Spark").isEqualTo(bySpark.rows());
        }
        return bySpark.rows().stream()
                .map(row -> row.toString().replace(LINUX, ""))
                .toList();
    }

    @Test
    void everyNeedHasItsSuppliersOrAReason() throws Exception {
        assertThat(answer("SELECT %s FROM supplied_needs ORDER BY filename, library, supplier".formatted(COLUMNS)))
                .containsExactly(
                        "[byname-1.0, libnameless.so, nameless, 1.0, 1.0, none, path, null]",
                        "[byname-1.0, librenamed.so.1, renamed, 1.0, 1.0, always, preloaded, null]",
                        "[future-1.0, libcublas.so.12, nvidia-cublas-cu12, null, null, extra, none, lacks_version]",
                        "[musl-1.0-cp312-cp312-musllinux_1_2_x86_64.whl, libcublas.so.12, nvidia-cublas-cu12, 14.0, 14.0, none,"
                                + " none, null]",
                        "[nobody-1.0, libcuda.so.1, null, null, null, null, none, driver]",
                        "[nobody-1.0, libnowhere.so.1, null, null, null, null, none, not_in_mirror]",
                        "[nobody-1.0, libpython3.12.so.1.0, null, null, null, null, none, interpreter]",
                        "[old-1.0, libcublas.so.12, nvidia-cublas-cu12, 12.1, 12.10, always, path, null]",
                        "[path-1.0, libcublas.so.12, nvidia-cublas-cu12, 12.4, 12.10, marker, path, null]",
                        "[pathless-1.0, libnameless.so, nameless, 1.0, 1.0, always, none, null]",
                        "[plain-3.0, libplain.so.1, null, null, null, null, none, not_in_mirror]",
                        "[prefix-1.0, libscheme.so.1, scheme, 3.0, 3.0, none, path, null]",
                        "[transitive-1.0, libplain.so.1, plain, 2.0, 2.0, transitive, path, null]",
                        "[undeclared-1.0, libplain.so.1, plain, 2.0, 2.0, none, preloaded, null]");
    }

    @Test
    void openedLibrariesHaveTheirSuppliers() throws Exception {
        assertThat(answer(Questions.builtIn().named("opened-libraries").sql()))
                .containsExactly(
                        "[opening, 1.0, opening-1.0, opening/_x.so, libcublas.so.12, 0, gpu, recommended, null,"
                                + " nvidia-cublas-cu12, 12.1, 12.10, none, null]",
                        "[opening, 1.0, opening-1.0, opening/_x.so, libopened.so.1, 0, more, recommended, null, null, null,"
                                + " null, null, null]",
                        "[opening, 1.0, opening-1.0, opening/_x.so, librenamed.so.1, 1, more, recommended, null, renamed, 1.0,"
                                + " 1.0, extra, null]");
    }

    @Test
    void foldersAreThoseOfTheInstalledTree() throws Exception {
        try (EmbeddedDataset embedded = EmbeddedDataset.open(dataset)) {
            List<List<Object>> files = embedded.answer("SELECT path, folder FROM provided_libraries")
                    .rows();
            assertThat(files).hasSizeGreaterThan(5);
            for (List<Object> file : files) {
                assertThat(InstalledTree.folderOf((String) file.get(0))).contains((String) file.get(1));
            }
        }
    }
}
