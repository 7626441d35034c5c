package dev.wheelsweep.core.elf.content;

import static dev.wheelsweep.core.elf.content.DynamicTag.DT_AUXILIARY;
import static dev.wheelsweep.core.elf.content.DynamicTag.DT_FILTER;
import static dev.wheelsweep.core.elf.content.DynamicTag.DT_FINI;
import static dev.wheelsweep.core.elf.content.DynamicTag.DT_FINI_ARRAY;
import static dev.wheelsweep.core.elf.content.DynamicTag.DT_FINI_ARRAYSZ;
import static dev.wheelsweep.core.elf.content.DynamicTag.DT_GNU_HASH;
import static dev.wheelsweep.core.elf.content.DynamicTag.DT_HASH;
import static dev.wheelsweep.core.elf.content.DynamicTag.DT_INIT;
import static dev.wheelsweep.core.elf.content.DynamicTag.DT_INIT_ARRAY;
import static dev.wheelsweep.core.elf.content.DynamicTag.DT_INIT_ARRAYSZ;
import static dev.wheelsweep.core.elf.content.DynamicTag.DT_JMPREL;
import static dev.wheelsweep.core.elf.content.DynamicTag.DT_NEEDED;
import static dev.wheelsweep.core.elf.content.DynamicTag.DT_NULL;
import static dev.wheelsweep.core.elf.content.DynamicTag.DT_PLTGOT;
import static dev.wheelsweep.core.elf.content.DynamicTag.DT_PLTRELSZ;
import static dev.wheelsweep.core.elf.content.DynamicTag.DT_PREINIT_ARRAY;
import static dev.wheelsweep.core.elf.content.DynamicTag.DT_PREINIT_ARRAYSZ;
import static dev.wheelsweep.core.elf.content.DynamicTag.DT_REL;
import static dev.wheelsweep.core.elf.content.DynamicTag.DT_RELA;
import static dev.wheelsweep.core.elf.content.DynamicTag.DT_RELAENT;
import static dev.wheelsweep.core.elf.content.DynamicTag.DT_RELASZ;
import static dev.wheelsweep.core.elf.content.DynamicTag.DT_RELENT;
import static dev.wheelsweep.core.elf.content.DynamicTag.DT_RELR;
import static dev.wheelsweep.core.elf.content.DynamicTag.DT_RELRENT;
import static dev.wheelsweep.core.elf.content.DynamicTag.DT_RELRSZ;
import static dev.wheelsweep.core.elf.content.DynamicTag.DT_RELSZ;
import static dev.wheelsweep.core.elf.content.DynamicTag.DT_RPATH;
import static dev.wheelsweep.core.elf.content.DynamicTag.DT_RUNPATH;
import static dev.wheelsweep.core.elf.content.DynamicTag.DT_SONAME;
import static dev.wheelsweep.core.elf.content.DynamicTag.DT_STRSZ;
import static dev.wheelsweep.core.elf.content.DynamicTag.DT_STRTAB;
import static dev.wheelsweep.core.elf.content.DynamicTag.DT_SYMENT;
import static dev.wheelsweep.core.elf.content.DynamicTag.DT_SYMTAB;
import static dev.wheelsweep.core.elf.content.DynamicTag.DT_VERDEF;
import static dev.wheelsweep.core.elf.content.DynamicTag.DT_VERNEED;
import static dev.wheelsweep.core.elf.content.DynamicTag.DT_VERNEEDNUM;
import static dev.wheelsweep.core.elf.content.DynamicTag.DT_VERSYM;

import dev.wheelsweep.core.input.Fragment;
import dev.wheelsweep.core.input.Landmark.Span;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.LongPredicate;

/**
 * What the entries of a dynamic segment look like (gABI chapter 5, "Dynamic Section"): pairs of a known tag and a value
 * that the tag can have, up to DT_NULL. The tags of the GNU extensions, 0x6ffffdf5 and above, are so rare elsewhere that
 * the table is looked for around them.
 *
 * @param word bytes of a tag, and of a value
 * @param maps whether an address is in a PT_LOAD segment
 */
public record DynamicEntries(int word, ByteOrder order, LongPredicate maps) {
    /** Linkers write no higher tag of the gABI; those of GNU follow. */
    private static final long HIGHEST = 38;

    /** Tags whose values are addresses: those from DT_PLTGOT to DT_RELR, then those of GNU. */
    private static final Set<Long> ADDRESSES = Set.of(
            DT_PLTGOT,
            DT_HASH,
            DT_STRTAB,
            DT_SYMTAB,
            DT_RELA,
            DT_INIT,
            DT_FINI,
            DT_REL,
            DT_JMPREL,
            DT_INIT_ARRAY,
            DT_FINI_ARRAY,
            DT_PREINIT_ARRAY,
            DT_RELR,
            DT_GNU_HASH,
            DT_VERSYM,
            DT_VERDEF,
            DT_VERNEED);

    /** Tags whose values are offsets in the string table. */
    private static final Set<Long> STRINGS = Set.of(DT_NEEDED, DT_SONAME, DT_RPATH, DT_RUNPATH);

    /** Tags whose values count bytes of tables of words: sizes of relocations and of arrays. */
    private static final Set<Long> SIZES = Set.of(
            DT_PLTRELSZ,
            DT_RELASZ,
            DT_RELAENT,
            DT_RELSZ,
            DT_RELENT,
            DT_INIT_ARRAYSZ,
            DT_FINI_ARRAYSZ,
            DT_PREINIT_ARRAYSZ,
            DT_RELRSZ,
            DT_RELRENT);

    private static final Set<Long> REQUIRED = Set.of(DT_STRTAB, DT_SYMTAB, DT_STRSZ, DT_SYMENT, DT_GNU_HASH);

    /** Tags that are below 256 and in every table, and how many of them must be seen. */
    private static final Set<Long> SHOWN = Set.of(DT_STRTAB, DT_SYMTAB, DT_STRSZ, DT_SYMENT);

    private static final int FEWEST_SHOWN = 3;

    private static final long SMALLEST_GNU = 0x6ffffdf5L;
    private static final long PROCESSOR = 0x70000000L;
    private static final long HIGHEST_PROCESSOR = 0x7000003fL;
    private static final int SYMBOL_32 = 16;
    private static final int SYMBOL_64 = 24;
    /** Places in a fragment that are looked at; in real files there are a few dozen tags that are none. */
    private static final int MOST_TRIES = 1000;

    private static final int TAG = Integer.BYTES;
    private static final int GNU_HIGH = 0x6f;
    private static final int BYTE = 0xff;

    private int entry() {
        return 2 * word;
    }

    /** @return where the four bytes of a number that count are, in a word at this index */
    private int low(int at) {
        return order == ByteOrder.LITTLE_ENDIAN ? at : at + word - TAG;
    }

    /**
     * @param from the first index to look at
     * @param length the most bytes of the table
     * @return the entries around the first tag of GNU that may be in a table
     */
    Optional<Span> mayBeIn(Fragment fragment, int from, int length) {
        int highest = order == ByteOrder.LITTLE_ENDIAN ? TAG - 1 : 0;
        int second = order == ByteOrder.LITTLE_ENDIAN ? TAG - 2 : 1;
        int tries = 0;
        for (int tag = Math.max(from, low(0)); tag <= fragment.length() - TAG && tries < MOST_TRIES; tag++) {
            int at = tag - low(0);
            if (fragment.at(tag + highest) == GNU_HIGH
                    && fragment.at(tag + second) == BYTE
                    && mayBeEntry(fragment, at)
                    && mayBeEntry(fragment, at - entry())) {
                tries++;
                Span span = new Span(first(fragment, at, length) - entry(), end(fragment, at, length));
                if (showsTags(fragment, span)) {
                    return Optional.of(span);
                }
            }
        }
        return Optional.empty();
    }

    /** Whether the entries that every table has can be seen; zeros, which most bytes of a tag are, may be unknown. */
    private boolean showsTags(Fragment fragment, Span span) {
        Set<Long> seen = new HashSet<>();
        int lowest = order == ByteOrder.LITTLE_ENDIAN ? 0 : word - 1;
        for (int at = span.from() + entry(); at < span.to(); at += entry()) {
            if (at >= 0 && at + entry() <= fragment.length() && mayBeSmallTag(fragment, at, at + lowest)) {
                seen.add((long) fragment.at(at + lowest));
            }
        }
        return seen.stream().filter(SHOWN::contains).count() >= FEWEST_SHOWN;
    }

    private boolean mayBeSmallTag(Fragment fragment, int at, int lowest) {
        for (int i = at; i < at + word; i++) {
            if (i != lowest && !fragment.mayBe(i, 0)) {
                return false;
            }
        }
        return true;
    }

    private int first(Fragment fragment, int tag, int length) {
        int first = tag;
        while (tag - first < length && mayBeEntry(fragment, first - entry())) {
            first -= entry();
        }
        return first;
    }

    private int end(Fragment fragment, int tag, int length) {
        int end = tag;
        while (end - tag < length && end <= fragment.length() - entry() && mayBeEntry(fragment, end)) {
            end += entry();
        }
        return end + entry();
    }

    /** @return whether this may be an entry before DT_NULL; outside the fragment nothing is known */
    private boolean mayBeEntry(Fragment fragment, int at) {
        if (at < 0 || at > fragment.length() - entry()) {
            return true;
        }
        long tag = 0;
        for (int i = 0; i < word; i++) {
            int each = fragment.at(at + i);
            if (each == Fragment.UNKNOWN) {
                return true;
            }
            int place = order == ByteOrder.LITTLE_ENDIAN ? i : word - 1 - i;
            if (place < TAG) {
                tag |= (long) each << (Byte.SIZE * place);
            } else if (each != 0) {
                return false;
            }
        }
        return tag != DT_NULL && isTag(tag);
    }

    /**
     * @param length the most bytes of the table
     * @return where the table begins: after bytes that are no entry, with every tag known up to DT_NULL
     */
    OptionalInt isIn(byte[] known, int length) {
        ByteBuffer bytes = ByteBuffer.wrap(known).order(order);
        for (int phase = 0; phase < entry(); phase++) {
            for (int at = phase; at <= known.length - entry(); at += entry()) {
                if (tag(bytes, at) == DT_GNU_HASH) {
                    OptionalInt start = around(bytes, at, length);
                    if (start.isPresent()) {
                        return start;
                    }
                }
            }
        }
        return OptionalInt.empty();
    }

    private OptionalInt around(ByteBuffer bytes, int hash, int length) {
        int last = hash;
        while (last <= bytes.limit() - entry() && tag(bytes, last) != DT_NULL) {
            last += entry();
        }
        if (last > bytes.limit() - entry()) {
            return OptionalInt.empty();
        }
        Map<Long, Long> seen = new HashMap<>();
        int first = last;
        while (first >= entry() && isEntry(bytes, first - entry(), seen)) {
            first -= entry();
        }
        if (first < entry() || last + entry() - first > length || !seen.keySet().containsAll(REQUIRED)) {
            return OptionalInt.empty();
        }
        while (!hasItsString(bytes, first, seen.get(DT_STRSZ))) {
            first += entry();
        }
        return OptionalInt.of(first);
    }

    /** @return whether the entry names no string, or one within a string table of this size */
    private boolean hasItsString(ByteBuffer bytes, int at, long size) {
        return !STRINGS.contains(tag(bytes, at)) || Long.compareUnsigned(value(bytes, at), size) < 0;
    }

    private boolean isEntry(ByteBuffer bytes, int at, Map<Long, Long> seen) {
        long tag = tag(bytes, at);
        long value = value(bytes, at);
        return tag != DT_NULL
                && isTag(tag)
                && canHave(tag, value)
                && (seen.put(tag, value) == null || tag == DT_NEEDED);
    }

    private boolean canHave(long tag, long value) {
        if (ADDRESSES.contains(tag)) {
            return maps.test(value);
        }
        if (tag == DT_SYMENT) {
            return value == (word == Integer.BYTES ? SYMBOL_32 : SYMBOL_64);
        }
        return !SIZES.contains(tag) || value % Integer.BYTES == 0;
    }

    private long tag(ByteBuffer bytes, int at) {
        return word == Integer.BYTES ? Integer.toUnsignedLong(bytes.getInt(at)) : bytes.getLong(at);
    }

    private long value(ByteBuffer bytes, int at) {
        return word == Integer.BYTES ? Integer.toUnsignedLong(bytes.getInt(at + word)) : bytes.getLong(at + word);
    }

    private static boolean isTag(long tag) {
        return (tag >= DT_NULL && tag <= HIGHEST)
                || (tag >= SMALLEST_GNU && tag <= DT_VERNEEDNUM)
                || (tag >= PROCESSOR && tag <= HIGHEST_PROCESSOR)
                || tag == DT_AUXILIARY
                || tag == DT_FILTER;
    }
}
