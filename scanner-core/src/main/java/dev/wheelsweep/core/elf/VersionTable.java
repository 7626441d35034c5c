package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.io.IOException;

/**
 * The records of DT_VERNEED or DT_VERDEF: linked lists whose links are unsigned distances in bytes, counted from the
 * record that holds them; 0 ends a list. So no list can loop. A link into its own record is refused, and because two
 * lists may share their tails, all visits are counted.
 */
final class VersionTable {
    private final PiecewiseView bytes;
    private final int limit;
    private int visits;

    /**
     * @param mapped from the first record to the last byte that could belong to one
     */
    VersionTable(ElfBytes file, Extent mapped) {
        this.bytes = new PiecewiseView(mapped, Reason.BAD_VERSION_TABLE);
        this.limit = file.limits().versionRecords();
    }

    /** @throws FormatException {@code BAD_VERSION_TABLE} outside the table, {@code LIMIT_VERSION_RECORDS} */
    ByteView record(long at, int size) throws IOException, FormatException {
        ByteView record = bytes.at(at, size);
        visits++;
        if (visits > limit) {
            throw record.bad(Reason.LIMIT_VERSION_RECORDS, 0, "version record number " + visits);
        }
        return record;
    }

    /** @throws FormatException {@code BAD_VERSION_TABLE} if the first field, the structure's version, is not 1 */
    static void checkVersion(ByteView record) throws FormatException {
        if (record.u16(0) != 1) {
            throw record.bad(Reason.BAD_VERSION_TABLE, 0, "a version record of version %d".formatted(record.u16(0)));
        }
    }

    /** @return the distance to the first record of the inner list, which must not be 0 */
    static long link(ByteView record, int field) throws FormatException {
        long distance = record.u32(field);
        if (distance < record.length()) {
            throw record.bad(
                    Reason.BAD_VERSION_TABLE, field, "the next record is only %d bytes away".formatted(distance));
        }
        return distance;
    }

    /** @return the distance to the next record of the same list, 0 if there is none */
    static long next(ByteView record, int field) throws FormatException {
        return record.u32(field) == 0 ? 0 : link(record, field);
    }
}
