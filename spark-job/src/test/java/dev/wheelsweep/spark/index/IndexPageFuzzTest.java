package dev.wheelsweep.spark.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.wheelsweep.spark.listing.SimpleIndex;
import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever an index serves as a page: it is read, or refused as no page. */
class IndexPageFuzzTest {

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "{\"meta\": {\"api-version\": \"1.4\"}, \"files\": [{\"filename\": \"a-1-py3-none-any.whl\", \"url\":"
                                + " \"a\", \"upload-time\": \"2024-02-05T23:50:00Z\", \"size\": 3, \"yanked\": \"x\"}]}",
                        "{\"files\": [null, 7, {\"filename\": {}, \"url\": []}, {\"url\": \"a\", \"filename\": \"b\","
                                + " \"upload-time\": \"+999999999-12-31T23:59:59Z\"}]}",
                        "{\"projects\": [{\"name\": \"a\"}, 1, {\"name\": null}]}",
                        "<!DOCTYPE html><base href=\"../x/\"><meta name=\"pypi:repository-version\" content=\"1.1\"><a"
                                + " href=\"a-1-py3-none-any.whl#sha256=00\" data-upload-time=\"2262-04-12T00:00:00Z\">a</a>",
                        "<a href=\"//[\">x</a><a href=\"mailto:a\"><a href>",
                        "\0\0\0{")
                .map(text -> text.getBytes(UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void everyPageIsReadOrRefused(byte[] page) throws IOException, URISyntaxException {
        List<SimpleIndex.Listed> files = new ArrayList<>();
        try {
            SimpleIndex.Project project = SimpleIndex.read(new ByteArrayInputStream(page), files::add);
            assertThat(project.unusable()).isNotNegative();
            SimpleIndex.projects(new ByteArrayInputStream(page));
        } catch (JsonProcessingException | CharConversionException refused) {
            assertThat(refused).hasMessageNotContaining("Exception");
        }
        SimpleHtml html = SimpleHtml.parse(
                new ByteArrayInputStream(page),
                Address.given("https://index.example/simple/a/").address());
        files.addAll(html.files());
        html.project();
        assertThat(html.projects()).doesNotContainNull();
        assertThat(files).allSatisfy(file -> assertThat(file.filename()).isNotNull());
    }
}
