package dev.wheelsweep.spark.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BandersnatchMirrorTest {
    private static final String SHA256 = "0f".repeat(32);

    @TempDir
    private Path folder;

    @BeforeEach
    void mirror() throws IOException {
        write("web/packages/aa/bb/cc/alpha-1.0-py3-none-any.whl", "");
        write("web/packages/aa/bb/dd/alpha-2.0-py3-none-any.whl", "");
        write("web/packages/aa/bb/ee/stray-1.0-py3-none-any.whl", "");
        write("status", "31415926\n");
        write("web/simple/alpha/index.v1_json", """
                {"meta": {"api-version": "1.4", "_last-serial": 7}, "name": "alpha", "versions": ["1.0"],
                 "tracks": [["a", {"b": 1}]],
                 "files": [
                  {"filename": "alpha-1.0-py3-none-any.whl", "size": 3, "requires-python": "", "yanked": false,
                   "url": "../../packages/aa/bb/cc/alpha-1.0-py3-none-any.whl", "hashes": {"md5": "x", "sha256": "%s"},
                   "upload-time": "2024-02-05T23:50:00.000001Z", "core-metadata": {"sha256": "yy"}},
                  {"filename": "alpha-2.0-py3-none-any.whl", "yanked": "broken", "hashes": {}, "requires-python": ">=3.9",
                   "url": "https://files.example/packages/aa/bb/dd/alpha-2.0-py3-none-any.whl#sha256=1", "upload-time": ""},
                  {"filename": "alpha-3.0+cpu-py3-none-any.whl", "yanked": "",
                   "url": "../../packages/aa/bb/ff/alpha-3.0%%2Bcpu-py3-none-any.whl"},
                  {"filename": "alpha-1.0.tar.gz", "url": "../../packages/aa/alpha-1.0.tar.gz"},
                  {"filename": "out-1.0-py3-none-any.whl", "url": "../../packages/../../../out-1.0-py3-none-any.whl"},
                  {"filename": "nul\\u0000-1.0-py3-none-any.whl", "url": "../../packages/aa/nul-1.0-py3-none-any.whl"},
                  {"filename": 7}],
                 "project-status": {"status": "archived", "reason": "old"}}
                """.formatted(SHA256.toUpperCase(java.util.Locale.ROOT)));
        write("web/simple/b/broken/index.v1_json", "<html>");
        write("web/simple/alpha/versions/index_1.v1_json", "ignored");
    }

    @Test
    void isFoundFromEachOfItsFolders() {
        for (String root : List.of("", "web", "web/packages")) {
            assertThat(BandersnatchMirror.around(folder.resolve(root))).contains(new BandersnatchMirror(folder));
        }
        assertThat(BandersnatchMirror.around(folder.resolve("web/packages/aa/bb/cc")))
                .isEmpty();
    }

    @Test
    void reportsItsSerialAndWhetherASyncIsUnfinished() throws IOException {
        BandersnatchMirror mirror = new BandersnatchMirror(folder);
        assertThat(mirror.serial()).contains("31415926");
        assertThat(mirror.isUnfinished()).isFalse();

        write("todo", "31415999\nalpha\n");
        assertThat(mirror.isUnfinished()).isTrue();
    }

    @Test
    void describesEachFileFromTheIndex() throws IOException {
        BandersnatchMirror.Described described = new BandersnatchMirror(folder)
                .describe(MirrorListing.of(List.of(folder.resolve("web/packages")))
                        .files());

        long uploaded =
                TimeUnit.SECONDS.toMicros(Instant.parse("2024-02-05T23:50:00Z").getEpochSecond()) + 1;
        Optional<String> archived = Optional.of("archived");
        assertThat(described.absent())
                .extracting(file -> file.index().projectStatus())
                .containsExactly(archived);
        assertThat(described.files())
                .extracting(WheelFile::index)
                .containsExactly(
                        new IndexEntry(Optional.empty(), Optional.of(SHA256), Optional.of(uploaded), Optional.of(false))
                                .ofProject(archived),
                        new IndexEntry(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(true))
                                .with(Optional.of("broken"), Optional.of(">=3.9"))
                                .ofProject(archived),
                        IndexEntry.NONE);
        assertThat(described.absent())
                .extracting(WheelFile::filename, WheelFile::state)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("alpha-3.0+cpu-py3-none-any.whl", FileState.DANGLING));
        assertThat(described.unindexed()).isEqualTo(1);
        assertThat(described.badPages())
                .as("what is no JSON, and a page that lists a file without address")
                .isEqualTo(2);
        assertThat(described.projects()).isEqualTo(Map.of("archived", 1L));
    }

    /** Each is one bad page, and the files of the others are described. */
    @Test
    void aPageThatCannotBeReadIsCounted() throws Exception {
        write("web/simple/cut/index.v1_json", "{\"files\": [{\"filename\": \"a");
        write("web/simple/list/index.v1_json", "[]");
        write("web/simple/null/index.v1_json", "{\"files\": [null, 7, [], {\"url\": {}}]}");
        write("web/simple/object/index.v1_json", "{\"files\": {}}");
        Files.createDirectories(folder.resolve("web/simple/folder/index.v1_json"));
        Files.createDirectories(folder.resolve("web/simple/empty"));
        Files.createSymbolicLink(folder.resolve("web/simple/empty/index.v1_json"), folder.resolve("nowhere"));
        byte[] utf32 = {0, 0, 0, '{', 0x7f, 0, 0, 0};
        Files.createDirectories(folder.resolve("web/simple/utf32"));
        Files.write(folder.resolve("web/simple/utf32/index.v1_json"), utf32);
        Files.createDirectories(folder.resolve("web/simple/latin"));
        Files.write(folder.resolve("web/simple/latin/index.v1_json"), new byte[] {'{', '"', (byte) 0xe4, '"'});
        Files.createDirectories(folder.resolve("web/simple/pipe"));
        assertThat(new ProcessBuilder(
                                "mkfifo",
                                folder.resolve("web/simple/pipe/index.v1_json").toString())
                        .start()
                        .waitFor())
                .isZero();

        BandersnatchMirror.Described described = new BandersnatchMirror(folder)
                .describe(MirrorListing.of(List.of(folder.resolve("web/packages")))
                        .files());

        assertThat(described.badPages()).isEqualTo(2 + 9);
        assertThat(described.files().get(0).index().sha256()).contains(SHA256);
    }

    @Test
    void aSerialThatIsNoTextIsRead() throws IOException {
        Files.write(folder.resolve("status"), new byte[] {(byte) 0xff, '1'});
        assertThat(new BandersnatchMirror(folder).serial()).contains("\ufffd1");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
