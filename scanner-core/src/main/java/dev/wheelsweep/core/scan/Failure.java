package dev.wheelsweep.core.scan;

import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.input.RowText;
import java.util.Optional;

/**
 * Bad input as a value: what was being read, what was wrong, where.
 *
 * @param entry the zip entry concerned; empty if the wheel as a whole is
 * @param stage the format that was being read
 * @param reason the kind of error
 * @param offset see {@link FormatException#offset}
 * @param detail for a person
 */
public record Failure(Optional<String> entry, Format stage, Reason reason, long offset, String detail)
        implements RowText {

    static Failure of(Optional<String> entry, FormatException bad) {
        return new Failure(entry, bad.format(), bad.reason(), bad.offset(), bad.detail());
    }

    /** @return the status of a wheel of which this cannot be read, while its zip container can */
    WheelStatus status() {
        if (reason.isLimit() && entry.isEmpty()) {
            return WheelStatus.LIMIT;
        }
        return reason.hidesNeeds() || reason.isLimit() ? WheelStatus.PARTIAL : WheelStatus.OK;
    }

    @Override
    public long textBytes() {
        return RowText.bytes(stage.column())
                + RowText.bytes(reason.column())
                + RowText.bytes(entry)
                + RowText.bytes(detail);
    }
}
