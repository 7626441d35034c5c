package dev.wheelsweep.spark.columns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.scan.WheelReport;
import dev.wheelsweep.spark.listing.FileState;
import dev.wheelsweep.spark.listing.WheelFile;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** From records to rows: every field arrives under its name. */
class ReportRowTest {
    private static final String FILENAME = "Alpha_Beta-1.0-7-cp311.cp312-abi3-linux_x86_64.whl";
    private static final WheelFile FILE =
            new WheelFile("/mirror/" + FILENAME, 777, 1_789_870_500_123_456L, FileState.REGULAR);
    private static final WheelReport REPORT = Facts.report(
            FILENAME,
            Facts.elf(
                    "pkg.libs/_native.so",
                    Arch.X86_64,
                    Libc.GLIBC,
                    Facts.need("GLIBC_2.17"),
                    Facts.weakNeed("GLIBC_PRIVATE")));

    @Test
    void columnsFromTheListingAndTheName() {
        Row row = row(ReportSchema.schema());

        assertThat(row.<String>getAs("project")).isEqualTo("alpha-beta");
        assertThat(row.<String>getAs("version")).isEqualTo("1.0");
        assertThat(row.<String>getAs("filename")).isEqualTo(FILENAME);
        assertThat(row.<String>getAs("wheel_path")).isEqualTo("/mirror/" + FILENAME);
        assertThat(row.<Long>getAs("size")).isEqualTo(777);
        assertThat(row.<Timestamp>getAs("mtime").toInstant()).isEqualTo(Instant.parse("2026-09-20T02:15:00.123456Z"));
        assertThat(row.<String>getAs("build")).isEqualTo("7");
        assertThat(row.<String>getAs("filename_grammar")).isEqualTo("current");
        assertThat(list(row, "python_tags")).containsExactly("cp311", "cp312");
        assertThat(list(row, "abi_tags")).containsExactly("abi3");
        assertThat(list(row, "platform_tags")).containsExactly("linux_x86_64");
        assertThat(list(row, "tags"))
                .extracting(tag -> ((Row) tag).mkString(" ").substring(0, 23))
                .containsExactly("cp311 abi3 linux_x86_64", "cp312 abi3 linux_x86_64");
        assertThat(List.of(
                        "etag",
                        "sha256",
                        "upload_time",
                        "yanked",
                        "yanked_reason",
                        "index_requires_python",
                        "project_status",
                        "variant_label"))
                .allSatisfy(name -> assertThat(row.<Object>getAs(name)).isNull());
    }

    @Test
    void whatTheScanFound() {
        Row row = row(ReportSchema.schema());

        assertThat(row.<String>getAs("status")).isEqualTo("ok");
        assertThat(row.<String>getAs("reason")).isNull();
        assertThat(row.<Integer>getAs("entries")).isEqualTo(11);
        assertThat(row.<String>getAs("generator")).isEqualTo("bdist_wheel (1)");
        assertThat(list(row, "generators")).containsExactly("bdist_wheel (1)", "auditwheel (6)");
        assertThat(row.<Boolean>getAs("root_is_purelib")).isFalse();
        assertThat(list(row, "wheel_file_tags")).containsExactly("cp312-abi3-linux_x86_64");
        assertThat(row.<String>getAs("requires_python")).isEqualTo(">=3.9");
        assertThat(list(row, "unrecorded")).containsExactly("extra.so");
        assertThat(row.<Integer>getAs("unrecorded_count")).isEqualTo(101);
        assertThat(row.<Integer>getAs("phantom_count")).isEqualTo(102);
        assertThat(list(row, "phantoms")).containsExactly("missing.py");
        assertThat(list(row, "dist_info_folders")).containsExactly("pkg-1.0.dist-info");
        assertThat(list(row, "requires_dist")).containsExactly("tbb>=2021; extra == 'tbb'");
        assertThat(row.<String>getAs("wheel_file_version")).isEqualTo("1.9");
        assertThat(row.<String>getAs("declared_name")).isEqualTo("pkg.name");
        assertThat(row.<String>getAs("declared_version")).isEqualTo("1.0.post3");
        assertThat(row.<Integer>getAs("elf_files")).isEqualTo(1);
        assertThat(list(row, "archs")).containsExactly("x86_64");
        assertThat(row.<String>getAs("libc")).isEqualTo("glibc");
        assertThat(row.<String>getAs("floor_glibc")).isEqualTo("2.36");
        assertThat(row.<Integer>getAs("floor_glibc_minor")).isEqualTo(36);
        assertThat(row.<String>getAs("floor_glibcxx")).isNull();
        assertThat(list(row, "failures").get(0)).hasToString("[elf,bad_elf_header,pkg/broken.so,4,EI_CLASS 7]");
        assertThat(row.<Long>getAs("bytes_read")).isEqualTo(1000);
        assertThat(row.<Long>getAs("bytes_decoded")).isEqualTo(2000);
        assertThat(row.<Long>getAs("scan_micros")).isEqualTo(3000);
        assertThat(row.<String>getAs("scanner_version")).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(row.isNullAt(row.fieldIndex("requests"))).isTrue();
    }

    @Test
    void columnsOfAnElfFile() {
        Row elf = (Row) list(row(ReportSchema.schema()), "elf").get(0);

        assertThat(elf.toSeq().mkString("|"))
                .isEqualTo(String.join(
                        "|",
                        "pkg.libs/_native.so|shared_object|64|little|3|EM_X86_64|62|4294967295|3|x86_64|glibc|freebsd|5000|3735928559|9f86d081",
                        "libnative.so.1|/lib64/ld-linux-x86-64.so.2|$ORIGIN/rpath|$ORIGIN/runpath|2f0c41a6|3.2.0|24",
                        "true|ArraySeq(PyInit__native)|true|true|partial|true|4096|true|true|x86-64-v2",
                        "ArraySeq(GCC: (GNU) 10.2.1)|{\"name\":\"native\"}|ArraySeq([{\"soname\":[\"libopened.so.1\"]}])|ArraySeq(bad_section_headers)|2.36|whole|6000",
                        "ArraySeq([libc.so.6,null], [libfoo.so.1,pkg.libs/libfoo.so.1])",
                        "ArraySeq([libc.so.6,GLIBC_2.17,GLIBC,ArraySeq(2, 17),false,ArraySeq(memcpy, fstat),ArraySeq(fstat)],"
                                + " [libc.so.6,GLIBC_PRIVATE,GLIBC,ArraySeq(),true,ArraySeq(),ArraySeq()])",
                        "ArraySeq([PyModule_Create2,false], [__gmon_start__,true])|118|ArraySeq([NATIVE_1.0])",
                        "ArraySeq(1, 0)|ArraySeq(0)|ArraySeq(1)"));
    }

    @Test
    void aPrunedRowHoldsWhatWasAskedInTheOrderAsked() {
        StructType wanted = new StructType()
                .add("floor_glibc", DataTypes.StringType)
                .add(
                        "elf",
                        DataTypes.createArrayType(new StructType()
                                .add("arch", DataTypes.StringType)
                                .add(
                                        "needed",
                                        DataTypes.createArrayType(
                                                new StructType().add("library", DataTypes.StringType)))))
                .add("project", DataTypes.StringType);

        assertThat(row(wanted))
                .hasToString("[2.36,ArraySeq([x86_64,ArraySeq([libc.so.6], [libfoo.so.1])]),alpha-beta]");
    }

    private static Row row(StructType columns) {
        WheelFacts facts = new WheelFacts(NamedFile.of(FILE), Optional.of(REPORT));
        Shape<WheelFacts> shape = ReportSchema.SHAPE.prunedTo(columns);
        return (Row) CatalystTypeConverters.createToScalaConverter(columns).apply(shape.row(facts));
    }

    private static List<Object> list(Row row, String column) {
        return row.getList(row.fieldIndex(column));
    }
}
