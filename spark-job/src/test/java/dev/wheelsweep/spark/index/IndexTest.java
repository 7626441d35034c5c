package dev.wheelsweep.spark.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wheelsweep.spark.listing.FileState;
import dev.wheelsweep.spark.listing.IndexEntry;
import dev.wheelsweep.spark.listing.WheelFile;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What an index lists, as JSON and as HTML, becomes the rows of a listing. */
class IndexTest {
    private static final String JSON = "application/vnd.pypi.simple.v1+json";
    private static final String HTML = "text/html";
    private static final String SHA = "ab".repeat(32);
    private static final String WHEEL = "a_b-1.0-py3-none-any.whl";

    @AutoClose
    private final LoopbackServer server = new LoopbackServer();

    private Index.Listing list(WheelChoice choice, String... projects) throws IOException {
        return Index.of(server.address("/simple"), Access.FAST).list(List.of(projects), choice, (done, all) -> {});
    }

    private static WheelFile file(String location, long size, long modified, FileState state, IndexEntry entry) {
        return new WheelFile(location, size, modified, state, entry)
                .named("a-b/" + entry.filename().orElseThrow());
    }

    private static IndexEntry entry(String name, Optional<String> sha256, Optional<Long> uploaded, boolean yanked) {
        return new IndexEntry(Optional.of(name), sha256, uploaded, Optional.of(yanked));
    }

    @Test
    void aJsonPageIsListedWithoutAskingForItsFiles() throws IOException {
        server.page("/simple/a-b/", JSON, """
                {"meta": {"api-version": "1.4"}, "name": "a-b", "project-status": {"status": "archived"},
                 "files": [
                  {"filename": "a_b-1.0.tar.gz", "url": "../../x/a_b-1.0.tar.gz", "hashes": {}},
                  {"filename": "%1$s", "url": "../../x/%1$s", "hashes": {"sha256": "%2$s"}, "size": 12,
                   "upload-time": "1970-01-01T00:00:02Z", "yanked": "broken", "requires-python": ">=3.8",
                   "core-metadata": {"sha256": "00"}},
                  {"filename": "a_b-1.0-py3-none-any.whl.metadata", "url": "m", "hashes": {}}]}""".formatted(WHEEL, SHA));
        Index.Listing listing = list(WheelChoice.ALL, "A.B", "a_b");
        assertThat(listing.files())
                .containsExactly(file(
                        server.address("/x/" + WHEEL),
                        12,
                        2_000_000,
                        FileState.REGULAR,
                        entry(WHEEL, Optional.of(SHA), Optional.of(2_000_000L), true)
                                .with(Optional.of("broken"), Optional.of(">=3.8"))
                                .ofProject(Optional.of("archived"))));
        assertThat(listing.statuses()).containsExactly(Map.entry("archived", 1L));
        assertThat(listing.undated()).isZero();
        assertThat(server.seen()).hasSize(1);
        assertThat(server.seen().get(0).header("User-agent")).matches("wheelsweep/[0-9.]+.*");
        assertThat(server.seen().get(0).header("Accept")).startsWith(JSON);
    }

    @Test
    void aHtmlPageIsListedWithTheSizesThatItsServerNames() throws IOException {
        byte[] content = new byte[321];
        server.page(
                "/simple/a-b/", HTML, """
                <!DOCTYPE html><html><head><meta name="pypi:repository-version" content="1.1">
                <meta name="pypi:project-status" content="deprecated">
                <base href="/elsewhere/"></head><body><h1>Links</h1>
                <a href="%1$s#sha256=%2$s" data-yanked="" data-requires-python="&gt;=3.8">%1$s</a><br>
                <a href="../files/a b/a_b-2.0%%2Blocal-py3-none-any.whl?x=1&amp;y=2" data-yanked="wrong">text</a>
                <a href=%3$s>%3$s</a> <a href="mailto:someone">mail</a> <a href="refused-1-py3-none-any.whl">r</a>
                """.formatted(WHEEL, SHA.toUpperCase(Locale.ROOT), "gone-1-py3-none-any.whl"));
        server.file("/elsewhere/" + WHEEL, content);
        server.on(
                "/files/a%20b/a_b-2.0%2Blocal-py3-none-any.whl",
                exchange -> {
                    // No HEAD here, and one byte of a range.
                    if (exchange.getRequestMethod().equals("HEAD")) {
                        exchange.sendResponseHeaders(405, -1);
                    } else {
                        LoopbackServer.sendFile(exchange, content, "");
                    }
                });
        server.on("/elsewhere/refused-1-py3-none-any.whl", exchange -> exchange.sendResponseHeaders(403, -1));
        Optional<String> deprecated = Optional.of("deprecated");
        assertThat(list(WheelChoice.ALL, "a-b").files())
                .containsExactly(
                        file(
                                        server.address("/elsewhere/" + WHEEL),
                                        321,
                                        0,
                                        FileState.REGULAR,
                                        entry(WHEEL, Optional.of(SHA), Optional.empty(), true)
                                                .with(Optional.empty(), Optional.of(">=3.8"))
                                                .ofProject(deprecated))
                                .tagged("\"321\""),
                        file(
                                server.address("/files/a%20b/a_b-2.0%2Blocal-py3-none-any.whl?x=1&y=2"),
                                321,
                                0,
                                FileState.REGULAR,
                                entry("a_b-2.0+local-py3-none-any.whl", Optional.empty(), Optional.empty(), true)
                                        .with(Optional.of("wrong"), Optional.empty())
                                        .ofProject(deprecated)),
                        file(
                                server.address("/elsewhere/gone-1-py3-none-any.whl"),
                                0,
                                0,
                                FileState.DANGLING,
                                entry("gone-1-py3-none-any.whl", Optional.empty(), Optional.empty(), false)
                                        .ofProject(deprecated)),
                        file(
                                server.address("/elsewhere/refused-1-py3-none-any.whl"),
                                0,
                                0,
                                FileState.DENIED,
                                entry("refused-1-py3-none-any.whl", Optional.empty(), Optional.empty(), false)
                                        .ofProject(deprecated)));
    }

    @Test
    void allProjectsAreListedAndMissingOnesAreNamed() throws IOException {
        String html = "<a href='%s'>%s</a>";
        server.page(
                "/simple/", HTML, html.formatted("b/", "B") + html.formatted("a/", "A") + html.formatted("z/", "Z"));
        server.page("/simple/a/", JSON, page("1.0", "a-1-py3-none-any.whl"));
        server.page("/simple/b/", "application/octet-stream", page("1.0", "b-1-py3-none-any.whl"));
        Index.Listing listing = list(WheelChoice.ALL);
        assertThat(listing.files())
                .extracting(WheelFile::filename)
                .containsExactly("a-1-py3-none-any.whl", "b-1-py3-none-any.whl");
        assertThat(listing.missing()).containsExactly("z");
        server.page("/simple/", JSON, """
                {"meta": {"api-version": "1.0"}, "projects": [{"name": "B"}]}""");
        assertThat(list(WheelChoice.ALL).files())
                .extracting(WheelFile::filename)
                .containsExactly("b-1-py3-none-any.whl");
    }

    private static String page(String version, String... names) {
        StringBuilder files = new StringBuilder();
        for (String name : names) {
            files.append(files.isEmpty() ? "" : ",")
                    .append("{\"filename\": \"%1$s\", \"url\": \"%1$s\", \"hashes\": {}, \"size\": 1}".formatted(name));
        }
        return "{\"meta\": {\"api-version\": \"%s\"}, \"files\": [%s]}".formatted(version, files);
    }

    @Test
    void aNewerMajorVersionIsRefused() {
        server.page("/simple/json/", JSON, page("2.0", WHEEL));
        server.page("/simple/html/", HTML, "<meta name='pypi:repository-version' content='2.0'><a href=x.whl>x</a>");
        for (String project : List.of("json", "html")) {
            assertThatThrownBy(() -> list(WheelChoice.ALL, project))
                    .isInstanceOf(BadIndexException.class)
                    .hasMessage("the index speaks version 2.0 of the simple API, and this release knows version 1");
        }
    }

    @Test
    void pagesThatCannotBeListedAreNotTakenForEmptyOnes() {
        server.page("/simple/broken/", JSON, "{\"files\": [");
        server.on("/simple/secret/", exchange -> exchange.sendResponseHeaders(401, -1));
        server.on("/simple/teapot/", exchange -> exchange.sendResponseHeaders(418, -1));
        server.page("/simple/", HTML, "<p>nothing</p>");
        for (String project : List.of("broken", "secret", "teapot")) {
            assertThatThrownBy(() -> list(WheelChoice.ALL, project)).isInstanceOf(BadIndexException.class);
        }
        assertThatThrownBy(() -> list(WheelChoice.ALL)).isInstanceOf(BadIndexException.class);
        server.on("/simple/failing/", exchange -> exchange.sendResponseHeaders(500, -1));
        assertThatThrownBy(() -> list(WheelChoice.ALL, "failing")).isInstanceOf(NoAnswerException.class);
    }

    @Test
    void theNewestReleasesAreChosenByVersionAndAfterTheOtherConditions() throws IOException {
        server.page(
                "/simple/p/",
                JSON,
                page(
                        "1.1",
                        "p-1.9-py3-none-any.whl",
                        "p-1.10-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
                        "p-1.10.0-py3-none-any.whl",
                        "p-2.0a1-cp312-cp312-win_amd64.whl",
                        "p-not!a!version-py3-none-any.whl",
                        "p-1.2.whl"));
        assertThat(names(new WheelChoice(OptionalInt.of(2), Optional.empty(), Optional.empty())))
                .containsExactly(
                        "p-1.10-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
                        "p-1.10.0-py3-none-any.whl",
                        "p-2.0a1-cp312-cp312-win_amd64.whl",
                        "p-1.2.whl");
        assertThat(names(new WheelChoice(OptionalInt.of(1), Optional.empty(), Optional.of("many*_x86_64"))))
                .containsExactly("p-1.10-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl", "p-1.2.whl");
    }

    private List<String> names(WheelChoice choice) throws IOException {
        return list(choice, "p").files().stream().map(WheelFile::filename).toList();
    }

    @Test
    void aDayKeepsWhatWasUploadedThenAndWhatHasNoTime() throws IOException {
        server.page("/simple/p/", JSON, """
                {"files": [
                 {"filename": "p-1-py3-none-any.whl", "url": "1", "size": 1, "upload-time": "2026-01-31T23:59:59.999999Z"},
                 {"filename": "p-2-py3-none-any.whl", "url": "2", "size": 1, "upload-time": "2026-02-01T00:00:00Z"},
                 {"filename": "p-3-py3-none-any.whl", "url": "3", "size": 1}]}""");
        assertThat(names(new WheelChoice(OptionalInt.empty(), Optional.of(LocalDate.of(2026, 2, 1)), Optional.empty())))
                .containsExactly("p-2-py3-none-any.whl", "p-3-py3-none-any.whl");
    }

    @Test
    void redirectsAreFollowedAndCredentialsStayAtTheirServer() throws IOException {
        try (LoopbackServer other = new LoopbackServer()) {
            other.page("/moved/", JSON, page("1.0", WHEEL));
            server.on("/simple/p/", exchange -> {
                exchange.getResponseHeaders().set("Location", other.address("/moved/"));
                exchange.sendResponseHeaders(302, -1);
            });
            Index index = Index.of(server.address("/simple").replace("http://", "http://alice:s%40cret@"), Access.FAST);
            assertThat(index.list(List.of("p"), WheelChoice.ALL, (done, all) -> {})
                            .files())
                    .extracting(WheelFile::location)
                    .containsExactly(other.address("/moved/" + WHEEL));
            assertThat(server.seen().get(0).header("Authorization")).isEqualTo("Basic YWxpY2U6c0BjcmV0");
            assertThat(other.seen().get(0).header("Authorization")).isEmpty();
            assertThat(index.toString() + index.names(List.of("p"), WheelChoice.ALL))
                    .doesNotContain("alice", "cret");
        }
    }

    @Test
    void namesOfWhatIsSweptAreTheSameForTheSameWheels() throws IOException {
        Index index = Index.of("HTTPS://User:Pw@Host.example/simple", Access.FAST);
        assertThat(index.names(List.of("B_c", "a", "b.C"), WheelChoice.ALL))
                .containsExactly("https://host.example/simple/a/", "https://host.example/simple/b-c/");
        assertThat(index.names(
                        List.of(),
                        new WheelChoice(OptionalInt.of(2), Optional.of(LocalDate.of(2026, 2, 1)), Optional.of("*any"))))
                .containsExactly("https://host.example/simple/#newest=2&since=2026-02-01&platform=*any");
        assertThatThrownBy(() -> Index.of("ftp://u:secret@host/", Access.FAST))
                .isInstanceOf(BadIndexException.class)
                .hasMessageNotContaining("secret");
    }
}
