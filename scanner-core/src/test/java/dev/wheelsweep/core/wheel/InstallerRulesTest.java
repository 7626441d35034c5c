package dev.wheelsweep.core.wheel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.FormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Wheels that installers refuse for their name or dist-info; {@code InstallerDifferentialTest} asks pip about them. */
public class InstallerRulesTest {
    private static final String FOLDER = "foo-1.0.dist-info";

    /**
     * @param files path and content of each, in turn
     * @param objection empty if the wheel can be installed
     */
    public record Case(String filename, List<String> files, String objection) {
        /** @return whether pip asks the same question; it compares versions only of wheels in an index or a folder */
        public String project() {
            return filename.split("-", 2)[0];
        }
    }

    private static final class Files {
        private final List<String> folders = new ArrayList<>(List.of(FOLDER));
        private String wheel = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n";
        private String metadata = "Metadata-Version: 2.1\nName: foo\nVersion: 1.0\n";
        private String record = "foo.py,,\n";

        List<String> list() {
            List<String> files = new ArrayList<>(List.of("foo.py", ""));
            for (String folder : folders) {
                if (!wheel.isEmpty()) {
                    files.addAll(List.of(folder + "/WHEEL", wheel));
                }
                if (!metadata.isEmpty()) {
                    files.addAll(List.of(folder + "/METADATA", metadata));
                }
                if (!record.isEmpty()) {
                    files.addAll(List.of(folder + "/RECORD", record));
                }
            }
            return files;
        }
    }

    private static Case refused(Consumer<Files> change, String objection) {
        return of("foo-1.0-py3-none-any.whl", change, objection);
    }

    private static Case taken(String filename, Consumer<Files> change) {
        return of(filename, change, "");
    }

    private static Case of(String filename, Consumer<Files> change, String objection) {
        Files files = new Files();
        change.accept(files);
        return new Case(filename, files.list(), objection);
    }

    private static Consumer<Files> metadata(String name, String version) {
        return files -> files.metadata = "Metadata-Version: 2.1\nName: %s\nVersion: %s\n".formatted(name, version);
    }

    private static Consumer<Files> wheelVersion(String version) {
        return files -> files.wheel = "Wheel-Version: %s\nTag: py3-none-any\n".formatted(version);
    }

    private static Consumer<Files> folders(String... names) {
        return files -> {
            files.folders.clear();
            files.folders.addAll(List.of(names));
        };
    }

    public static List<Case> cases() {
        return List.of(
                taken("foo-1.0-py3-none-any.whl", files -> {}),
                taken("foo-1.0-py3-none-any.whl", metadata("FOO", "1")),
                taken("foo-1.0-1-py3-none-any.whl", metadata("foo", "v1.0.0")),
                taken("foo-1.0.post1-py3-none-any.whl", metadata("foo", "1.0-1")),
                taken("foo-1.0+cu_1-py3-none-any.whl", metadata("foo", "1.0+CU.01")),
                taken("foo-1.0-py3-none-any.whl", wheelVersion("1.9")),
                taken("foo-1.0-py3-none-any.whl", wheelVersion("0.1")),
                taken("foo-1.0-py3-none-any.whl", folders("Foo-2.0.dist-info")),
                taken("foo-1.0-py3-none-any.whl", folders("foo_bar-2.0.dist-info")),
                of(
                        "foo-2004d-py3-none-any.whl",
                        files -> {},
                        "the version \"2004d\" of the file name is not a version of PEP 440"),
                of(
                        "foo__a-1.0-py3-none-any.whl",
                        files -> {},
                        "the project name \"foo__a\" of the file name has two underscores in a row"),
                refused(folders(), "there is no .dist-info folder"),
                refused(folders("pkg/foo-1.0.dist-info"), "there is no .dist-info folder"),
                refused(
                        folders(FOLDER, "bar-2.0.dist-info"),
                        "there are several .dist-info folders, such as foo-1.0.dist-info and bar-2.0.dist-info"),
                refused(
                        folders("bar-1.0.dist-info"),
                        "the folder bar-1.0.dist-info does not begin with the project's name foo"),
                refused(files -> files.wheel = "", "WHEEL is missing, cannot be read or has no Wheel-Version"),
                refused(
                        files -> files.wheel = "Tag: py3-none-any\n",
                        "WHEEL is missing, cannot be read or has no Wheel-Version"),
                refused(wheelVersion("2.0"), "Wheel-Version 2.0 is newer than 1"),
                refused(wheelVersion("10"), "Wheel-Version 10 is newer than 1"),
                refused(wheelVersion("1.x"), "Wheel-Version \"1.x\" is no version"),
                refused(wheelVersion(""), "Wheel-Version \"\" is no version"),
                refused(files -> files.metadata = "", "METADATA is missing, cannot be read or has no Name"),
                refused(
                        files -> files.metadata = "Metadata-Version: 2.1\nVersion: 1.0\n",
                        "METADATA is missing, cannot be read or has no Name"),
                refused(files -> files.metadata = "Metadata-Version: 2.1\nName: foo\n", "METADATA has no Version"),
                refused(metadata("bar", "1.0"), "METADATA names the project bar, the file name foo"),
                refused(metadata("foo", "1.1"), "METADATA has the version 1.1, the file name 1.0"),
                refused(metadata("foo", "1.0+cu1"), "METADATA has the version 1.0+cu1, the file name 1.0"),
                refused(metadata("foo", "1.0.dev0"), "METADATA has the version 1.0.dev0, the file name 1.0"),
                refused(metadata("foo", "2004d"), "the Version \"2004d\" of METADATA is not a version of PEP 440"),
                refused(files -> files.record = "", "RECORD is missing or cannot be read"));
    }

    @Test
    void refusesWhatInstallersRefuse() throws IOException, FormatException {
        for (Case it : cases()) {
            MemoryArchive archive = new MemoryArchive();
            for (int i = 0; i < it.files().size(); i += 2) {
                archive.with(it.files().get(i), it.files().get(i + 1));
            }
            WheelFilename name = WheelFilename.parse(it.filename());
            DistInfo distInfo = DistInfo.read(name, archive).facts();
            assertThat(InstallerRules.objection(name, distInfo).orElse(""))
                    .as("%s", it)
                    .isEqualTo(it.objection());
        }
    }

    @Test
    void aFolderIsAlsoWhatOnlyAFileIsCalled() throws IOException, FormatException {
        MemoryArchive archive = new MemoryArchive().with("x.dist-info", "").with("foo-1.0.dist-info/RECORD", "");
        WheelFilename name = WheelFilename.parse("foo-1.0-py3-none-any.whl");
        assertThat(InstallerRules.objection(name, DistInfo.read(name, archive).facts()))
                .contains("there are several .dist-info folders, such as x.dist-info and foo-1.0.dist-info");
    }

    @Test
    void nothingIsSaidOfWhatWasNotLookedFor() throws FormatException {
        assertThat(InstallerRules.objection(WheelFilename.parse("foo-1.0-py3-none-any.whl"), DistInfo.UNKNOWN))
                .isEqualTo(Optional.empty());
    }
}
