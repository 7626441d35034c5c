package dev.wheelsweep.spark.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.wheelsweep.core.input.Reason;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorListingTest {
    private static final String NAME = "alpha-1.0-py3-none-any.whl";

    @TempDir
    private Path temporary;

    private Path mirror;

    @BeforeEach
    void realPath() throws IOException {
        mirror = Files.createDirectory(temporary.toRealPath().resolve("mirror"));
    }

    @Test
    void takesNamesThatEndInWhlAndAreNotHidden() throws IOException {
        write("web/packages/aa/bb/" + NAME);
        write("web/packages/aa/bb/" + NAME + ".metadata");
        write("web/packages/aa/bb/." + NAME + ".x1y2");
        write("web/packages/aa/bb/." + NAME);
        write("web/packages/aa/bb/alpha-1.0.tar.gz");
        write("web/.cache/beta-1.0-py3-none-any.whl");
        write("web/whl");
        write("GAMMA-1.0-PY3-NONE-ANY.WHL");

        assertThat(listed()).containsExactly("GAMMA-1.0-PY3-NONE-ANY.WHL", "web/packages/aa/bb/" + NAME);
        assertThat(listing().unreadable()).isEmpty();
    }

    @Test
    void reportsSizeAndTimeOfAFile() throws IOException {
        Path wheel = write(NAME);
        Files.write(wheel, new byte[1234]);
        Files.setLastModifiedTime(wheel, FileTime.from(Instant.parse("2026-09-20T02:15:00.123456Z")));

        assertThat(listing().files())
                .containsExactly(new WheelFile(wheel.toString(), 1234, 1_789_870_500_123_456L, FileState.REGULAR));
    }

    @Test
    void listsAFileOnceUnderItsOwnPathHoweverManyLinksLeadToIt() throws IOException {
        write("pool/" + NAME);
        link("a/" + NAME, "../pool/" + NAME);
        link("z/latest.whl", "../pool/" + NAME);

        assertThat(listed()).containsExactly("pool/" + NAME);
        assertThat(listing().aliases()).isEqualTo(2);
    }

    @Test
    void hardLinksAreFilesOfTheirOwn() throws IOException {
        write("pool/" + NAME);
        Files.createLink(mirror.resolve("pool/beta-1.0-py3-none-any.whl"), mirror.resolve("pool/" + NAME));
        link("latest.whl", "pool/beta-1.0-py3-none-any.whl");

        assertThat(listed()).containsExactly("pool/" + NAME, "pool/beta-1.0-py3-none-any.whl");
        assertThat(listing().aliases()).isEqualTo(1);
    }

    @Test
    void listsAFileThatALinkOutOfTheMirrorLeadsTo() throws IOException {
        Path outside = Files.createDirectory(mirror.resolveSibling("outside"));
        Files.createFile(outside.resolve(NAME));
        Files.createFile(outside.resolve("beta-1.0-py3-none-any.whl"));
        link("one.whl", outside.resolve(NAME).toString());
        link("all", outside.toString());

        assertThat(listed()).containsExactly("all/" + NAME, "all/beta-1.0-py3-none-any.whl");
        assertThat(listing().aliases()).isEqualTo(1);
    }

    @Test
    void foldersThatLinkToEachOtherEnd() throws IOException {
        write("a/" + NAME);
        link("a/up", "..");
        link("a/self", ".");
        link("b/over", "../a");
        link("b/back", "../b");

        assertThat(listed()).containsExactly("a/" + NAME);
        assertThat(listing().aliases()).isZero();
    }

    @Test
    void overlappingRootsListAFileOnce() throws IOException {
        Path wheel = write("web/" + NAME);

        assertThat(MirrorListing.of(List.of(mirror, mirror.resolve("web"), wheel))
                        .files())
                .extracting(WheelFile::path)
                .containsExactly(wheel);
    }

    @Test
    void keepsLinksToNothingAndToThemselvesWithoutTheirTarget() throws IOException {
        link("gone-1.0-py3-none-any.whl", "nowhere");
        link("self-1.0-py3-none-any.whl", "self-1.0-py3-none-any.whl");
        link("no-wheel", "nowhere");

        assertThat(listing().files()).extracting(WheelFile::state).containsOnly(FileState.DANGLING);
        assertThat(listed()).containsExactly("gone-1.0-py3-none-any.whl", "self-1.0-py3-none-any.whl");
    }

    @Test
    void keepsWhatIsNoFileWithoutOpeningIt() throws Exception {
        mirrorCommand("mkfifo", "pipe-1.0-py3-none-any.whl");
        Files.createDirectory(mirror.resolve("folder-1.0-py3-none-any.whl"));
        link("pipe.whl", "pipe-1.0-py3-none-any.whl");
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(mirror.resolve("socket.whl")));

            assertThat(listed())
                    .containsExactly("folder-1.0-py3-none-any.whl", "pipe-1.0-py3-none-any.whl", "socket.whl");
            assertThat(listing().files()).extracting(WheelFile::state).containsOnly(FileState.SPECIAL);
        }
    }

    @Test
    void looksIntoAFolderThatIsNamedLikeAWheel() throws IOException {
        write("pool.whl/" + NAME);

        assertThat(listed()).containsExactly("pool.whl", "pool.whl/" + NAME);
    }

    @Test
    void listsAFileThatIsNamedItselfWhateverItsName() throws IOException {
        Path file = write("download.tmp");

        assertThat(MirrorListing.of(List.of(file)).files())
                .extracting(WheelFile::path)
                .containsExactly(file);
    }

    @Test
    void aMissingRootIsAnError() {
        Path missing = mirror.resolve("missing");

        assertThatThrownBy(() -> MirrorListing.of(List.of(missing)))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(missing.toString());
    }

    @Test
    void reportsFoldersThatCannotBeReadOrEntered() throws IOException {
        write("closed/" + NAME);
        write("names-only/" + NAME);
        Path closed = restrict("closed", "---------");
        Path namesOnly = restrict("names-only", "r--------");
        assumeThat(Files.isReadable(closed)).as("running as root").isFalse();

        MirrorListing listing = listing();
        restrict("closed", "rwx------");
        restrict("names-only", "rwx------");

        assertThat(listing.unreadable()).containsExactly(new UnreadableFolder(closed.toString(), Reason.ACCESS_DENIED));
        assertThat(listing.files()).containsExactly(WheelFile.denied(namesOnly.resolve(NAME)));
    }

    @Test
    void namesThatAreNotValidTextIdentifyTheirFiles() throws IOException {
        Path latin1 = Path.of(URI.create(mirror.toUri() + "caf%E9-1.0-py3-none-any.whl"));
        Files.write(latin1, new byte[7]);

        WheelFile listed = listing().files().get(0);

        assertThat(listed.location()).startsWith("file:").endsWith("caf%E9-1.0-py3-none-any.whl");
        assertThat(Files.readAllBytes(listed.path())).hasSize(7);
    }

    @Test
    void isSortedByPath() throws IOException {
        Stream.of("b/c.whl", "b-1.whl", "b/a.whl", "a.whl", "c/a.whl").forEach(this::write);

        assertThat(listed()).containsExactly("a.whl", "b-1.whl", "b/a.whl", "b/c.whl", "c/a.whl");
    }

    private MirrorListing listing() throws IOException {
        return MirrorListing.of(List.of(mirror));
    }

    private List<String> listed() throws IOException {
        return listing().files().stream()
                .map(file -> mirror.relativize(file.path()).toString())
                .toList();
    }

    private Path write(String name) {
        try {
            Path file = mirror.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.createFile(file);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private void link(String name, String target) throws IOException {
        Path link = mirror.resolve(name);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of(target));
    }

    private Path restrict(String folder, String permissions) throws IOException {
        return Files.setPosixFilePermissions(mirror.resolve(folder), PosixFilePermissions.fromString(permissions));
    }

    private void mirrorCommand(String... command) throws Exception {
        assertThat(new ProcessBuilder(command)
                        .directory(mirror.toFile())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }
}
