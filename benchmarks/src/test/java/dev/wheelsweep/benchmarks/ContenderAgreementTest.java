package dev.wheelsweep.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.InputMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every contender gives the same answer, so all do the same work, and a wrong answer is an error. */
class ContenderAgreementTest {
    private static final long LARGEST = 1 << 20;

    @TempDir
    private static Path folder;

    private static List<Path> wheels;
    private static final List<DeflatedElf> entries = new ArrayList<>();

    @BeforeAll
    static void makeWheels() throws IOException {
        wheels = GeneratedWheels.in(folder, 3);
        for (Path wheel : wheels) {
            entries.addAll(DeflatedElf.of(wheel, LARGEST));
        }
        assertThat(entries).isNotEmpty();
    }

    @Test
    void inflates() throws IOException, FormatException {
        for (InflateContender contender : InflateContender.values()) {
            if (contender.isThere()) {
                Inflation inflation = contender.open(entries);
                for (DeflatedElf entry : entries) {
                    byte[] out = new byte[entry.size()];
                    entry.prove(contender.name(), out, inflation.inflate(entry, out));
                }
            }
        }
    }

    @Test
    void noticesOtherBytes() {
        DeflatedElf entry = entries.get(0);
        assertThatThrownBy(() -> entry.prove("ZEROS", new byte[entry.size()], entry.size()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ZEROS inflates " + entry.name());
    }

    @Test
    void listsDirectories() throws IOException, FormatException {
        for (Path wheel : wheels) {
            long expected = DirectoryContender.JDK.digest(wheel);
            for (DirectoryContender contender : DirectoryContender.values()) {
                assertThat(contender.digest(wheel)).as("%s", contender).isEqualTo(expected);
            }
        }
    }

    @Test
    void findsFacts() throws IOException, FormatException {
        for (ElfFactsContender contender : ElfFactsContender.values()) {
            var reading = contender.open(entries);
            var judge = ElfFactsContender.WHOLE_BY_JDK.open(entries);
            for (DeflatedElf entry : entries) {
                assertThat(reading.read(entry)).as("%s", contender).isEqualTo(judge.read(entry));
            }
        }
    }

    @Test
    void readsTheFloor() throws IOException {
        for (Path wheel : wheels) {
            assertThat(FloorContender.READ_BUFFERED.read(wheel)).isEqualTo(FloorContender.READ_MAPPED.read(wheel));
        }
    }

    @Test
    void everyStageHasItsBaselineAmongItsContenders() {
        for (Stage stage : Stage.values()) {
            assertThat(stage.contenders()).contains(stage.baseline);
        }
        assertThat(Stage.WHEEL.baseline).isEqualTo(InputMode.READ.name());
    }
}
