package dev.wheelsweep.core.policy;

import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.JsonNode;
import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.Libc;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A policy set: the ladders of policies for every C library and architecture. Immutable. */
public final class PolicyCatalog {
    private static final String BUILT_IN = "policies.json";
    private static final String SCHEMA = "policy-file.schema.json";
    /** Hexadecimal digits of the content's SHA-256 that go into the id. */
    private static final int HASH_DIGITS = 12;

    private final String id;
    private final String json;
    private final Map<Libc, SortedMap<Arch, PolicyLadder>> ladders;

    private PolicyCatalog(String id, String json, Map<Libc, SortedMap<Arch, PolicyLadder>> ladders) {
        this.id = id;
        this.json = json;
        this.ladders = ladders;
    }

    /** @return the set of this release, read again at each call */
    public static PolicyCatalog builtIn() {
        try {
            return parse(BUILT_IN, resource(BUILT_IN));
        } catch (FormatException bad) {
            throw new IllegalStateException(bad);
        }
    }

    /** @return the JSON Schema of policy files, draft 2020-12 */
    public static String schema() {
        return new String(resource(SCHEMA), StandardCharsets.UTF_8);
    }

    private static byte[] resource(String name) {
        try (InputStream resource = PolicyCatalog.class.getResourceAsStream(name)) {
            return resource.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * @throws FormatException {@code BAD_POLICY} if the file is no policy set; the detail names file, line and column
     * @throws IOException if it cannot be read
     */
    public static PolicyCatalog load(Path file) throws IOException, FormatException {
        return parse(file.toString(), Files.readAllBytes(file));
    }

    static PolicyCatalog parse(String source, byte[] json) throws FormatException {
        JsonNode root = JsonNode.parse(Format.POLICY, Reason.BAD_POLICY, source, json);
        return new PolicyCatalog(
                PolicyFile.name(root) + "-" + hash(json),
                new String(json, StandardCharsets.UTF_8),
                PolicyFile.ladders(root));
    }

    private static String hash(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** @return name and content hash, such as {@code auditwheel-6.8.1-0123456789ab}; safe as a folder's name */
    public String id() {
        return id;
    }

    /** @return the policy file that the set was read from; {@link #load} makes the same set of it */
    public String json() {
        return json;
    }

    /** @return the policies for one C library, the most compatible first */
    public List<Policy> policies(Libc libc) {
        return ladders.getOrDefault(libc, new TreeMap<>()).values().stream()
                .flatMap(ladder -> ladder.policies().stream())
                .distinct()
                .sorted(Comparator.comparing(Policy::libcVersion))
                .toList();
    }

    /** @return whether any policy is for the architecture */
    boolean knows(Arch arch) {
        return ladders.values().stream().anyMatch(family -> family.containsKey(arch));
    }

    Optional<PolicyLadder> ladder(Libc libc, Arch arch) {
        return Optional.ofNullable(ladders.get(libc)).map(family -> family.get(arch));
    }
}
