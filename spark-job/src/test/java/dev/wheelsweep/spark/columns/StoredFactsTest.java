package dev.wheelsweep.spark.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wheelsweep.core.elf.ElfFacts.Relro;
import dev.wheelsweep.core.elf.ElfFactsBuilder;
import dev.wheelsweep.core.elf.ElfIdentity;
import dev.wheelsweep.core.elf.ElfKind;
import dev.wheelsweep.core.elf.ElfLayout;
import dev.wheelsweep.core.elf.Oddity;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.policy.Subject;
import dev.wheelsweep.core.scan.ElfFile;
import dev.wheelsweep.core.scan.WheelReport;
import dev.wheelsweep.core.scan.WheelStatus;
import dev.wheelsweep.core.wheel.DistInfo;
import dev.wheelsweep.core.wheel.WheelFilename;
import dev.wheelsweep.core.zip.ReadMode;
import dev.wheelsweep.spark.listing.FileState;
import dev.wheelsweep.spark.listing.WheelFile;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** From records to rows and back: nothing that policies ask for is lost. */
class StoredFactsTest {
    private static final String FILENAME = "Alpha_Beta-1.0-7-cp311.cp312-abi3-linux_x86_64.whl";
    private static final WheelFile FILE = new WheelFile("/mirror/" + FILENAME, 777, 0, FileState.REGULAR);

    private static final DistInfo DIST_INFO = Facts.report(FILENAME).distInfo();

    /** Every fact is present, each with another value. */
    private static final ElfFile RICH = Facts.elf(
            "pkg.libs/a.so", Arch.X86_64, Libc.GLIBC, Facts.need("GLIBC_2.17"), Facts.weakNeed("GLIBC_PRIVATE"));

    /** Every optional fact is missing, and the other facts have other values than above. */
    private static final ElfFile POOR = new ElfFile(
            "b.so",
            0,
            0,
            Optional.empty(),
            new ElfFactsBuilder()
                    // The highest e_machine, which has no name.
                    .identity(new ElfIdentity(ElfLayout.ELF32, ByteOrder.BIG_ENDIAN, 0xff, 0xffff, 0xffff, 0))
                    .kind(ElfKind.DEBUG_ONLY)
                    .unknownArch()
                    .relro(Relro.NONE)
                    .alignment(0)
                    .oddities(Oddity.values())
                    .build(),
            List.of(),
            ReadMode.WHOLE,
            0);

    @Test
    void aRowGivesTheSubjectOfTheReportThatItWasMadeOf() throws Exception {
        WheelReport report = report(WheelStatus.OK, DIST_INFO, RICH, POOR);

        StoredFacts stored = StoredFacts.of(row(report, StoredFacts.COLUMNS));

        assertThat(stored.wheelPath()).isEqualTo(FILE.location());
        assertThat(stored.subject()).isEqualTo(Subject.of(report)).isPresent();
        assertThat(stored.subject().get().binaries())
                .extracting(binary -> binary.facts())
                .containsExactly(POOR.facts(), RICH.facts());
        assertThat(stored.subject().get().unread())
                .containsExactly(new Subject.Unread("pkg/broken.so", Facts.BAD_ENTRY.reason()));
    }

    @Test
    void columnsThatPoliciesDoNotUseMayBePresent() throws Exception {
        WheelReport report = report(WheelStatus.OK, DIST_INFO, RICH);

        assertThat(StoredFacts.of(row(report, ReportSchema.schema())).subject()).isEqualTo(Subject.of(report));
    }

    @Test
    void everyColumnIsAskedFor() throws Exception {
        WheelReport report = report(WheelStatus.OK, DIST_INFO, RICH, POOR);
        for (String left : StoredFacts.COLUMNS.fieldNames()) {
            StructType others = new StructType(Arrays.stream(StoredFacts.COLUMNS.fields())
                    .filter(field -> !field.name().equals(left))
                    .toArray(StructField[]::new));
            Row row = row(report, others);

            assertThatThrownBy(() -> StoredFacts.of(row)).as(left).hasMessageContaining(left);
        }
    }

    @Test
    void withoutDistInfoNothingIsKnownOfIt() throws Exception {
        WheelReport report = report(WheelStatus.OK, DistInfo.UNKNOWN, RICH);

        assertThat(StoredFacts.of(row(report, StoredFacts.COLUMNS))
                        .subject()
                        .get()
                        .distInfo())
                .isEqualTo(DistInfo.UNKNOWN);
    }

    @Test
    void aWheelThatCouldNotBeReadIsNoSubject() throws Exception {
        for (WheelStatus status : WheelStatus.values()) {
            WheelReport report = report(status, DIST_INFO, RICH);

            assertThat(StoredFacts.of(row(report, StoredFacts.COLUMNS)).subject())
                    .as(status.column())
                    .isEqualTo(Subject.of(report));
        }
    }

    private static WheelReport report(WheelStatus status, DistInfo distInfo, ElfFile... elfFiles) throws Exception {
        WheelReport rest = Facts.report(FILENAME, elfFiles);
        return new WheelReport(
                FILENAME,
                Optional.of(WheelFilename.parse(FILENAME)),
                status,
                status == WheelStatus.OK ? Optional.empty() : Optional.of(Facts.BAD_ENTRY),
                rest.entries(),
                distInfo,
                rest.elfFiles(),
                rest.failures(),
                rest.sbomComponents(),
                rest.zipOddities(),
                rest.cost());
    }

    private static Row row(WheelReport report, StructType columns) {
        WheelFacts facts = new WheelFacts(NamedFile.of(FILE), Optional.of(report));
        return (Row) CatalystTypeConverters.convertToScala(
                ReportSchema.SHAPE.prunedTo(columns).row(facts), columns);
    }
}
