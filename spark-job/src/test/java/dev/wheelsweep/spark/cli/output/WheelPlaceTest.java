package dev.wheelsweep.spark.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Paths as services show them: always relative to the folder in which the command runs. */
class WheelPlaceTest {
    private static final String NAME = "a-1.0+x-py3-none-any.whl";

    @TempDir
    private Path folder;

    private record Case(String path, String place) {}

    @Test
    void aPathIsRelativeHoweverItIsGiven() {
        Path root = Path.of("/home/repository");
        for (Case it : List.of(
                new Case("dist/" + NAME, "dist/" + NAME),
                new Case("./dist/../dist//" + NAME, "dist/" + NAME),
                new Case("/home/repository/dist/" + NAME, "dist/" + NAME),
                new Case("/home/repository/../repository/dist/" + NAME, "dist/" + NAME),
                new Case(NAME, NAME),
                new Case("../other/" + NAME, "../other/" + NAME),
                new Case("/srv/wheels/" + NAME, "../../srv/wheels/" + NAME))) {
            WheelPlace place = WheelPlace.of(Path.of(it.path()), root);

            assertThat(place.text()).as(it.path()).isEqualTo(it.place());
            assertThat(place.uri()).as(it.path()).isEqualTo(it.place());
        }
    }

    /** The shell keeps the name of a symbolic link as its folder, and expands $PWD to it. */
    @Test
    void anAbsolutePathThroughASymbolicLinkIsRelativeToo() throws IOException {
        Path repository = Files.createDirectories(folder.toRealPath().resolve("repository/dist"));
        Files.writeString(repository.resolve(NAME), "");
        Path link = Files.createSymbolicLink(folder.resolve("link"), repository.getParent());

        assertThat(WheelPlace.of(link.resolve("dist").resolve(NAME), repository.getParent())
                        .text())
                .isEqualTo("dist/" + NAME);
    }

    @Test
    void aUriReferenceHasTheSamePath() {
        assertThat(uri("a b%\u00fc#?.whl")).isEqualTo("a%20b%25%C3%BC%23%3F.whl");
        for (String name :
                List.of("a b%\u00fc#?.whl", "c:d,e;f=g.whl", "\"<>\\^`{|}\u00e9\ud83d\ude00.whl", "%2F.whl")) {
            assertThat(URI.create("file:///w/").resolve(uri(name)).getPath())
                    .as(name)
                    .isEqualTo("/w/" + name);
        }
    }

    private static String uri(String name) {
        return WheelPlace.of(Path.of(name), Path.of("")).uri();
    }
}
