package dev.wheelsweep.spark.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.scan.WheelReport;
import dev.wheelsweep.spark.columns.Facts;
import dev.wheelsweep.spark.listing.FileState;
import dev.wheelsweep.spark.listing.WheelFile;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class WheelReaderTest {
    private static final StructType STATUS = StructType.fromDDL("filename STRING, status STRING");
    private static final StructType NAMES = StructType.fromDDL("filename STRING");
    private static final WheelReader.Scanner NEVER = wheel -> {
        throw new AssertionError("opened " + wheel);
    };

    @Test
    void givesOneRowForEachFileInOrder() throws IOException {
        WheelReader reader = reader(STATUS, WheelReaderTest::scan, FileState.REGULAR, FileState.REGULAR);

        assertThat(rows(reader)).containsExactly("[0-1-py3-none-any.whl,ok]", "[1-1-py3-none-any.whl,ok]");
        assertThat(metrics(reader))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "wheels", 2L,
                        "wheelsOpened", 2L,
                        "wheelsFailed", 0L,
                        "entriesFailed", 2L,
                        "bytesDone", 10L,
                        "bytesRead", 2000L,
                        "bytesDecoded", 4000L));
    }

    @Test
    void opensNothingForNames() throws IOException {
        WheelReader reader = reader(NAMES, NEVER, FileState.REGULAR);

        assertThat(rows(reader)).containsExactly("[0-1-py3-none-any.whl]");
        assertThat(metrics(reader)).containsEntry("wheels", 1L).containsEntry("wheelsOpened", 0L);
    }

    @Test
    void opensNothingThatIsNoRegularFile() throws IOException {
        WheelReader reader = reader(
                StructType.fromDDL(
                        "status STRING, reason STRING, entries INT, unrecorded_count INT, failures ARRAY<STRUCT<stage: STRING>>"),
                NEVER,
                FileState.SPECIAL,
                FileState.DANGLING,
                FileState.DENIED);

        assertThat(rows(reader))
                .containsExactly(
                        "[unsupported,not_a_regular_file,null,null,[[file]]]",
                        "[vanished,file_vanished,null,null,[[file]]]",
                        "[failed,access_denied,null,null,[[file]]]");
        assertThat(metrics(reader)).containsEntry("wheelsFailed", 3L).containsEntry("wheelsOpened", 0L);
    }

    @Test
    void sizeAndTimeAreNullIfTheFileSystemReportsNeither() throws IOException {
        WheelReader reader =
                reader(StructType.fromDDL("size BIGINT, mtime TIMESTAMP"), NEVER, FileState.DANGLING, FileState.DENIED);

        assertThat(rows(reader)).containsExactly("[5,6]", "[null,null]");
    }

    @Test
    void errorsOfTheMachineEndTheTaskAndNameTheWheel() {
        assertThatThrownBy(() -> rows(failing(new EOFException("short"))))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot read /m/0-1-py3-none-any.whl: short");
        assertThatThrownBy(() -> rows(failing(new InternalError("a fault occurred in an unsafe memory access"))))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("a mapped page of /m/0-1-py3-none-any.whl cannot be read: ");
    }

    @Test
    void bugsOfWheelsweepEndTheTaskAndNameTheWheel() {
        IllegalArgumentException bug = new IllegalArgumentException("x");

        assertThatThrownBy(() -> rows(failing(bug)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a bug in wheelsweep, while it read /m/0-1-py3-none-any.whl")
                .hasCause(bug);
    }

    private static WheelReport scan(WheelFile wheel) {
        return Facts.report(wheel.filename(), Facts.elf("a.so", Arch.X86_64, Libc.GLIBC));
    }

    private static WheelReader failing(Throwable failure) {
        return reader(
                STATUS,
                wheel -> {
                    if (failure instanceof IOException machine) {
                        throw machine;
                    }
                    if (failure instanceof Error error) {
                        throw error;
                    }
                    throw (RuntimeException) failure;
                },
                FileState.REGULAR);
    }

    private static WheelReader reader(StructType columns, WheelReader.Scanner scanner, FileState... states) {
        List<WheelFile> files = new ArrayList<>();
        for (FileState state : states) {
            files.add(new WheelFile("/m/%d-1-py3-none-any.whl".formatted(files.size()), 5, 6, state));
        }
        return new WheelReader(files, columns, scanner);
    }

    private static List<String> rows(WheelReader reader) throws IOException {
        List<String> rows = new ArrayList<>();
        while (reader.next()) {
            rows.add(reader.get().toString());
        }
        return rows;
    }

    private static Map<String, Long> metrics(WheelReader reader) {
        return Arrays.stream(reader.currentMetricsValues())
                .collect(Collectors.toMap(CustomTaskMetric::name, CustomTaskMetric::value));
    }
}
