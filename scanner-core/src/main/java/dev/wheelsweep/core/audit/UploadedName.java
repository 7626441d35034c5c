package dev.wheelsweep.core.audit;

import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.zip.ExtraChain;
import dev.wheelsweep.core.zip.ExtraField;
import dev.wheelsweep.core.zip.LocalHeader;
import dev.wheelsweep.core.zip.Zip64Extra;
import dev.wheelsweep.core.zip.ZipFormat;
import dev.wheelsweep.core.zip.ZipFormat.Extra;
import dev.wheelsweep.core.zip.ZipFormat.Method;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The name in a header as PyPI reads it: always as UTF-8, ignoring flags and Unicode Path.
 *
 * @param sizes of a local header, with ZIP64 resolved; empty if there is an objection, or the header is a central one
 * @param objection why PyPI refuses the header for its name or its extra field
 */
record UploadedName(String text, Optional<Zip64Extra> sizes, Optional<String> objection) {
    private static final int FIRST_PRINTABLE = 0x20;
    private static final int DELETE = 0x7f;
    private static final int UNICODE_PATH_START = 5;

    static UploadedName of(byte[] rawName) {
        return new UploadedName(new String(rawName, StandardCharsets.UTF_8), Optional.empty(), nameObjection(rawName));
    }

    static UploadedName of(LocalHeader header, ByteSource file) throws IOException, FormatException {
        LocalHeader.NameAndExtra variable = header.nameAndExtra(file);
        byte[] rawName = variable.rawName();
        ExtraChain chain = variable.extra();
        Optional<String> objection = nameObjection(rawName).or(() -> chainObjection(chain));
        if (objection.isEmpty()) {
            objection = zip64Objection(header, chain);
        }
        if (objection.isEmpty()) {
            objection = unicodePathObjection(chain);
        }
        return new UploadedName(
                new String(rawName, StandardCharsets.UTF_8),
                objection.isEmpty() ? Optional.of(sizes(header, chain)) : Optional.empty(),
                objection);
    }

    private static Optional<String> nameObjection(byte[] rawName) {
        boolean ascii = true;
        for (byte b : rawName) {
            ascii &= b >= 0;
            if ((b >= 0 && b < FIRST_PRINTABLE) || b == DELETE) {
                return Optional.of("a control character in a name");
            }
        }
        return ascii || NameAudit.isUtf8(rawName) ? Optional.empty() : Optional.of("a name that is not UTF-8");
    }

    private static Optional<String> chainObjection(ExtraChain chain) {
        if (!chain.isExact()) {
            return Optional.of("an extra field that is no chain of pieces");
        }
        return chain.count(Extra.ZIP64) > 1 || chain.count(Extra.UNICODE_PATH) > 1
                ? Optional.of("two extra fields of one kind")
                : Optional.empty();
    }

    /** The field has none to three values and perhaps a disk number; a single value is both sizes of a stored entry. */
    private static Optional<String> zip64Objection(LocalHeader header, ExtraChain chain) {
        for (ExtraField field : chain.pieces()) {
            if (field.id() == Extra.ZIP64) {
                boolean fits = switch (field.data().length()) {
                    case 0 -> !isSaturated(header);
                    case Long.BYTES -> header.method() == Method.STORED;
                    case 2 * Long.BYTES, 3 * Long.BYTES, 3 * Long.BYTES + Integer.BYTES -> true;
                    default -> false;
                };
                return fits ? Optional.empty() : Optional.of("a ZIP64 field of a wrong length");
            }
        }
        return Optional.empty();
    }

    /** The field begins with five bytes: a version, and the CRC-32 of the name in the header, which PyPI does not compare. */
    private static Optional<String> unicodePathObjection(ExtraChain chain) throws FormatException {
        for (ExtraField field : chain.pieces()) {
            long length = (long) field.data().length() - UNICODE_PATH_START;
            if (field.id() == Extra.UNICODE_PATH && length > 0) {
                return nameObjection(field.data().copy(UNICODE_PATH_START, length))
                        .map(objection -> objection + ", in a Unicode Path field");
            }
        }
        return Optional.empty();
    }

    /**
     * PyPI takes the compressed size from a ZIP64 field that has it, whether the header points there or not. A single value is
     * that of both sizes.
     */
    private static Zip64Extra sizes(LocalHeader header, ExtraChain chain) throws FormatException {
        for (ExtraField field : chain.pieces()) {
            if (field.id() == Extra.ZIP64 && field.data().length() > 0) {
                long first = field.data().s64(0);
                return new Zip64Extra(
                        header.size() == ZipFormat.SATURATED_32 ? first : header.size(),
                        field.data().length() == Long.BYTES
                                ? first
                                : field.data().s64(Long.BYTES),
                        0);
            }
        }
        return new Zip64Extra(header.size(), header.compressedSize(), 0);
    }

    private static boolean isSaturated(LocalHeader header) {
        return header.size() == ZipFormat.SATURATED_32 || header.compressedSize() == ZipFormat.SATURATED_32;
    }
}
