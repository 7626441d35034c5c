package dev.wheelsweep.core.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Mapped and positional files behave the same. */
class InputFileTest {
    private static final long GIB = 1L << 30;
    private static final int MANY_TIMES = 20_000;

    @TempDir
    Path folder;

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("a.whl"), bytes);
    }

    /** A file of so many bytes that takes no room; each of the last 8 is its distance from the end. */
    private Path sparse(long size) throws IOException {
        Path path = folder.resolve("sparse.whl");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(size);
            file.seek(size - 8);
            file.write(new byte[] {8, 7, 6, 5, 4, 3, 2, 1});
        }
        return path;
    }

    @ParameterizedTest
    @EnumSource(InputMode.class)
    void givesEveryRange(InputMode mode) throws IOException, FormatException {
        byte[] bytes = new byte[700_000];
        new Random(1).nextBytes(bytes);
        try (InputFile file = mode.open(file(bytes))) {
            assertThat(file.size()).isEqualTo(bytes.length);
            ByteView whole = file.view(Format.ZIP, 0, bytes.length);
            assertThat(whole.copy(0, bytes.length)).isEqualTo(bytes);
            ByteView part = file.view(Format.ZIP, 1234, 3);
            assertThat(part.origin()).isEqualTo(1234);
            assertThat(part.copy(0, 3)).containsExactly(bytes[1234], bytes[1235], bytes[1236]);
            assertThat(file.view(Format.ZIP, bytes.length, 0).length()).isZero();
            assertThat(file.stride()).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource(InputMode.class)
    void refusesRangesOutsideTheFile(InputMode mode) throws IOException, FormatException {
        long[][] ranges = {{0, 11}, {10, 1}, {11, 0}, {-1, 1}, {0, -1}, {1, Long.MAX_VALUE}, {Long.MAX_VALUE, 1}};
        try (InputFile file = mode.open(file(new byte[10]))) {
            for (long[] range : ranges) {
                assertThat(catchThrowableOfType(FormatException.class, () -> file.view(Format.ELF, range[0], range[1])))
                        .as("%d bytes at %d", range[1], range[0])
                        .isNotNull()
                        .returns(Format.ELF, FormatException::format)
                        .returns(Reason.OUT_OF_BOUNDS, FormatException::reason)
                        .returns(range[0], FormatException::offset);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(InputMode.class)
    void anEmptyFileHasNoBytes(InputMode mode) throws IOException, FormatException {
        try (InputFile file = mode.open(file(new byte[0]))) {
            assertThat(file.size()).isZero();
            assertThat(file.view(Format.ZIP, 0, 0).length()).isZero();
        }
    }

    /** Where one window ends and the next is needed, and where a buffer or an int would end. */
    @ParameterizedTest
    @EnumSource(InputMode.class)
    void reachesTheLastByteOfLargeFiles(InputMode mode) throws IOException, FormatException {
        List<Long> sizes = new ArrayList<>(List.of(2 * GIB - 1, 2 * GIB, 2 * GIB + 1, 9 * GIB + 5));
        for (int steps = 2; steps <= 4; steps++) {
            long boundary = steps * MappedFile.WINDOW_STEP;
            sizes.addAll(List.of(boundary - 1, boundary, boundary + 1));
        }
        for (long size : sizes) {
            try (InputFile file = mode.open(sparse(size))) {
                assertThat(file.size()).isEqualTo(size);
                for (int fromEnd = 1; fromEnd <= 8; fromEnd++) {
                    ByteView view = file.view(Format.ZIP, size - fromEnd, fromEnd);
                    assertThat(view.u8(0))
                            .as("%d before the end of %d", fromEnd, size)
                            .isEqualTo(fromEnd);
                }
            }
        }
    }

    @Test
    void aStrideFitsIntoAMappedViewWhereverItBegins() throws IOException, FormatException {
        long step = MappedFile.WINDOW_STEP;
        long size = 5 * step;
        try (InputFile file = InputMode.MMAP.open(sparse(size))) {
            assertThat(file.stride()).isEqualTo((int) step);
            for (long offset : new long[] {0, 1, step - 1, step, step + 1, 2 * step - 1, 3 * step + 7, size - step}) {
                assertThat(file.view(Format.ZIP, offset, step).length()).isEqualTo((int) step);
            }
            assertThat(catchThrowableOfType(FormatException.class, () -> file.view(Format.ZIP, 7, 2 * step)))
                    .returns(Reason.LIMIT_VIEW_BYTES, FormatException::reason)
                    .returns(7L, FormatException::offset);
        }
    }

    @Test
    void aClosedMappedFileCannotBeRead() throws IOException, FormatException {
        InputFile file = InputMode.MMAP.open(file(new byte[10]));
        file.close();
        file.close();
        assertThatThrownBy(() -> file.view(Format.ZIP, 0, 1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aFileThatShrinksDuringPositionalReadsIsNotBadInput() throws IOException, FormatException {
        Path path = file(new byte[10]);
        try (InputFile file = InputMode.READ.open(path)) {
            Files.write(path, new byte[4]);
            assertThatThrownBy(() -> file.view(Format.ZIP, 2, 8))
                    .isInstanceOf(EOFException.class)
                    .hasMessage("the file ends at 4, it had 10 bytes when it was opened");
        }
    }

    /** Only compiled code gets the error late; so many rounds make the JVM compile it. */
    @Test
    void readingAVanishedPageFailsBeforeTheFileIsClosed() throws IOException, FormatException {
        byte[] page = new byte[4096];
        int failures = 0;
        for (int i = 0; i < MANY_TIMES; i++) {
            Path path = file(page);
            try {
                InputFile file = InputMode.MMAP.open(path);
                try {
                    Files.write(path, new byte[0]);
                    file.view(Format.ZIP, 0, 1).u8(0);
                } finally {
                    file.close();
                }
            } catch (InternalError gone) {
                failures++;
            }
        }
        assertThat(failures).isEqualTo(MANY_TIMES);
    }
}
