package dev.wheelsweep.spark.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.spark.columns.Facts;
import dev.wheelsweep.spark.listing.FileState;
import dev.wheelsweep.spark.listing.WheelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InFlightJournalTest {
    private static final WheelFile LONG = file("/m/a-rather-long-name-1-py3-none-any.whl");
    private static final WheelFile SHORT = file("/m/b-1-py3-none-any.whl");

    @TempDir
    private Path folder;

    @Test
    void namesTheWheelWhileItIsReadAndLeavesNothing() throws IOException {
        List<String> seen = new ArrayList<>();
        try (InFlightJournal journal = new InFlightJournal(folder, wheel -> {
            seen.add(content());
            return Facts.report(wheel.filename(), Facts.elf("a.so", Arch.X86_64, Libc.GLIBC));
        })) {
            journal.scan(LONG);
            journal.scan(SHORT);
            assertThat(InFlightJournal.wheelIn(content())).isEmpty();
        }

        assertThat(seen).containsExactly(LONG.location() + "\n", SHORT.location() + "\n");
        assertThat(InFlightJournal.wheelIn(seen.get(1))).contains(SHORT.location());
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anErrorThatTheScanSurvivesIsNoDeath() throws IOException {
        InFlightJournal journal = new InFlightJournal(folder, wheel -> {
            throw new InternalError("a fault occurred in an unsafe memory access");
        });

        assertThatThrownBy(() -> journal.scan(LONG)).isInstanceOf(InternalError.class);
        journal.close();

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void anErrorThatMakesSparkExitIsADeath() throws IOException {
        InFlightJournal journal = new InFlightJournal(folder, wheel -> {
            throw new OutOfMemoryError("Java heap space");
        });

        assertThatThrownBy(() -> journal.scan(LONG)).isInstanceOf(OutOfMemoryError.class);
        journal.close();

        assertThat(InFlightJournal.wheelIn(content())).contains(LONG.location());
    }

    @Test
    void isLockedWhileTheTaskRuns() throws IOException {
        InFlightJournal journal = new InFlightJournal(folder, wheel -> {
            throw new OutOfMemoryError("Java heap space");
        });
        Path file = only();
        assertThat(InFlightJournal.isBeingWritten(file)).isTrue();

        assertThatThrownBy(() -> journal.scan(LONG)).isInstanceOf(OutOfMemoryError.class);
        journal.close();
        assertThat(InFlightJournal.isBeingWritten(file)).isFalse();

        Files.delete(file);
        assertThat(InFlightJournal.isBeingWritten(file)).isFalse();
    }

    @Test
    void anIncompleteNameIsIgnored() {
        assertThat(InFlightJournal.wheelIn("/m/a-1-py")).isEmpty();
        assertThat(InFlightJournal.wheelIn("")).isEmpty();
    }

    private static WheelFile file(String location) {
        return new WheelFile(location, 1, 1, FileState.REGULAR);
    }

    private String content() throws IOException {
        return Files.readString(only());
    }

    private Path only() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findFirst().orElseThrow();
        }
    }
}
