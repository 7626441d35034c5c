package dev.wheelsweep.spark.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The layout of every page: {@code page.mustache}, which includes its style and its script. The page's content security policy
 * allows no script but this one, by its hash (Content Security Policy Level 3, section 2.3.1).
 */
final class Layout {
    private static final String TEMPLATE = "page.mustache";
    private static final String SCRIPT = "page.js";

    private final Template template;
    private final String scriptHash;

    /** What the template sees. */
    private record Context(String scriptHash, Page page) {}

    Layout() throws IOException {
        template = Mustache.compiler()
                .escapeHTML(true)
                .emptyStringIsFalse(true)
                .withLoader(name -> new StringReader(resource(name)))
                .compile(resource(TEMPLATE));
        scriptHash = hash(resource(SCRIPT));
    }

    /** @return the page as HTML that is also well-formed XML */
    String render(Page page) {
        return template.execute(new Context(scriptHash, page));
    }

    private static String hash(String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Layout.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
