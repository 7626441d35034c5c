package dev.wheelsweep.core.scan;

import dev.wheelsweep.core.input.Limits;
import dev.wheelsweep.core.zip.ZipEntry;
import dev.wheelsweep.core.zip.ZipFormat.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Divides what a wheel may decode to among its entries, so that none takes what the others need. All shares together are
 * half of it:
 *
 * <pre>
 *   a quarter     divided evenly
 *   a quarter     divided by compressed bytes
 *   half          for dist-info, and for entries that need more than their share
 * </pre>
 *
 * <p>An entry that declares more than its share waits until the others were read, the smallest first. It loses nothing by
 * that: what the others did not need is then free. An entry that declares less than it decodes to fails, because no pass over
 * an entry decodes more than one byte beyond its declared size. So whatever an entry declares, it takes nothing from an entry
 * that is read before it, and only what is free from those that are read later.
 */
final class DecodingShares {
    private static final int PARTS = 4;

    private final List<ZipEntry> entries;
    private final long even;
    private final double ratio;

    /**
     * @param allowed bytes that the wheel may decode to, see {@link Limits#decodedBytes}
     * @param fileSize bytes of the wheel
     */
    DecodingShares(List<ZipEntry> entries, long allowed, long fileSize) {
        this.entries = entries;
        this.even = allowed / PARTS / Math.max(1, entries.size());
        this.ratio = (double) allowed / PARTS / Math.max(1, fileSize);
    }

    /** @return the bytes that are reserved for an entry; 0 if it needs none, or waits until the others were read */
    long of(ZipEntry entry) {
        return entry.method() == Method.STORED || waits(entry) ? 0 : share(entry);
    }

    /** An entry that overlaps others is not decoded. */
    private long share(ZipEntry entry) {
        boolean overlaps = entry.compressedSize() > entry.dataLimit() - entry.headerOffset();
        return overlaps ? 0 : even + (long) (ratio * entry.compressedSize());
    }

    private boolean waits(ZipEntry entry) {
        return entry.method() != Method.STORED && entry.size() > share(entry);
    }

    /** @return what is reserved for all entries, at most half of what is allowed */
    long ofAll() {
        return entries.stream().mapToLong(this::of).sum();
    }

    /** @return the places of the entries in the directory, in the order in which they are read */
    List<Integer> order() {
        List<Integer> first = new ArrayList<>(entries.size());
        List<Integer> later = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            (waits(entries.get(i)) ? later : first).add(i);
        }
        later.sort(Comparator.comparingLong(i -> entries.get(i).size()));
        first.addAll(later);
        return first;
    }
}
