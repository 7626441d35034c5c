package dev.wheelsweep.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.scan.WheelBuilder;
import dev.wheelsweep.core.scan.WheelReport;
import dev.wheelsweep.core.scan.WheelScanner;
import dev.wheelsweep.core.zip.ZipEntryBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PypiUploadRulesTest {
    private static final String NAME = "My.Pkg-1.0-py3-none-any.whl";

    @TempDir
    private Path folder;

    @Test
    void anOrdinaryWheelIsAccepted() throws IOException {
        assertThat(objection(WheelBuilder.named(NAME).text("a.py", "").bytes())).isEmpty();
    }

    @Test
    void theFolderMustHaveExactlyTheNameOfTheFile() throws IOException {
        byte[] other = WheelBuilder.named("my_pkg-1.0-py3-none-any.whl")
                .text("a.py", "")
                .bytes();
        assertThat(objection(other)).contains("no My.Pkg-1.0.dist-info/WHEEL");
    }

    @Test
    void metadataAndRecordAreRequired() throws IOException {
        WheelBuilder wheel = WheelBuilder.named(NAME).text("My.Pkg-1.0.dist-info/WHEEL", "Tag: py3-none-any\n");
        assertThat(objection(wheel.bytesWithoutDistInfo())).contains("no My.Pkg-1.0.dist-info/METADATA");
        wheel.text("My.Pkg-1.0.dist-info/METADATA", "Name: a\n");
        assertThat(objection(wheel.bytesWithoutDistInfo())).contains("no My.Pkg-1.0.dist-info/RECORD");
        wheel.entry("My.Pkg-1.0.dist-info/RECORD", new byte[0], encrypted());
        assertThat(objection(wheel.bytesWithoutDistInfo())).contains("a RECORD that cannot be read");
    }

    /** An objection to the zip comes first, and one objection is enough. */
    @Test
    void areCheckedOnlyIfTheZipIsAccepted() throws IOException {
        byte[] zip = WheelBuilder.named(NAME)
                .file("a.py", new byte[9], entry -> entry.withComment(new byte[3]))
                .bytesWithoutDistInfo();
        assertThat(objection(zip)).contains("a comment of an entry");
    }

    @Test
    void aFileThatIsNoZipHasNoAnswer() throws IOException {
        assertThat(scan(new byte[] {1, 2, 3, 4}).indexWouldAccept()).isEmpty();
    }

    private static ZipEntryBuilder encrypted() {
        return ZipEntryBuilder.stored("My.Pkg-1.0.dist-info/RECORD", new byte[0])
                .withFlags(1);
    }

    private Optional<String> objection(byte[] wheel) throws IOException {
        WheelReport report = scan(wheel);
        List<String> found = report.zipOddities().stream()
                .filter(ZipOddity::refusesUpload)
                .map(ZipOddity::detail)
                .toList();
        assertThat(found).hasSizeLessThan(2);
        assertThat(report.indexWouldAccept()).contains(found.isEmpty());
        return found.stream().findFirst();
    }

    private WheelReport scan(byte[] wheel) throws IOException {
        return new WheelScanner(InputMode.MMAP).scan(Files.write(folder.resolve(NAME), wheel));
    }
}
