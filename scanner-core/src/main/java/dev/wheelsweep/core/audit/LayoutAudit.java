package dev.wheelsweep.core.audit;

import dev.wheelsweep.core.audit.ZipOddity.Kind;
import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.zip.LocalHeader;
import dev.wheelsweep.core.zip.ZipEntry;
import dev.wheelsweep.core.zip.ZipFormat.Local;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * Checks where entries are: in an ordinary archive they fill the file from its first byte to the directory, without
 * gaps.
 */
final class LayoutAudit {

    /** What an entry takes, from its local header to the end of its data descriptor. */
    private record Range(ZipEntry entry, long start, long end) {}

    private final ByteSource file;
    private final OddityList found;
    private final List<Range> ranges = new ArrayList<>();

    LayoutAudit(ByteSource file, OddityList found) {
        this.file = file;
        this.found = found;
    }

    void add(ZipEntry entry, LocalHeader local) throws IOException, FormatException {
        OptionalInt descriptor =
                local.hasDescriptor() ? DataDescriptor.length(file, entry, local) : OptionalInt.empty();
        long room = file.size() - local.dataOffset();
        long end = entry.compressedSize() > room ? file.size() : local.dataOffset() + entry.compressedSize();
        ranges.add(new Range(entry, local.offset(), end + descriptor.orElse(0)));
    }

    /** @param directory offset of the directory, where the last entry has to end */
    void run(long directory) throws IOException, FormatException {
        ranges.sort(Comparator.comparingLong(Range::start));
        long reached = 0;
        for (Range range : ranges) {
            if (range.start() < reached) {
                found.add(
                        Kind.OVERLAPPING_ENTRIES,
                        range.entry(),
                        range.start(),
                        "the one before reaches up to %d".formatted(reached));
            }
            gap(reached, range.start());
            reached = Math.max(reached, range.end());
        }
        gap(reached, directory);
        if (reached > directory) {
            found.add(Kind.OVERLAPPING_ENTRIES, directory, "an entry reaches into the directory");
        }
    }

    private void gap(long from, long to) throws IOException, FormatException {
        if (from >= to) {
            return;
        }
        String bytes = "%d bytes".formatted(to - from);
        if (to - from >= Local.LENGTH
                && file.view(Format.ZIP, from, Integer.BYTES).u32(0) == Local.SIGNATURE) {
            found.add(Kind.UNLISTED_ENTRY, from, bytes);
        } else {
            found.add(from == 0 ? Kind.PREFIX_BYTES : Kind.GAP_BYTES, from, bytes);
        }
    }
}
