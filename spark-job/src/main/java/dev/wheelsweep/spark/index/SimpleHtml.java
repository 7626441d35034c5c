package dev.wheelsweep.spark.index;

import dev.wheelsweep.spark.listing.IndexEntry;
import dev.wheelsweep.spark.listing.SimpleIndex;
import dev.wheelsweep.spark.listing.SimpleIndex.Listed;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * A page of the simple index as HTML (PEP 503 and its successors): every link is a file, or a project. The name of a file
 * is the last part of its address, as for pip.
 */
final class SimpleHtml {
    private static final String LINKS = "a[href]";
    private static final String HREF = "href";
    private static final Pattern SHA256 = Pattern.compile("(?:^|[&#])sha256=([0-9a-fA-F]{64})(?:&|$)");

    private final Document document;
    private final Address base;

    private SimpleHtml(Document document, Address base) {
        this.document = document;
        this.base = base;
    }

    /** @param page relative addresses in it begin at its own, unless it has a base element */
    static SimpleHtml parse(Answer page) throws IOException {
        return parse(page.stream(), page.address());
    }

    static SimpleHtml parse(InputStream page, Address address) throws IOException {
        // Without a character set of its own, a page is UTF-8 for jsoup, as for pip.
        Document document = Jsoup.parse(page, null, address.toString());
        Element declared = document.selectFirst("base[href]");
        return new SimpleHtml(
                document,
                declared == null
                        ? address
                        : target(address, declared.attr(HREF)).orElse(address));
    }

    /** @return the content of a meta element, such as {@code pypi:repository-version} */
    private Optional<String> meta(String name) {
        return document.select("meta[name]").stream()
                .filter(meta -> meta.attr("name").equalsIgnoreCase(name))
                .map(meta -> meta.attr("content").strip())
                .findFirst();
    }

    SimpleIndex.Project project() {
        return new SimpleIndex.Project(meta("pypi:project-status"), meta("pypi:repository-version"));
    }

    List<Listed> files() {
        List<Listed> files = new ArrayList<>();
        for (Element link : document.select(LINKS)) {
            String href = link.attr(HREF).strip();
            target(base, href)
                    .ifPresent(address -> files.add(new Listed(
                            address.toString(),
                            address.lastName(),
                            OptionalLong.empty(),
                            new IndexEntry(
                                            Optional.empty(),
                                            sha256(href),
                                            SimpleIndex.micros(link.attr("data-upload-time")),
                                            Optional.of(link.hasAttr("data-yanked")))
                                    .with(text(link, "data-yanked"), text(link, "data-requires-python")))));
        }
        return files;
    }

    private static Optional<String> text(Element link, String attribute) {
        return Optional.of(link.attr(attribute)).filter(value -> !value.isBlank());
    }

    /** @return the names of the projects, as written */
    List<String> projects() {
        return document.select(LINKS).stream()
                .map(link -> link.text().strip())
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static Optional<String> sha256(String href) {
        Matcher hash = SHA256.matcher(href.substring(Math.max(0, href.indexOf('#'))));
        return hash.find() ? Optional.of(hash.group(1).toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    private static Optional<Address> target(Address base, String href) {
        try {
            return Optional.of(base.resolve(href));
        } catch (URISyntaxException other) {
            // A link to mail or a script is no file.
            return Optional.empty();
        }
    }
}
