package dev.wheelsweep.spark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.scan.WheelBuilder;
import dev.wheelsweep.spark.LocalSpark;
import dev.wheelsweep.spark.dataset.SweepRecord;
import dev.wheelsweep.spark.listing.MirrorListing;
import dev.wheelsweep.spark.query.AskedMirror;
import dev.wheelsweep.spark.query.EmbeddedDataset;
import dev.wheelsweep.spark.query.Questions;
import dev.wheelsweep.spark.sweep.Sweep;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The HTML page. It is well-formed XML, so that an XML parser can separate markup from text. */
class HtmlReportTest {
    private static final Set<String> ELEMENTS = Set.of(
            "html", "head", "meta", "title", "style", "script", "body", "header", "main", "footer", "nav", "form",
            "input", "output", "section", "h1", "h2", "h3", "h4", "p", "ul", "li", "a", "b", "small", "div", "span",
            "i", "table", "thead", "tbody", "tr", "th", "td", "details", "summary");
    private static final Set<String> ATTRIBUTES = Set.of(
            "lang",
            "charset",
            "http-equiv",
            "content",
            "name",
            "id",
            "class",
            "style",
            "open",
            "data-column",
            "href",
            "hidden",
            "role",
            "type",
            "aria-label",
            "placeholder");

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
    private static EmbeddedDataset asked;
    private static HtmlReport report;
    private static SweepRecord record;

    @BeforeAll
    static void makeThePage() throws Exception {
        Path mirror = Files.createDirectory(folder.resolve("mirror"));
        AskedMirror.writeTo(mirror);
        hostile().writeTo(mirror);
        Files.write(mirror.resolve("<img src=x onerror=alert(2)>.whl"), new byte[] {1});
        sweep(mirror);
        html = report.page(record);
        page = parse(html);
    }

    @AfterAll
    static void close() throws IOException {
        asked.close();
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
    void showsASectionForEachQuestionThatHasRows() {
        assertThat(ids(page))
                .containsExactly(
                        "overclaims",
                        "unreadable-wheels",
                        "abi3-violations",
                        "undeclared-suppliers",
                        "suppliers-that-lack-versions",
                        "findings-by-kind",
                        "claimed-against-measured",
                        "glibc-floor-by-architecture",
                        "what-blocks-an-older-tag",
                        "libraries-outside-the-policy",
                        "older-tag-would-do",
                        "who-can-run-what",
                        "accelerator-releases",
                        "needs-without-supplier",
                        "built-on-past-systems",
                        "vendored-components",
                        "changes-since-last-sweep",
                        "trend",
                        "projects",
                        "verdicts-by-architecture",
                        "failures-by-reason",
                        "coverage",
                        "sweep-speed");
        assertThat(page.getDocumentElement().getTextContent()).contains("over/_a.so", "GLIBC_2.34", "pthread_create");
    }

    @Test
    void hasOneLinePerWheelThatOpensAndShowsTheEvidence() {
        Element overclaims = section(page, "overclaims");
        List<String> lines = texts(overclaims, "summary");
        assertThat(lines)
                .hasSize(4)
                .element(2, STRING)
                .isEqualTo("over-1.0-cp313-cp313-manylinux_2_17_x86_64.whl"
                        + " manylinux_2_17_x86_64 does not promise x86-64-v3 and 6 more");
        assertThat(overclaims.getElementsByTagName("table").getLength()).isEqualTo(4);
    }

    @Test
    void tilesComeByUrgencyAndLeadToTheirSections() {
        Element tiles = (Element) page.getElementsByTagName("ul").item(0);
        assertThat(texts(tiles, "li"))
                .containsExactly(
                        "4 overclaim",
                        "3 not read completely",
                        "6 findings that are errors",
                        "1 underclaim",
                        "0 verdict unknown",
                        "3 honest",
                        "1 no tag to judge",
                        "12 files");
    }

    @Test
    void everyLinkLeadsToASectionOfThePage() {
        assertThat(hrefs(page))
                .isNotEmpty()
                .allSatisfy(href -> assertThat(href).startsWith("#"))
                .extracting(href -> href.substring(1))
                .isSubsetOf(ids(page));
    }

    @Test
    void thePolicyAllowsThisScriptAndNoOther() throws Exception {
        String script = page.getElementsByTagName("script").item(0).getTextContent();
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
        assertThat(page.getElementsByTagName("script").getLength()).isEqualTo(1);
        assertThat(((Element) page.getElementsByTagName("meta").item(1)).getAttribute("content"))
                .isEqualTo("default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-%s'"
                        .formatted(Base64.getEncoder().encodeToString(digest)));
    }

    @Test
    void aFolderHasAPagePerProjectToWhichTheFirstPageLeads() throws Exception {
        NavigableMap<String, String> pages = new TreeMap<>();
        report.write(record, pages::put);

        assertThat(pages)
                .containsKeys("index.html", "projects/over.html", "projects/evil.html", "projects/old-habits.html")
                .hasSize(12);
        List<String> links = hrefs(parse(pages.get("index.html"))).stream()
                .filter(href -> !href.startsWith("#"))
                .toList();
        assertThat(links).contains("projects/over.html").isSubsetOf(pages.keySet());
        Document over = parse(pages.get("projects/over.html"));
        assertThat(ids(over))
                .containsExactly(
                        "wheels",
                        "violations",
                        "load-failures",
                        "findings",
                        "supplied-needs",
                        "opened-libraries",
                        "accelerators",
                        "vendored-libraries",
                        "toolchains");
        assertThat(hrefs(over)).contains("../index.html#projects");
        assertThat(section(over, "violations").getTextContent()).contains("pthread_create", "GLIBC_2.34");
        assertThat(over.getDocumentElement().getTextContent()).doesNotContain("old_habits");
        assertThat(names(parse(pages.get("projects/evil.html")).getElementsByTagName("*")))
                .isSubsetOf(ELEMENTS);
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
                .hasSizeGreaterThan(24)
                .startsWith("rhel:7|Red Hat Enterprise Linux 7|glibc 2.17|5|4|80|2|2024-06-30|2029-05-31")
                .contains("rhel:8|Red Hat Enterprise Linux 8|glibc 2.28|6|6|100|2|2029-05-31|2033-05-31");
        assertThat(section.getTextContent()).contains("Red Hat Enterprise Linux 7, until 202980.0 %, 2 refused");
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
        for (String part : List.of("page.mustache", "group.mustache", "table.mustache", "page.css", "page.js")) {
            try (InputStream in = HtmlReport.class.getResourceAsStream(part)) {
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .as(part)
                        .doesNotContain("{{{")
                        .doesNotContain("{{&");
            }
        }
    }

    private static void sweep(Path mirror) throws Exception {
        org.apache.hadoop.fs.Path dataset =
                new org.apache.hadoop.fs.Path(folder.resolve("dataset").toUri());
        record = new Sweep(LocalSpark.session(), dataset, SWEPT)
                .run(List.of(), MirrorListing.of(List.of(mirror)).files(), InputMode.MMAP);
        asked = EmbeddedDataset.open(folder.resolve("dataset"));
        report = new HtmlReport(asked, Questions.builtIn());
    }

    private static List<String> ids(Document page) {
        return attributes(page, "section", "id");
    }

    private static List<String> hrefs(Document page) {
        return attributes(page, "a", "href");
    }

    private static List<String> attributes(Document page, String element, String attribute) {
        return elements(page.getElementsByTagName(element)).stream()
                .map(found -> found.getAttribute(attribute))
                .toList();
    }

    private static List<String> texts(Element parent, String element) {
        return elements(parent.getElementsByTagName(element)).stream()
                .map(Element::getTextContent)
                .toList();
    }

    private static List<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
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
