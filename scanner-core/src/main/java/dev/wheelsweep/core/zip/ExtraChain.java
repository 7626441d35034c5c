package dev.wheelsweep.core.zip;

import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.zip.ZipFormat.Extra;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The extra field of a header (APPNOTE 4.5.1), as far as it is a chain of pieces.
 *
 * @param pieces those that are whole, in order
 * @param rest what follows them; empty in a well-formed field
 */
public record ExtraChain(List<ExtraField> pieces, ByteView rest) {
    /** The extra field that most headers have. */
    static final ExtraChain EMPTY = new ExtraChain(List.of(), ByteView.of(ByteBuffer.allocate(0), Format.ZIP, 0));

    /** Accepts any field; bytes that are no piece are in {@link #rest}. */
    static ExtraChain of(ByteView field) throws FormatException {
        if (field.length() == 0) {
            return EMPTY;
        }
        List<ExtraField> pieces = new ArrayList<>();
        int at = 0;
        while (field.length() - at >= Extra.LENGTH) {
            int size = field.u16(at + Extra.SIZE);
            if (size > field.length() - at - Extra.LENGTH) {
                break;
            }
            pieces.add(new ExtraField(field.u16(at + Extra.ID), field.slice(at + Extra.LENGTH, size)));
            at += Extra.LENGTH + size;
        }
        return new ExtraChain(pieces, field.slice(at, field.length() - at));
    }

    /**
     * Checks the field as CPython does: up to three bytes at the end, too few for another piece, are ignored.
     *
     * @throws FormatException {@code BAD_EXTRA_FIELD} at a piece that is longer than the field
     */
    void requireChain() throws FormatException {
        if (rest.length() >= Extra.LENGTH) {
            throw rest.bad(
                    Reason.BAD_EXTRA_FIELD,
                    0,
                    "extra field 0x%04x of %d bytes, but only %d are left"
                            .formatted(rest.u16(Extra.ID), rest.u16(Extra.SIZE), rest.length() - Extra.LENGTH));
        }
    }

    /** @return whether the field is a chain of pieces to its last byte */
    public boolean isExact() {
        return rest.length() == 0;
    }

    /** @return how many pieces have this id */
    public int count(int id) {
        int count = 0;
        for (ExtraField piece : pieces) {
            count += piece.id() == id ? 1 : 0;
        }
        return count;
    }

    /** @return the first piece with this id */
    public Optional<ExtraField> first(int id) {
        for (ExtraField piece : pieces) {
            if (piece.id() == id) {
                return Optional.of(piece);
            }
        }
        return Optional.empty();
    }
}
