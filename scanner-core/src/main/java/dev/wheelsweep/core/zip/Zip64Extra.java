package dev.wheelsweep.core.zip;

import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.util.stream.LongStream;

/**
 * The three fields of a central header that the ZIP64 extended information (APPNOTE 4.5.3) can replace. It holds 64-bit
 * values for the saturated ones only, in this order, so the place of each depends on those before it.
 *
 * @param size uncompressed bytes
 * @param compressedSize bytes
 * @param headerOffset of the local header, as declared
 */
public record Zip64Extra(long size, long compressedSize, long headerOffset) {
    private static final String[] FIELD_NAMES = {"size", "compressed size", "offset of the local header"};

    /** @return how many bytes a ZIP64 field has for the saturated ones */
    int needs() {
        return (int) LongStream.of(size, compressedSize, headerOffset)
                        .filter(field -> field == ZipFormat.SATURATED_32)
                        .count()
                * Long.BYTES;
    }

    /**
     * @param data of the extra field with id {@link ZipFormat.Extra#ZIP64}; what follows the values needed is ignored
     * @throws FormatException {@code BAD_ZIP64_EXTRA} where the data ends too early
     */
    Zip64Extra resolve(ByteView data) throws FormatException {
        long[] fields = {size, compressedSize, headerOffset};
        int at = 0;
        for (int i = 0; i < fields.length; i++) {
            if (fields[i] == ZipFormat.SATURATED_32) {
                if (data.length() - at < Long.BYTES) {
                    throw data.bad(
                            Reason.BAD_ZIP64_EXTRA,
                            at,
                            "the ZIP64 field has %d bytes, too few for the %s"
                                    .formatted(data.length(), FIELD_NAMES[i]));
                }
                fields[i] = ZipFormat.clamped(data.s64(at));
                at += Long.BYTES;
            }
        }
        return new Zip64Extra(fields[0], fields[1], fields[2]);
    }
}
