package dev.wheelsweep.spark.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class MirrorsTest {
    private static String path(List<String> mirrors, String location) {
        return Mirrors.of(mirrors)
                .named(new WheelFile(location, 0, 0, FileState.REGULAR))
                .wheelPath();
    }

    @Test
    void aFileOfTheOnlyMirrorIsNamedByItsPathBelowIt() {
        assertThat(path(List.of("/srv/pypi"), "/srv/pypi/ab/a.whl")).isEqualTo("ab/a.whl");
        assertThat(path(List.of("/srv/pypi/"), "/srv/pypi/ab/a.whl")).isEqualTo("ab/a.whl");
        assertThat(path(List.of("/"), "/srv/a.whl")).isEqualTo("srv/a.whl");
        assertThat(path(List.of("/srv/a.whl"), "/srv/a.whl")).isEqualTo("a.whl");
        assertThat(path(List.of("s3a://bucket"), "s3a://bucket/ab/a.whl")).isEqualTo("ab/a.whl");
        assertThat(path(List.of("hdfs://host:8020/m"), "hdfs://host:8020/m/a.whl"))
                .isEqualTo("a.whl");
    }

    @Test
    void aFileOfOneOfSeveralMirrorsBeginsWithWhatDistinguishesTheMirror() {
        List<String> different = List.of("/home/me/a", "/data/b");
        assertThat(path(different, "/home/me/a/x.whl")).isEqualTo("a/x.whl");
        assertThat(path(different, "/data/b/x.whl")).isEqualTo("b/x.whl");
        List<String> alike = List.of("/srv/a/x", "/srv/b/x");
        assertThat(path(alike, "/srv/a/x/1.whl")).isEqualTo("a/x/1.whl");
        assertThat(path(alike, "/srv/b/x/1.whl")).isEqualTo("b/x/1.whl");
        List<String> files = List.of("/srv/a/1.whl", "/srv/b/1.whl");
        assertThat(path(files, "/srv/b/1.whl")).isEqualTo("b/1.whl");
        assertThat(path(List.of("s3a://one/x", "s3a://two/x"), "s3a://two/x/1.whl"))
                .isEqualTo("two/x/1.whl");
    }

    /** The name w of the first mirror is a folder of the others: w/w would name a file of two mirrors. */
    @Test
    void noMirrorIsCalledLikeAFolderInAnother() {
        List<String> mirrors = List.of("/w", "/a/w", "/b/w");
        assertThat(path(mirrors, "/w/w/1.whl")).isNotEqualTo(path(mirrors, "/a/w/1.whl"));
        List<String> shorter = List.of("/a", "/q/a/b", "/p/b");
        assertThat(path(shorter, "/a/b/1.whl")).isNotEqualTo(path(shorter, "/q/a/b/1.whl"));
    }

    @Test
    void aMirrorInsideAnotherChangesNoName() {
        assertThat(path(List.of("/srv", "/srv/pypi"), "/srv/pypi/a.whl")).isEqualTo("pypi/a.whl");
        assertThat(path(List.of("/srv", "/srv-old"), "/srv-old/a.whl")).isEqualTo("srv-old/a.whl");
    }

    @Test
    void whatIsOutsideKeepsItsLocation() {
        assertThat(path(List.of("/srv/pypi"), "/srv/pypi2/a.whl")).isEqualTo("/srv/pypi2/a.whl");
        assertThat(path(List.of("/srv/list.csv"), "https://host/a.whl")).isEqualTo("https://host/a.whl");
        assertThat(path(List.of(), "/srv/a.whl")).isEqualTo("/srv/a.whl");
    }

    @Test
    void aPathThatIsNotValidTextIsEncoded() {
        assertThat(path(List.of("/m"), "file:///m/x/caf%E9.whl")).isEqualTo("file:x/caf%E9.whl");
        assertThat(path(List.of("/a/m", "/b/n"), "file:///b/n/caf%E9.whl")).isEqualTo("file:n/caf%E9.whl");
        assertThat(path(List.of("/m"), "/m/file:caf%E9.whl"))
                .as("a name that only looks encoded")
                .isNotEqualTo(path(List.of("/m"), "file:///m/caf%E9.whl"))
                .isEqualTo("file:"
                        + Path.of("/m/file:caf%E9.whl").toUri().getRawPath().substring("/m/".length()));
    }

    @Test
    void aPublicNameOfAMirrorSaysNothingOfTheMachine() {
        assertThat(Mirrors.publicNames(List.of("/home/me/pypi"))).containsExactly("pypi");
        assertThat(Mirrors.publicNames(List.of("/srv/a/x", "/srv/b/x"))).containsExactly("a/x", "b/x");
        assertThat(Mirrors.publicNames(List.of("s3a://bucket/mirror"))).containsExactly("mirror");
        assertThat(Mirrors.publicNames(List.of("https://host/simple/numpy/")))
                .containsExactly("https://host/simple/numpy/");
        assertThat(Mirrors.publicNames(List.of("our mirror"))).containsExactly("our mirror");
        assertThat(Mirrors.publicNames(List.of())).isEmpty();
    }
}
