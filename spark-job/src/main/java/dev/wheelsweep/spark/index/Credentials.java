package dev.wheelsweep.spark.index;

import java.io.Serializable;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Names and passwords of servers, from the address that the user gave and from the user's netrc file. They are sent to
 * executors, and are neither logged nor stored.
 */
public final class Credentials implements Serializable {
    private static final long serialVersionUID = 1L;

    /** For every server; nothing is sent. */
    public static final Credentials NONE = new Credentials(Map.of(), Netrc.EMPTY);

    /** Header values by {@link Address#origin}. */
    private final HashMap<String, String> given;

    private final Netrc netrc;

    private Credentials(Map<String, String> given, Netrc netrc) {
        this.given = new HashMap<>(given);
        this.netrc = netrc;
    }

    /** Those of the netrc file alone. */
    static Credentials of(Netrc netrc) {
        return new Credentials(Map.of(), netrc);
    }

    /** @param address whose user info is used, and not the netrc file */
    static Credentials of(Address.Given address, Netrc netrc) {
        Map<String, String> given = new HashMap<>();
        address.userInfo().ifPresent(text -> given.put(address.address().origin(), basic(decoded(text))));
        return new Credentials(given, netrc);
    }

    /** @return the value of the header Authorization for a request to this address */
    Optional<String> of(Address address) {
        return Optional.ofNullable(given.get(address.origin()))
                .or(() -> netrc.of(address.uri().getHost()).map(login -> basic(login.user() + ":" + login.password())));
    }

    private static String decoded(String userInfo) {
        return URLDecoder.decode(userInfo.replace("+", "%2B"), StandardCharsets.UTF_8)
                + (userInfo.contains(":") ? "" : ":");
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Credentials same && given.equals(same.given) && netrc.equals(same.netrc);
    }

    @Override
    public int hashCode() {
        return Map.of(given, netrc).hashCode();
    }

    /** Without content, because texts are logged. */
    @Override
    public String toString() {
        return "credentials";
    }
}
