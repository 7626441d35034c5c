package dev.wheelsweep.core.scan;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.InputFile;
import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.input.Limits;
import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.wheel.DistInfo;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A file that is bad as a whole has a status and one reason, and nothing read from it counts. */
class BadWheelTest {
    /** More than one page, because a mapping loses whole pages. */
    private static final int CODE_BYTES = 1 << 18;

    private static final String NAME = "a-1.0-py3-none-any.whl";

    @TempDir
    private Path folder;

    @Test
    void anEmptyFileHasAReason() throws IOException {
        assertLost(scan(NAME, new byte[0]), WheelStatus.FAILED, Format.FILE, Reason.EMPTY_FILE, 0);
    }

    @Test
    void anotherFormatWithAWheelsNameIsNotAZip() throws IOException {
        assertLost(
                scan(NAME, "<html>404</html>".getBytes(US_ASCII)),
                WheelStatus.UNSUPPORTED,
                Format.ZIP,
                Reason.NOT_A_ZIP,
                0);
    }

    @Test
    void aTruncatedDownloadHasNoEndRecord() throws IOException {
        byte[] whole = NativeWheel.builder().bytes();
        int length = whole.length - 100;

        assertLost(
                scan(NAME, Arrays.copyOf(whole, length)),
                WheelStatus.FAILED,
                Format.ZIP,
                Reason.NO_END_OF_CENTRAL_DIRECTORY,
                length);
    }

    @Test
    void aBrokenDirectoryFailsTheWheel() throws IOException {
        byte[] bytes = NativeWheel.builder().bytes();
        int directory = (bytes[bytes.length - 6] & 0xff) | (bytes[bytes.length - 5] & 0xff) << 8;
        bytes[directory]++; // the signature of the first central header

        assertLost(scan(NAME, bytes), WheelStatus.FAILED, Format.ZIP, Reason.BAD_CENTRAL_HEADER, directory);
    }

    @Test
    void anInvalidNameFailsTheWheel() throws IOException {
        WheelReport report = scan("a-1.0-py3-any.whl", NativeWheel.builder().bytes());

        assertThat(report.name()).isEmpty();
        assertThat(report.status()).isEqualTo(WheelStatus.FAILED);
        assertThat(report.reason().orElseThrow().stage()).isEqualTo(Format.NAME);
        assertThat(report.reason().orElseThrow().reason()).isEqualTo(Reason.INVALID_NAME);
        assertThat(report.entries()).isZero();
        assertThat(report.cost().bytesRead()).isZero();
    }

    @Test
    void aNameWithTooManyTagsFailsTheWheel() throws IOException {
        String tags = String.join(".", "abcdefghijklmnopq".split("")); // 17 of each kind are 4,913
        WheelReport report = scan("a-1-%s-%s-%s.whl".formatted(tags, tags, tags), new byte[0]);

        assertThat(report.status()).isEqualTo(WheelStatus.LIMIT);
        assertThat(report.reason().orElseThrow().reason()).isEqualTo(Reason.LIMIT_TAGS);
        assertThat(report.reason().orElseThrow().offset()).isEqualTo("a-1-".length());
    }

    @ParameterizedTest
    @EnumSource
    void aFolderIsNotAWheel(InputMode mode) throws IOException {
        Path path = Files.createDirectory(folder.resolve(NAME));

        assertLost(
                new WheelScanner(mode).scan(path), WheelStatus.UNSUPPORTED, Format.FILE, Reason.NOT_A_REGULAR_FILE, 0);
    }

    @Test
    void aLinkToNothingIsAVanishedFile() throws IOException {
        Path path = Files.createSymbolicLink(folder.resolve(NAME), Path.of("nowhere"));

        assertLost(
                new WheelScanner(InputMode.MMAP).scan(path),
                WheelStatus.VANISHED,
                Format.FILE,
                Reason.FILE_VANISHED,
                0);
    }

    /** In the C locale Java cannot decode such names, but opens their files. */
    @Test
    void aNameThatTheLocaleCannotDecodeIsScanned() throws IOException, InterruptedException {
        byte[] wheel = NativeWheel.builder().bytes();
        Files.write(Path.of(URI.create(folder.toUri() + "caf%C3%A9-1.0-py3-none-any.whl")), wheel);
        Files.write(Path.of(URI.create(folder.toUri() + "caf%E9-1.0-py3-none-any.whl")), wheel);

        assertThat(ScannedFolder.output(folder, List.of(), Map.of("LC_ALL", "C")))
                .isEqualTo("2 wheels");
    }

    @Test
    void aLinkToAWheelIsThatWheelUnderTheLinksName() throws IOException {
        Path wheel = NativeWheel.builder().writeTo(folder);
        WheelReport report =
                new WheelScanner(InputMode.MMAP).scan(Files.createSymbolicLink(folder.resolve(NAME), wheel));

        assertThat(report.file()).isEqualTo(NAME);
        assertThat(report.elfFiles()).hasSize(2);
    }

    /** Something that happens to a good wheel as soon as it is open. */
    private interface Event {
        void happenTo(Path wheel) throws IOException;
    }

    private WheelReport scanWhile(InputMode mode, Event event) throws IOException {
        return scanWhile(mode, NativeWheel.builder(), event);
    }

    private WheelReport scanWhile(InputMode mode, WheelBuilder builder, Event event) throws IOException {
        Path wheel = builder.writeTo(folder);
        return new WheelScanner(
                        path -> {
                            InputFile file = mode.open(path);
                            event.happenTo(path);
                            return file;
                        },
                        Limits.DEFAULT)
                .scan(wheel);
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatGrowsDuringTheScanIsChanged(InputMode mode) throws IOException {
        WheelReport report = scanWhile(mode, wheel -> Files.write(wheel, new byte[] {0}, StandardOpenOption.APPEND));

        assertLost(report, WheelStatus.CHANGED, Format.FILE, Reason.FILE_CHANGED, 0);
        assertThat(report.name()).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatIsWrittenInPlaceIsChanged(InputMode mode) throws IOException {
        WheelReport report = scanWhile(
                mode,
                wheel -> Files.setLastModifiedTime(
                        wheel,
                        FileTime.fromMillis(Files.getLastModifiedTime(wheel).toMillis() + 1)));

        assertLost(report, WheelStatus.CHANGED, Format.FILE, Reason.FILE_CHANGED, 0);
    }

    @ParameterizedTest
    @EnumSource
    void aFileReplacedByOneOfTheSameSizeAndTimeIsChanged(InputMode mode) throws IOException {
        WheelReport report = scanWhile(mode, wheel -> {
            Path other = Files.copy(wheel, folder.resolve("other"), StandardCopyOption.COPY_ATTRIBUTES);
            Files.move(other, wheel, StandardCopyOption.REPLACE_EXISTING);
        });

        assertLost(report, WheelStatus.CHANGED, Format.FILE, Reason.FILE_CHANGED, 0);
    }

    /** Bytes are missing or wrong because another process writes the file: the status is changed, not failed. */
    @Test
    void aFileCutOrOverwrittenWhileItIsReadByPositionIsChanged() throws IOException {
        assertLost(
                scanWhile(InputMode.READ, wheel -> Files.write(wheel, new byte[10])),
                WheelStatus.CHANGED,
                Format.FILE,
                Reason.FILE_CHANGED,
                0);
        assertLost(
                scanWhile(InputMode.READ, wheel -> Files.write(wheel, new byte[100_000])),
                WheelStatus.CHANGED,
                Format.FILE,
                Reason.FILE_CHANGED,
                0);
    }

    /** The pages after the new end no longer exist; the JVM may throw the error some instructions later. */
    @RepeatedTest(30)
    void aMappedFileThatIsCutIsChanged(RepetitionInfo repetition) throws IOException {
        byte[] code = new byte[CODE_BYTES];
        new Random(1).nextBytes(code);
        int left = (repetition.getCurrentRepetition() - 1) * (code.length / repetition.getTotalRepetitions());
        WheelReport report = scanWhile(
                InputMode.MMAP,
                NativeWheel.builder()
                        .elf("demo_pkg/code.so", ElfBuilder.library().code(code)),
                wheel -> {
                    try (FileChannel file = FileChannel.open(wheel, StandardOpenOption.WRITE)) {
                        file.truncate(left);
                    }
                });
        assertLost(report, WheelStatus.CHANGED, Format.FILE, Reason.FILE_CHANGED, 0);
    }

    @ParameterizedTest
    @EnumSource
    void aFileThatIsRemovedDuringTheScanIsReported(InputMode mode) throws IOException {
        assertLost(scanWhile(mode, Files::delete), WheelStatus.VANISHED, Format.FILE, Reason.FILE_VANISHED, 0);
    }

    private WheelReport scan(String name, byte[] bytes) throws IOException {
        return new WheelScanner(InputMode.MMAP).scan(Files.write(folder.resolve(name), bytes));
    }

    private static void assertLost(WheelReport report, WheelStatus status, Format stage, Reason reason, long offset) {
        assertThat(report.status()).isEqualTo(status);
        assertThat(report.reason()).hasValueSatisfying(failure -> {
            assertThat(failure.stage()).isEqualTo(stage);
            assertThat(failure.reason()).isEqualTo(reason);
            assertThat(failure.offset()).isEqualTo(offset);
            assertThat(failure.entry()).isEmpty();
            assertThat(failure.detail()).isNotBlank();
        });
        assertThat(report.name()).isPresent();
        assertThat(report.entries()).isZero();
        assertThat(report.elfFiles()).isEmpty();
        assertThat(report.failures()).isEmpty();
        assertThat(report.allFailures()).containsExactly(report.reason().orElseThrow());
        assertThat(report.distInfo()).isEqualTo(DistInfo.UNKNOWN);
        assertThat(report.cost().bytesRead()).isZero();
    }
}
