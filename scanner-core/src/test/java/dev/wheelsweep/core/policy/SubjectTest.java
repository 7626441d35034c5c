package dev.wheelsweep.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.audit.ZipOddity;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.scan.Failure;
import dev.wheelsweep.core.scan.ScanCost;
import dev.wheelsweep.core.scan.WheelReport;
import dev.wheelsweep.core.scan.WheelStatus;
import dev.wheelsweep.core.wheel.DistInfo;
import dev.wheelsweep.core.wheel.WheelFilename;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The part of a scanned wheel that is judged. */
class SubjectTest {
    private static final List<ZipOddity> ODDITIES = Arrays.stream(ZipOddity.Kind.values())
            .map(kind -> new ZipOddity(kind, Optional.of("a.py"), 7, "detail"))
            .toList();

    static WheelReport report(WheelStatus status) throws FormatException {
        String file = "a-1-py3-none-any.whl";
        return new WheelReport(
                file,
                Optional.of(WheelFilename.parse(file)),
                status,
                Optional.empty(),
                1,
                DistInfo.UNKNOWN,
                List.of(),
                List.of(
                        new Failure(Optional.of("b.so"), Format.ELF, Reason.TRUNCATED_STREAM, 0, ""),
                        new Failure(Optional.empty(), Format.METADATA, Reason.TRUNCATED_STREAM, 0, "")),
                List.of(),
                ODDITIES,
                new ScanCost(0, 0, 0));
    }

    @Test
    void everyOddityOfTheZipIsAFindingOfItsName() throws FormatException {
        assertThat(report(WheelStatus.OK).indexWouldAccept()).contains(false);
        assertThat(Subject.of(report(WheelStatus.OK)).orElseThrow().archive())
                .extracting(finding -> finding.id().column() + finding.file() + finding.detail())
                .containsExactlyElementsOf(ODDITIES.stream()
                        .map(oddity -> oddity.kind().column() + oddity.entry() + oddity.detail())
                        .toList());
    }

    @Test
    void unreadEntriesAreThoseThatFailed() throws FormatException {
        assertThat(Subject.of(report(WheelStatus.OK)).orElseThrow().unread())
                .containsExactly(new Subject.Unread("b.so", Reason.TRUNCATED_STREAM));
    }

    @Test
    void onlyAWheelReadToItsEndIsJudged() throws FormatException {
        for (WheelStatus status : WheelStatus.values()) {
            assertThat(Subject.of(report(status)).isPresent())
                    .as(status.column())
                    .isEqualTo(Set.of(WheelStatus.OK, WheelStatus.PARTIAL).contains(status));
        }
    }
}
