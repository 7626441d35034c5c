package dev.wheelsweep.core.zip;

import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.zip.ZipFormat.Extra;
import java.util.ArrayList;
import java.util.List;

/**
 * One piece of the extra field of a header (APPNOTE 4.5.1).
 *
 * @param id which kind
 * @param data what follows id and length; a window of the header
 */
public record ExtraField(int id, ByteView data) {

    /**
     * The pieces in order. Up to three bytes at the end that are too few for another piece are ignored, as CPython does.
     *
     * @throws FormatException {@code BAD_EXTRA_FIELD} at a piece that is longer than the field
     */
    static List<ExtraField> all(ByteView field) throws FormatException {
        List<ExtraField> pieces = new ArrayList<>();
        int at = 0;
        while (field.length() - at >= Extra.LENGTH) {
            int id = field.u16(at + Extra.ID);
            int size = field.u16(at + Extra.SIZE);
            int rest = field.length() - at - Extra.LENGTH;
            if (size > rest) {
                throw field.bad(
                        Reason.BAD_EXTRA_FIELD,
                        at,
                        "extra field 0x%04x of %d bytes, but only %d are left".formatted(id, size, rest));
            }
            pieces.add(new ExtraField(id, field.slice(at + Extra.LENGTH, size)));
            at += Extra.LENGTH + size;
        }
        return pieces;
    }
}
