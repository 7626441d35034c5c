package dev.wheelsweep.core.audit;

import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.zip.ExtraField;
import dev.wheelsweep.core.zip.ZipFormat.Extra;
import java.util.ArrayList;
import java.util.List;

/**
 * An extra field as far as it can be read, for readers who want to know what is wrong with it.
 *
 * @param pieces those that are whole
 * @param isExact whether nothing is left behind them
 */
public record ExtraChain(List<ExtraField> pieces, boolean isExact) {

    static ExtraChain of(ByteView field) throws FormatException {
        List<ExtraField> pieces = new ArrayList<>();
        int at = 0;
        while (field.length() - at >= Extra.LENGTH) {
            int size = field.u16(at + Extra.SIZE);
            if (size > field.length() - at - Extra.LENGTH) {
                return new ExtraChain(pieces, false);
            }
            pieces.add(new ExtraField(field.u16(at + Extra.ID), field.slice(at + Extra.LENGTH, size)));
            at += Extra.LENGTH + size;
        }
        return new ExtraChain(pieces, at == field.length());
    }

    /** @return how many pieces are of this kind */
    long count(int id) {
        return pieces.stream().filter(piece -> piece.id() == id).count();
    }
}
