package dev.wheelsweep.core.audit;

import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.zip.LocalHeader;
import dev.wheelsweep.core.zip.ZipEntry;
import java.io.IOException;
import java.util.OptionalInt;

/**
 * CRC-32 and sizes after the data (APPNOTE 4.3.9): with a signature or without, and with sizes of four or eight bytes,
 * as the writer chose. No field says which, so the form that agrees with the directory is taken.
 */
final class DataDescriptor {
    private static final long SIGNATURE = 0x08074b50L;
    private static final int CRC_32 = Integer.BYTES;
    static final int LONGEST = Integer.BYTES + CRC_32 + 2 * Long.BYTES;

    private DataDescriptor() {}

    /** @return how many bytes it has; empty if none that agrees with the directory follows the data */
    static OptionalInt length(ByteSource file, ZipEntry entry, LocalHeader local) throws IOException, FormatException {
        long room = file.size() - local.dataOffset() - entry.compressedSize();
        if (room < 0) {
            return OptionalInt.empty();
        }
        ByteView bytes = file.view(Format.ZIP, local.dataOffset() + entry.compressedSize(), Math.min(LONGEST, room));
        int start = bytes.length() >= Integer.BYTES && bytes.u32(0) == SIGNATURE ? Integer.BYTES : 0;
        for (int at = start; at >= 0; at -= Integer.BYTES) {
            for (int width = Long.BYTES; width >= Integer.BYTES; width -= Integer.BYTES) {
                int length = at + CRC_32 + 2 * width;
                if (bytes.length() >= length && agrees(bytes, at, width, entry)) {
                    return OptionalInt.of(length);
                }
            }
        }
        return OptionalInt.empty();
    }

    private static boolean agrees(ByteView bytes, int at, int width, ZipEntry entry) throws FormatException {
        return bytes.u32(at) == entry.crc32()
                && size(bytes, at + CRC_32, width) == entry.compressedSize()
                && size(bytes, at + CRC_32 + width, width) == entry.size();
    }

    private static long size(ByteView bytes, int at, int width) throws FormatException {
        return width == Long.BYTES ? bytes.s64(at) : bytes.u32(at);
    }
}
