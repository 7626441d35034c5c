package dev.wheelsweep.core.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FileStampTest {
    @TempDir
    Path folder;

    private Path file() throws IOException {
        return Files.write(folder.resolve("a.whl"), new byte[3]);
    }

    private static void assertRefused(Path path, Reason reason) {
        assertThat(catchThrowableOfType(FormatException.class, () -> FileStamp.of(path)))
                .isNotNull()
                .returns(Format.FILE, FormatException::format)
                .returns(reason, FormatException::reason)
                .returns(0L, FormatException::offset);
        for (InputMode mode : InputMode.values()) {
            assertThat(catchThrowableOfType(
                            FormatException.class, () -> mode.open(path).close()))
                    .as(mode.name())
                    .isNotNull()
                    .returns(reason, FormatException::reason);
        }
    }

    @Test
    void changesWithSizeTimeAndIdentity() throws IOException, FormatException {
        Path path = file();
        FileStamp before = FileStamp.of(path);
        assertThat(FileStamp.of(path)).isEqualTo(before);
        assertThat(before.size()).isEqualTo(3);
        FileTime time = Files.getLastModifiedTime(path);

        Path other = Files.write(folder.resolve("other"), new byte[3]);
        Files.setLastModifiedTime(other, time);
        assertThat(FileStamp.of(other)).isNotEqualTo(before);

        Files.write(path, new byte[4]);
        Files.setLastModifiedTime(path, time);
        assertThat(FileStamp.of(path)).isNotEqualTo(before);

        Files.write(path, new byte[3]);
        Files.setLastModifiedTime(path, FileTime.fromMillis(time.toMillis() + 1000));
        assertThat(FileStamp.of(path)).isNotEqualTo(before);
    }

    @Test
    void aFolderIsNoWheel() throws IOException {
        assertRefused(Files.createDirectory(folder.resolve("folder.whl")), Reason.NOT_A_REGULAR_FILE);
    }

    /** Opening a pipe waits until a process writes to it. */
    @Test
    @Timeout(10)
    void aPipeIsNotOpened() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe.whl");
        Process mkfifo;
        try {
            mkfifo = new ProcessBuilder("mkfifo", pipe.toString()).start();
        } catch (IOException missing) {
            assumeTrue(false, "no mkfifo");
            return;
        }
        assertThat(mkfifo.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertRefused(pipe, Reason.NOT_A_REGULAR_FILE);
    }

    @Test
    void aFileMayVanish() {
        assertRefused(folder.resolve("gone.whl"), Reason.FILE_VANISHED);
    }

    @Test
    void aLinkToNowhereIsAVanishedFile() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.whl"), folder.resolve("gone.whl"));
        assertRefused(link, Reason.FILE_VANISHED);
    }

    @Test
    void aLinkIsFollowed() throws IOException, FormatException {
        Path path = file();
        Path link = Files.createSymbolicLink(folder.resolve("link.whl"), path.getFileName());
        assertThat(FileStamp.of(link)).isEqualTo(FileStamp.of(path));
    }

    @Test
    void linksInACircleAreNoRegularFile() throws IOException {
        Path one = folder.resolve("one.whl");
        Path two = Files.createSymbolicLink(folder.resolve("two.whl"), one.getFileName());
        Files.createSymbolicLink(one, two.getFileName());
        assertRefused(one, Reason.NOT_A_REGULAR_FILE);
    }

    @Test
    void aFileMayBeForbidden() throws IOException {
        Path path = file();
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(path), "root may read everything");
        for (InputMode mode : InputMode.values()) {
            assertThat(catchThrowableOfType(
                            FormatException.class, () -> mode.open(path).close()))
                    .returns(Reason.ACCESS_DENIED, FormatException::reason);
        }
    }
}
