package dev.wheelsweep.core.zip;

import java.security.MessageDigest;
import java.util.Optional;
import java.util.zip.CRC32;

/** The CRC-32 of an entry's content, and another digest of it on request. */
final class ContentSum {
    private final CRC32 crc = new CRC32();
    private final Optional<MessageDigest> digest;

    ContentSum(Optional<MessageDigest> digest) {
        this.digest = digest;
    }

    /** Adds the next bytes. */
    void update(byte[] bytes, int from, int length) {
        crc.update(bytes, from, length);
        digest.ifPresent(it -> it.update(bytes, from, length));
    }

    /** @return the CRC-32 so far, unsigned 32 bit */
    long crc32() {
        return crc.getValue();
    }
}
