package dev.wheelsweep.core.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.InputFile;
import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.input.Limits;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** If any read fails, the scan fails, so that it is tried again: no row lacks facts because of a failed read. */
class ReadFaultsTest {
    @TempDir
    private Path folder;

    /** How the failing read fails. */
    private enum Fault {
        FAILS {
            @Override
            void raise() throws IOException {
                throw new IOException("Input/output error");
            }
        },
        COMES_BACK_SHORT {
            @Override
            void raise() throws IOException {
                throw new EOFException("the file ends early");
            }
        };

        abstract void raise() throws IOException;
    }

    /** A file of which one read fails, and which counts the others. */
    private static final class FaultyFile implements InputFile {
        private final InputFile file;
        private final int failing;
        private final Fault fault;
        private int reads;
        private boolean closed;

        FaultyFile(InputFile file, int failing, Fault fault) {
            this.file = file;
            this.failing = failing;
            this.fault = fault;
        }

        @Override
        public long size() {
            return file.size();
        }

        @Override
        public int stride() {
            return file.stride();
        }

        @Override
        public ByteView view(Format reader, long offset, long length) throws IOException, FormatException {
            reads++;
            if (reads == failing) {
                fault.raise();
            }
            return file.view(reader, offset, length);
        }

        @Override
        public void close() throws IOException {
            closed = true;
            file.close();
        }
    }

    private List<Path> wheels() throws IOException {
        Path large = WheelBuilder.named("large-1-cp312-abi3-linux_x86_64.whl")
                .file("pkg/large.so", Arrays.copyOf(NativeWheel.extension().bytes(), 2 << 20))
                .storedElf("pkg/stored.so", ElfBuilder.library())
                .writeTo(folder);
        Path broken = WheelBuilder.named("broken-1-cp312-abi3-linux_x86_64.whl")
                .file("pkg/a.so", NativeWheel.extension().bytes(), it -> it.withLocal(h -> h.set("signature", 0)))
                .file("pkg/b.so", NativeWheel.extension().bytes(), it -> it.withFlags(1))
                .writeTo(folder);
        return List.of(NativeWheel.builder().writeTo(folder), large, broken);
    }

    @ParameterizedTest
    @EnumSource
    void everyFailingReadFailsTheScan(InputMode mode) throws IOException {
        int faults = 0;
        for (Path wheel : wheels()) {
            WheelReport undisturbed = new WheelScanner(mode).scan(wheel);
            for (Fault fault : Fault.values()) {
                int reads = readsOf(wheel, mode);
                for (int failing = 1; failing <= reads; failing++) {
                    FaultyFile[] opened = new FaultyFile[1];
                    int number = failing;
                    WheelScanner scanner = new WheelScanner(
                            path -> opened[0] = new FaultyFile(mode.open(path), number, fault), Limits.DEFAULT);
                    String read = "%s, %s, read %d of %d".formatted(wheel.getFileName(), fault, failing, reads);

                    assertThatThrownBy(() -> scanner.scan(wheel)).as(read).isInstanceOf(IOException.class);
                    assertThat(opened[0].closed).as(read).isTrue();
                    if (failing == reads) {
                        assertThat(WheelScannerTest.untimed(new WheelScanner(mode).scan(wheel)))
                                .as(read)
                                .isEqualTo(WheelScannerTest.untimed(undisturbed));
                    }
                    faults++;
                }
            }
        }
        System.out.printf("%s: %d failing reads, each failed its scan%n", mode, faults);
        assertThat(faults).isGreaterThan(100);
    }

    /** The same scanner is used after a failed scan, which must leave no trace in it. */
    @Test
    void aScannerCanBeUsedAfterAFailedScan() throws IOException {
        Path wheel = NativeWheel.builder().writeTo(folder);
        WheelReport undisturbed = WheelScannerTest.untimed(new WheelScanner(InputMode.MMAP).scan(wheel));
        int[] failing = {0};
        WheelScanner scanner = new WheelScanner(
                path -> new FaultyFile(InputMode.MMAP.open(path), failing[0], Fault.FAILS), Limits.DEFAULT);
        int reads = readsOf(wheel, InputMode.MMAP);
        for (int i = 1; i <= reads; i++) {
            failing[0] = i;
            assertThatThrownBy(() -> scanner.scan(wheel)).isInstanceOf(IOException.class);
            failing[0] = 0;
            assertThat(WheelScannerTest.untimed(scanner.scan(wheel)))
                    .as("after read %d", i)
                    .isEqualTo(undisturbed);
        }
    }

    /** Killing a task interrupts it, which closes the channel of its file and no other. */
    @ParameterizedTest
    @EnumSource
    void anInterruptFailsOneScan(InputMode mode) throws IOException {
        Path wheel = NativeWheel.builder().writeTo(folder);
        WheelScanner scanner = new WheelScanner(mode);
        WheelReport undisturbed = WheelScannerTest.untimed(scanner.scan(wheel));
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> scanner.scan(wheel)).isInstanceOf(ClosedByInterruptException.class);
        } finally {
            Thread.interrupted();
        }
        assertThat(WheelScannerTest.untimed(scanner.scan(wheel))).isEqualTo(undisturbed);
    }

    /** Code that catches them would continue in a damaged thread. */
    @Test
    void errorsOfTheJvmArePassedOn() throws IOException {
        Path wheel = NativeWheel.builder().writeTo(folder);
        for (Error error : List.of(new OutOfMemoryError("heap"), new StackOverflowError())) {
            WheelScanner scanner = new WheelScanner(
                    path -> {
                        throw error;
                    },
                    Limits.DEFAULT);
            assertThatThrownBy(() -> scanner.scan(wheel)).isSameAs(error);
        }
    }

    @ParameterizedTest
    @EnumSource
    @EnabledOnOs(OS.LINUX)
    void noFileStaysOpenOrMapped(InputMode mode) throws IOException {
        List<Path> wheels = wheels();
        Map<String, Long> before = open();
        for (Path wheel : wheels) {
            int reads = readsOf(wheel, mode);
            for (int failing = 1; failing <= reads; failing++) {
                int number = failing;
                WheelScanner scanner =
                        new WheelScanner(path -> new FaultyFile(mode.open(path), number, Fault.FAILS), Limits.DEFAULT);
                assertThatThrownBy(() -> scanner.scan(wheel)).isInstanceOf(IOException.class);
            }
        }
        assertThat(open()).isEqualTo(before);
    }

    private static int readsOf(Path wheel, InputMode mode) throws IOException {
        FaultyFile[] opened = new FaultyFile[1];
        new WheelScanner(path -> opened[0] = new FaultyFile(mode.open(path), 0, Fault.FAILS), Limits.DEFAULT)
                .scan(wheel);
        return opened[0].reads;
    }

    /** How many times each wheel is open or mapped. */
    private Map<String, Long> open() throws IOException {
        try (Stream<Path> handles = Files.list(Path.of("/proc/self/fd"))) {
            long open = handles.filter(handle -> target(handle).contains(folder.toString()))
                    .count();
            long mapped = Files.readAllLines(Path.of("/proc/self/maps")).stream()
                    .filter(line -> line.contains(folder.toString()))
                    .count();
            return Map.of("open", open, "mapped", mapped);
        }
    }

    private static String target(Path handle) {
        try {
            return Files.readSymbolicLink(handle).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }
}
