package dev.wheelsweep.core.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
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
    private static final String NAME = "my_pkg-1.0-py3-none-any.whl";
    private static final String FOLDER = "my_pkg-1.0.dist-info/";
    private static final int BZIP2 = 12;

    @TempDir
    private Path folder;

    /** @param objection empty if PyPI takes the wheel */
    private record Case(String given, String objection) {}

    @Test
    void aWheelInOrderIsAccepted() throws IOException {
        assertThat(objection(NAME, WheelBuilder.named(NAME).text("a.py", "").bytes()))
                .isEmpty();
    }

    @Test
    void theFolderIsCalledAsTheFileToTheLetter() throws IOException {
        byte[] other = WheelBuilder.named("my.pkg-1.0-py3-none-any.whl")
                .text("a.py", "")
                .bytes();
        assertThat(objection(NAME, other)).contains("no my_pkg-1.0.dist-info/WHEEL");
    }

    @Test
    void metadataAndRecordAreAskedForToo() throws IOException {
        WheelBuilder wheel = WheelBuilder.named(NAME).text(FOLDER + "WHEEL", "Tag: py3-none-any\n");
        assertThat(objection(NAME, wheel.bytesWithoutDistInfo())).contains("no my_pkg-1.0.dist-info/METADATA");
        wheel.text(FOLDER + "METADATA", "Name: a\n");
        assertThat(objection(NAME, wheel.bytesWithoutDistInfo())).contains("no my_pkg-1.0.dist-info/RECORD");
        wheel.entry(FOLDER + "RECORD", new byte[0], encrypted());
        assertThat(objection(NAME, wheel.bytesWithoutDistInfo())).contains("RECORD cannot be read");
    }

    /** PyPI decodes WHEEL although it uses nothing of it, so the content does not matter, but its CRC-32 does. */
    @Test
    void whatPypiDecodesMustBeReadable() throws IOException {
        for (String file : List.of("WHEEL", "METADATA", "entry_points.txt")) {
            byte[] bad = WheelBuilder.named(NAME)
                    .file(
                            FOLDER + file,
                            "Tag: a\n".getBytes(UTF_8),
                            entry -> entry.withCentral(header -> header.add("crc-32", 1)))
                    .bytes();
            assertThat(objection(NAME, bad)).as(file).isPresent();
        }
        byte[] wheel = WheelBuilder.named(NAME)
                .file(
                        FOLDER + "entry_points.txt",
                        new byte[] {'\n'},
                        entry -> entry.withCentral(header -> header.add("crc-32", 1)))
                .bytes();
        assertThat(objection(NAME, wheel)).contains("entry_points.txt cannot be read");
    }

    /** An objection to the zip comes first, and one objection is enough. */
    @Test
    void theZipComesFirst() throws IOException {
        byte[] comment = WheelBuilder.named(NAME)
                .file("a.py", new byte[9], entry -> entry.withComment(new byte[3]))
                .bytesWithoutDistInfo();
        assertThat(objection(NAME, comment)).contains("a comment of an entry");
        byte[] bzip2 = WheelBuilder.named(NAME)
                .entry("a.py", new byte[9], ZipEntryBuilder.of(new byte[] {'a'}, BZIP2, new byte[9], new byte[9]))
                .bytes();
        assertThat(objection(NAME, bzip2)).contains("the compression method bzip2");
    }

    @Test
    void nothingIsKnownOfWhatIsNoZip() throws IOException {
        assertThat(scan(NAME, new byte[] {1, 2, 3, 4}).indexWouldAccept()).isEmpty();
    }

    @Test
    void fileNames() throws IOException {
        for (Case it : List.of(
                new Case(
                        "My.Pkg-1.0-py3-none-any.whl",
                        "the file name does not begin with the normalized project name my_pkg"),
                new Case("my_pkg-1.0-1x-py3-none-any.whl", ""),
                new Case("my_pkg-1.0-py3-none-any-v3.whl", "a variant label in the file name"),
                new Case("my_pkg-1.0_x-py3-none-any.whl", "a file name that packaging does not parse"),
                new Case("my_pkg-1.0+cu1-py3-none-any.whl", "1.0+cu1 is a local version"),
                new Case("my_pkg-1.0-py3-none-linux_x86_64.whl", "the platform tag linux_x86_64"),
                new Case("my_pkg-1.0-py3-none-manylinux1_x86_64.linux_x86_64.whl", "the platform tag linux_x86_64"),
                new Case("my_pkg-1.0-py3-none-manylinux_2_5_aarch64.whl", ""))) {
            assertThat(objection(it.given, WheelBuilder.named(it.given).bytes()).orElse(""))
                    .as(it.given)
                    .isEqualTo(it.objection);
        }
    }

    @Test
    void metadataAgainstTheFileName() throws IOException {
        String good = "Metadata-Version: 2.4\nName: My-Pkg\nVersion: 1.0.0\n";
        for (Case it : List.of(
                new Case(good, ""),
                new Case(good.replace("2.4", "2.6"), "Metadata-Version \"2.6\" is not supported"),
                new Case("Name: my-pkg\nVersion: 1.0\n", "Metadata-Version \"\" is not supported"),
                new Case(
                        good.replace("My-Pkg", "other"),
                        "the file name does not begin with the normalized project name other"),
                new Case(
                        good.replace("My-Pkg", "my"),
                        "the file name does not begin with the normalized project name my"),
                new Case(good.replace("My-Pkg", "-my"), "Name \"-my\" of METADATA is not a project name"),
                new Case(good.replace("1.0.0", "1.1"), "Version 1.1 of METADATA is not that of the file name"),
                new Case(good.replace("1.0.0", "1.0+a"), "1.0+a is a local version"),
                new Case(good.replace("1.0.0", "x"), "Version \"x\" of METADATA is not a version of PEP 440"),
                new Case(good + "License-File: sub/LICENSE\n", ""),
                new Case(
                        good + "License-File: NOTICE\n",
                        "License-File NOTICE is not at my_pkg-1.0.dist-info/licenses/NOTICE"),
                new Case(
                        good + "License-File: sub/LICENSE\nLicense-File: LICENSE\n",
                        "License-File LICENSE is not at my_pkg-1.0.dist-info/licenses/LICENSE"),
                new Case(good.replace("2.4", "2.1") + "License-File: LICENSE\n", ""),
                new Case(
                        good.replace("2.4", "2.1") + "License-File: NOTICE\n",
                        "License-File NOTICE is not at my_pkg-1.0.dist-info/licenses/NOTICE"),
                new Case(good + "License-Expression: MIT\n", ""),
                new Case(
                        good + "License: MIT\nLicense-Expression: MIT\n",
                        "METADATA has both License and License-Expression"),
                new Case(
                        good.replace("2.4", "2.1") + "License-Expression: MIT\n",
                        "License-Expression needs Metadata-Version 2.4"),
                new Case(good + "Requires-Dist: a>=1; extra == 'x@y'\n", ""),
                new Case(good + "Requires-Dist: a @ file:///b\n", "Requires-Dist names a URL: a @ file:///b"))) {
            byte[] wheel = WheelBuilder.named(NAME)
                    .text(FOLDER + "licenses/sub/LICENSE", "")
                    .text(FOLDER + "LICENSE", "")
                    .text(FOLDER + "WHEEL", "Wheel-Version: 1.0\n")
                    .text(FOLDER + "METADATA", it.given)
                    .text(FOLDER + "RECORD", "")
                    .bytesWithoutDistInfo();
            assertThat(objection(NAME, wheel).orElse("")).as(it.given).isEqualTo(it.objection);
        }
    }

    @Test
    void entryPointsAreAnIniFile() throws IOException {
        byte[] wheel = WheelBuilder.named(NAME)
                .text(FOLDER + "entry_points.txt", "[console_scripts]\na = b\na = c\n")
                .bytes();
        assertThat(objection(NAME, wheel)).contains("entry_points.txt has a twice in [console_scripts]");
    }

    private static ZipEntryBuilder encrypted() {
        return ZipEntryBuilder.stored(FOLDER + "RECORD", new byte[0]).withFlags(1);
    }

    private Optional<String> objection(String name, byte[] wheel) throws IOException {
        WheelReport report = scan(name, wheel);
        List<String> found = report.zipOddities().stream()
                .filter(ZipOddity::refusesUpload)
                .map(ZipOddity::detail)
                .toList();
        assertThat(found).hasSizeLessThan(2);
        assertThat(report.indexWouldAccept()).contains(found.isEmpty());
        return found.stream().findFirst();
    }

    private WheelReport scan(String name, byte[] wheel) throws IOException {
        return new WheelScanner(InputMode.MMAP).scan(Files.write(folder.resolve(name), wheel));
    }
}
