package dev.wheelsweep.spark.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.scan.WheelBuilder;
import dev.wheelsweep.spark.LocalSpark;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.listing.MirrorListing;
import dev.wheelsweep.spark.query.AskedMirror;
import dev.wheelsweep.spark.query.Questions;
import dev.wheelsweep.spark.query.SparkDataset;
import dev.wheelsweep.spark.sweep.Sweep;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The HTML page. It is well-formed XML, so that an XML parser can separate markup from text. */
class HtmlReportTest {
    private static final Set<String> ELEMENTS = Set.of(
            "html", "head", "meta", "title", "style", "body", "header", "main", "footer", "section", "h1", "h2", "h3",
            "p", "dl", "dt", "dd", "div", "span", "i", "table", "thead", "tbody", "tr", "th", "td", "details",
            "summary");
    private static final Set<String> ATTRIBUTES =
            Set.of("lang", "charset", "http-equiv", "content", "name", "id", "class", "style", "open", "data-column");

    /** The day of the sweep, on which systems are supported or not. */
    private static final Clock SWEPT = Clock.fixed(Instant.parse("2026-11-22T02:15:00Z"), ZoneOffset.UTC);

    private static final String SCRIPT = "<script>alert(1)</script>";
    private static final String QUOTES = "\"'><img src=x onerror=alert(1)>{{sweep}}{{{sweep}}}";
    private static final String CONTROL = "\u001b[2J\u202egnp.so\u2028";
    private static final String ENDLESS = "x".repeat(400);

    @TempDir
    private static Path folder;

    /** The page that all tests read: a sweep and its questions take longer than everything else here. */
    private static String html;

    private static Document page;

    @BeforeAll
    static void makeThePage() throws Exception {
        Path mirror = Files.createDirectory(folder.resolve("mirror"));
        AskedMirror.writeTo(mirror);
        hostile().writeTo(mirror);
        Files.write(mirror.resolve("<img src=x onerror=alert(2)>.whl"), new byte[] {1});
        html = page(mirror);
        page = parse(html);
    }

    private static WheelBuilder hostile() {
        return WheelBuilder.named("evil-1.0-cp312-cp312-manylinux_2_17_x86_64.whl")
                .elf(
                        "evil/" + SCRIPT.replace('/', '_') + ".so",
                        ElfBuilder.library()
                                .needed(QUOTES, SCRIPT, ENDLESS, "libc.so.6")
                                .need("libc.so.6", "GLIBC_2.99", SCRIPT, QUOTES, ENDLESS, CONTROL)
                                .need(QUOTES, "GLIBC_2.98" + SCRIPT, "f"));
    }

    @Test
    void showsEverySectionWithItsNumbers() {
        NodeList sections = page.getElementsByTagName("section");
        assertThat(sections.getLength()).isEqualTo(12);
        for (int i = 0; i < sections.getLength(); i++) {
            Element section = (Element) sections.item(i);
            assertThat(section.getElementsByTagName("details").getLength())
                    .as(section.getAttribute("id"))
                    .isEqualTo(1);
        }
        assertThat(page.getDocumentElement().getTextContent()).contains("over/_a.so", "GLIBC_2.34", "pthread_create");
    }

    @Test
    void namesTheBestKnownSystemsWithWhatTheyTakeAndUntilWhen() {
        Element section = section(page, "who-can-run-what");

        NodeList rows = section.getElementsByTagName("tr");
        List<String> systems = new ArrayList<>();
        for (int i = 1; i < rows.getLength(); i++) {
            systems.add(cells((Element) rows.item(i)));
        }
        // Both load all but evil-1.0, which needs glibc 2.99, and over-1.0, which needs 2.36.
        assertThat(systems)
                .hasSize(24)
                .startsWith("rhel:7|Red Hat Enterprise Linux 7|glibc 2.17|5|4|80|2|2024-06-30|2029-05-31")
                .contains("rhel:8|Red Hat Enterprise Linux 8|glibc 2.28|6|6|100|2|2029-05-31|2033-05-31");
        assertThat(section.getTextContent()).contains("more: wheelsweep query who-can-run-what DATASET");
    }

    @Test
    void hostileNamesAreTextAndNothingElse() {
        assertThat(names(page.getElementsByTagName("*"))).isSubsetOf(ELEMENTS);
        assertThat(attributes(page.getElementsByTagName("*"))).isSubsetOf(ATTRIBUTES);
        assertThat(page.getDocumentElement().getTextContent())
                .contains(SCRIPT)
                .contains("{{sweep}}")
                .contains("x".repeat(290) + "...")
                .doesNotContain("x".repeat(301));
        assertThat(html.chars().filter(c -> c < ' ' && c != '\n')).isEmpty();
        assertThat(html).contains("\\u{1b}[2J").doesNotContain("\u202e");
    }

    @Test
    void theTemplateEscapesWhateverItShows() throws IOException {
        try (InputStream in = HtmlReport.class.getResourceAsStream("report.mustache")) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .doesNotContain("{{{")
                    .doesNotContain("{{&");
        }
    }

    private static String page(Path mirror) throws Exception {
        org.apache.hadoop.fs.Path dataset =
                new org.apache.hadoop.fs.Path(folder.resolve("dataset").toUri());
        SweepRecord record = new Sweep(LocalSpark.session(), dataset, SWEPT)
                .run(List.of(), MirrorListing.of(List.of(mirror)).files(), InputMode.MMAP);
        return new HtmlReport(SparkDataset.open(LocalSpark.interpreting(), dataset), Questions.builtIn()).of(record);
    }

    private static Element section(Document page, String id) {
        NodeList sections = page.getElementsByTagName("section");
        for (int i = 0; i < sections.getLength(); i++) {
            if (sections.item(i) instanceof Element section
                    && section.getAttribute("id").equals(id)) {
                return section;
            }
        }
        throw new AssertionError("no section " + id);
    }

    private static String cells(Element row) {
        NodeList cells = row.getElementsByTagName("td");
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < cells.getLength(); i++) {
            texts.add(cells.item(i).getTextContent());
        }
        return String.join("|", texts);
    }

    private static Document parse(String html) throws Exception {
        String xml = html.substring("<!DOCTYPE html>\n".length());
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static Set<String> names(NodeList elements) {
        Set<String> names = new TreeSet<>();
        for (int i = 0; i < elements.getLength(); i++) {
            names.add(elements.item(i).getNodeName());
        }
        return names;
    }

    private static Set<String> attributes(NodeList elements) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < elements.getLength(); i++) {
            for (int j = 0; j < elements.item(i).getAttributes().getLength(); j++) {
                names.add(elements.item(i).getAttributes().item(j).getNodeName());
            }
        }
        return new TreeSet<>(names);
    }
}
