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
    private final Extent mapped;
    private final int limit;
    private PiecewiseView bytes;
    /** Where {@link #bytes} begin, counted from the first record. */
    private long start;

    private int visits;

    /**
     * @param mapped from the first record to the last byte that is mapped without a gap; links also lead over gaps
     */
    VersionTable(ElfBytes file, Extent mapped) {
        this.mapped = mapped;
        this.bytes = new PiecewiseView(mapped, Reason.BAD_VERSION_TABLE);
        this.limit = file.limits().versionRecords();
    }

    /** @throws FormatException {@code BAD_VERSION_TABLE} outside the table, {@code LIMIT_VERSION_RECORDS} */
    ByteView record(long at, int size) throws IOException, FormatException {
        if (!bytes.holds(at - start, size)) {
            seek(at);
        }
        ByteView record = bytes.at(at - start, size);
        visits++;
        if (visits > limit) {
            throw record.bad(Reason.LIMIT_VERSION_RECORDS, 0, "version record number " + visits);
        }
        return record;
    }

    private void seek(long at) {
        boolean far = !mapped.holds(at, 1) && mapped.memory().maps(mapped.address() + at);
        start = far ? at : 0;
        bytes = new PiecewiseView(far ? mapped.memory().at(mapped.address() + at) : mapped, Reason.BAD_VERSION_TABLE);
    }

    /** @throws FormatException {@code BAD_VERSION_TABLE} if the first field, the structure's version, is not 1 */
    static void checkVersion(ByteView record) throws FormatException {
        if (!hasVersion(record)) {
            throw record.bad(Reason.BAD_VERSION_TABLE, 0, "a version record of version %d".formatted(record.u16(0)));
        }
    }

    /** @return whether the first field, the structure's version, is 1 */
    static boolean hasVersion(ByteView record) throws FormatException {
        return record.u16(0) == 1;
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
