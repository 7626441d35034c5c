package dev.wheelsweep.spark.index;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * An HTTP address without user info and fragment, so that it may be logged and stored.
 *
 * @param uri absolute, with a host
 */
public record Address(URI uri) {
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final String FOLDER_END = "/";
    private static final String UNSAFE = "\"<>\\^`{|} ";
    private static final char DELETE = 0x7f;
    private static final int ESCAPE = 3;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /** An address as a user wrote it. */
    record Given(Address address, Optional<String> userInfo) {}

    /** @throws URISyntaxException if it is not an absolute HTTP address */
    static Given given(String text) throws URISyntaxException {
        URI uri = new URI(escaped(text.strip()));
        return new Given(of(uri), Optional.ofNullable(uri.getRawUserInfo()));
    }

    /** @throws URISyntaxException if it is not an absolute HTTP address */
    public static Address parse(String text) throws URISyntaxException {
        return given(text).address;
    }

    /** @return whether a location is an address of this kind */
    public static boolean isIn(String location) {
        int end = location.indexOf("://");
        return end > 0 && SCHEMES.contains(location.substring(0, end).toLowerCase(Locale.ROOT));
    }

    private static Address of(URI uri) throws URISyntaxException {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!SCHEMES.contains(scheme) || uri.getHost() == null) {
            throw new URISyntaxException(
                    withoutUserInfo(uri.toString()), "an address begins with http:// or https:// and a host");
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String path = uri.getRawPath().isEmpty() ? FOLDER_END : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new Address(new URI(scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port + path + query));
    }

    private static String withoutUserInfo(String text) {
        return text.replaceFirst("//[^/]*@", "//");
    }

    /** @return the address that a reference in the document at this address leads to */
    public Address resolve(String reference) throws URISyntaxException {
        return of(uri.resolve(new URI(escaped(reference.strip()))));
    }

    /** @return the address of what is directly below this one */
    Address folder(String name) {
        return new Address(asFolder().uri.resolve(URI.create(percentEncoded(name) + FOLDER_END)));
    }

    /** @return the same address, ending with a slash */
    Address asFolder() {
        String text = uri.toString();
        return text.endsWith(FOLDER_END) ? this : new Address(URI.create(text + FOLDER_END));
    }

    /** @return scheme, host and port: what credentials and connections belong to */
    String origin() {
        return uri.getScheme() + "://" + uri.getAuthority();
    }

    /** @return the decoded last part of the path */
    public String lastName() {
        String path = uri.getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    boolean isEncrypted() {
        return uri.getScheme().equals("https");
    }

    @Override
    public String toString() {
        return uri.toString();
    }

    private static String percentEncoded(String name) {
        return escaped(
                name.replace("%", "%25").replace("/", "%2F").replace("?", "%3F").replace("#", "%23"));
    }

    /** Servers write references with characters that RFC 3986 does not allow, and every other client accepts them. */
    private static String escaped(String reference) {
        StringBuilder text = new StringBuilder();
        reference.codePoints().forEach(point -> {
            if (point <= ' ' || point >= DELETE || UNSAFE.indexOf(point) >= 0) {
                for (byte unit : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
                    text.append('%').append(HEX.toHexDigits(unit));
                }
            } else {
                text.appendCodePoint(point);
            }
        });
        for (int at = text.indexOf("%"); at >= 0; at = text.indexOf("%", at + 1)) {
            if (!isEscape(text, at)) {
                text.insert(at + 1, "25");
            }
        }
        return text.toString();
    }

    private static boolean isEscape(StringBuilder text, int at) {
        return at + ESCAPE <= text.length()
                && HexFormat.isHexDigit(text.charAt(at + 1))
                && HexFormat.isHexDigit(text.charAt(at + 2));
    }
}
