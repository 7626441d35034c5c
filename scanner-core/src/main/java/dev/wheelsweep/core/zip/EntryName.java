package dev.wheelsweep.core.zip;

import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.zip.ZipFormat.Flag;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Names as CPython's {@code zipfile} reads them: UTF-8 if flag bit 11 is set, else cp437 (APPNOTE appendix D), unless a
 * Unicode Path field (4.6.9) has the CRC-32 of these bytes.
 */
public final class EntryName {
    /** Bytes 0x80 to 0xff of cp437; written out because the charset is missing from smaller Java runtimes. */
    private static final String CP_437_UPPER_HALF = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒ"
            + "áíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐"
            + "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀"
            + "αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0";

    /** Version (1 byte) and CRC-32 of the name it replaces (4 bytes); the name follows. */
    private static final int UNICODE_PATH_LENGTH = 5;

    private static final int UNICODE_PATH_VERSION = 1;

    /** The most characters of a name in a message; a name can have 65,535. */
    static final int LONGEST_SHOWN = 80;

    private EntryName() {}

    /** @return the name, or its first {@value #LONGEST_SHOWN} characters */
    public static String shown(String name) {
        int length = Math.min(LONGEST_SHOWN, name.codePointCount(0, name.length()));
        return name.substring(0, name.offsetByCodePoints(0, length));
    }

    /**
     * @param raw the bytes of a header's name
     * @param flags of the same header
     * @return always valid Unicode; bytes that are declared as UTF-8 and are not come back escaped, see {@link
     *     ByteView#text(byte[])}
     */
    public static String decode(byte[] raw, int flags) {
        return (flags & Flag.UTF_8) != 0 ? ByteView.text(raw) : cp437(raw);
    }

    private static String cp437(byte[] raw) {
        StringBuilder name = new StringBuilder(raw.length);
        for (byte b : raw) {
            name.append(b >= 0 ? (char) b : CP_437_UPPER_HALF.charAt(b & 0x7f));
        }
        return name.toString();
    }

    /** CPython cuts names at the first NUL. Malware uses that to show one name and mean another. */
    static String cutAtNul(String name) {
        int nul = name.indexOf('\0');
        return nul < 0 ? name : name.substring(0, nul);
    }

    /**
     * @param name the name so far
     * @param raw the bytes of the header's name; if they have another CRC-32 than the field has, the entry was renamed
     *     by a program that does not know the field, which is then out of date
     * @throws FormatException {@code BAD_EXTRA_FIELD} if the field is too short or not UTF-8
     */
    static String orUnicodePath(String name, byte[] raw, ByteView field) throws FormatException {
        if (field.length() < UNICODE_PATH_LENGTH) {
            throw field.bad(Reason.BAD_EXTRA_FIELD, 0, "a Unicode Path field of %d bytes".formatted(field.length()));
        }
        if (field.u8(0) != UNICODE_PATH_VERSION || field.u32(1) != crc32(raw)) {
            return name;
        }
        byte[] utf8 = field.copy(UNICODE_PATH_LENGTH, field.length() - UNICODE_PATH_LENGTH);
        String path = ByteView.text(utf8);
        if (!Arrays.equals(path.getBytes(StandardCharsets.UTF_8), utf8)) {
            throw field.bad(Reason.BAD_EXTRA_FIELD, UNICODE_PATH_LENGTH, "a Unicode Path that is not UTF-8");
        }
        return path.isEmpty() ? name : cutAtNul(path);
    }

    private static long crc32(byte[] raw) {
        CRC32 crc = new CRC32();
        crc.update(raw);
        return crc.getValue();
    }
}
