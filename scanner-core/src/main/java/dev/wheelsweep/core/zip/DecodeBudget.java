package dev.wheelsweep.core.zip;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;

/**
 * How many bytes the entries of one archive may still decode to. Bytes are counted when they are decoded, since
 * declared sizes may be wrong; bytes decoded twice count twice. A part can be reserved for entries that are read later.
 */
final class DecodeBudget {
    private final long allowed;
    private long left;
    private long reserved;

    DecodeBudget(long allowed) {
        this.allowed = allowed;
        this.left = allowed;
    }

    /** @param bytes that are left for entries which are read later; replaces what was reserved before */
    void reserve(long bytes) {
        reserved = bytes;
    }

    private long free() {
        return left - reserved;
    }

    /**
     * @param wanted bytes to decode next, at least 1
     * @return how many of them may be decoded, at least 1
     * @throws FormatException {@code LIMIT_DECODED_BYTES} if none is free
     */
    int grant(EntryData data, int wanted) throws FormatException {
        if (free() <= 0) {
            throw exhausted(data);
        }
        return (int) Math.min(wanted, free());
    }

    FormatException exhausted(EntryData data) {
        return data.bad(
                Reason.LIMIT_DECODED_BYTES, 0, "all entries together decode to more than %d bytes".formatted(allowed));
    }

    long spent() {
        return allowed - left;
    }

    /** @return whether more than these bytes were free; if not, nothing is spent */
    boolean spendIfLeft(long decoded) {
        if (decoded >= free()) {
            return false;
        }
        left -= decoded;
        return true;
    }

    /** @param decoded bytes; a tail may take more than granted, once */
    void spend(long decoded) {
        left = Math.max(0, left - decoded);
    }
}
