package dev.wheelsweep.core.audit;

import dev.wheelsweep.core.audit.ZipOddity.Kind;
import dev.wheelsweep.core.wheel.RecordFile;
import dev.wheelsweep.core.zip.ZipEntry;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Compares the content of entries with their hashes in RECORD: {@code algorithm=digest}, the digest in URL-safe Base64 without
 * padding. The algorithm is one that Python's hashlib guarantees; the wheel format allows SHA-256 and better. Rows without a
 * hash, such as those of RECORD and of its signatures, and algorithms that the JDK lacks, such as BLAKE2, are not compared.
 */
public final class RecordHashes {
    /** Java's names of hashlib's algorithms. MD5, SHA-1 and SHA-224 are forbidden, but can still be compared. */
    private static final Map<String, String> ALGORITHMS = Map.of(
            "sha256", "SHA-256",
            "sha384", "SHA-384",
            "sha512", "SHA-512",
            "sha3_256", "SHA3-256",
            "sha3_384", "SHA3-384",
            "sha3_512", "SHA3-512",
            "sha3_224", "SHA3-224",
            "sha224", "SHA-224",
            "sha1", "SHA-1",
            "md5", "MD5");

    private static final char SEPARATOR = '=';
    private static final String SHA_256 = "sha256=";
    /** Bytes of a SHA-256. */
    private static final int SHA_256_LENGTH = 32;

    /** Hashes by path; every path has slashes, no backslashes. */
    private final Map<String, String> hashes = new HashMap<>();

    private final OddityList oddities = new OddityList();

    private RecordHashes() {}

    /** The hashes of a wheel that has no RECORD, or whose content is not compared. */
    public static RecordHashes none() {
        return new RecordHashes();
    }

    /**
     * @param path the name of the entry RECORD, which cannot have a hash of itself
     * @param hashes of each name in it; an empty text is none
     */
    public static RecordHashes of(String path, Map<String, String> hashes) {
        RecordHashes record = new RecordHashes();
        hashes.forEach((name, hash) -> record.hashes.put(RecordFile.slashed(name), hash));
        record.hashes.values().removeIf(String::isEmpty);
        record.hashes.remove(RecordFile.slashed(path));
        return record;
    }

    /** @return the SHA-256 that RECORD has for an entry, in lower-case hex; empty if it has none, or another algorithm */
    public Optional<String> sha256(String entry) {
        return recorded(entry)
                .filter(hash -> hash.startsWith(SHA_256))
                .flatMap(hash -> bytes(withoutPadding(hash.substring(SHA_256.length()))))
                .filter(digest -> digest.length == SHA_256_LENGTH)
                .map(HexFormat.of()::formatHex);
    }

    private static Optional<byte[]> bytes(String base64) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(base64));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** @return a digest for the entry's content, which {@link #compare} takes; empty if there is nothing to compare with */
    public Optional<MessageDigest> digest(ZipEntry entry) {
        return recorded(entry.name())
                .map(RecordHashes::algorithm)
                .map(ALGORITHMS::get)
                .map(RecordHashes::digest);
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has " + algorithm, impossible);
        }
    }

    /** Notes an entry whose content has another hash than RECORD says. */
    public void compare(ZipEntry entry, MessageDigest content) {
        String recorded = recorded(entry.name()).orElseThrow();
        String algorithm = algorithm(recorded);
        String actual = Base64.getUrlEncoder().withoutPadding().encodeToString(content.digest());
        if (!withoutPadding(recorded.substring(algorithm.length() + 1)).equals(actual)) {
            oddities.add(
                    Kind.RECORD_HASH_DIFFERS,
                    entry,
                    entry.headerOffset(),
                    "RECORD has %s, the content has %s=%s".formatted(recorded, algorithm, actual));
        }
    }

    private Optional<String> recorded(String entry) {
        return Optional.ofNullable(hashes.get(RecordFile.slashed(entry)));
    }

    private static String algorithm(String hash) {
        return hash.substring(0, Math.max(0, hash.indexOf(SEPARATOR))).toLowerCase(Locale.ROOT);
    }

    private static String withoutPadding(String digest) {
        int end = digest.length();
        while (end > 0 && digest.charAt(end - 1) == SEPARATOR) {
            end--;
        }
        return digest.substring(0, end);
    }

    /** @return the first entries that differ, and how many more there are */
    public List<ZipOddity> oddities() {
        return oddities.all();
    }
}
