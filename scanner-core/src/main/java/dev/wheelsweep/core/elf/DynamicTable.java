package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.elf.ElfLayout.Field;
import dev.wheelsweep.core.elf.ElfLayout.Struct;
import dev.wheelsweep.core.elf.content.DynamicTag;
import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The dynamic segment (gABI chapter 5, "Dynamic Section"), read as glibc and musl read it: from p_vaddr, through
 * PT_LOAD, up to DT_NULL even beyond p_filesz. A repeated single-value tag: the last one wins.
 */
final class DynamicTable {
    /** Tags of libraries that the loader loads in addition to those of DT_NEEDED. */
    private static final Set<Long> LOADING_TAGS =
            Set.of(DynamicTag.DT_AUDIT, DynamicTag.DT_DEPAUDIT, DynamicTag.DT_FILTER, DynamicTag.DT_AUXILIARY);

    private static final long DF_TEXTREL = 4;
    private static final long DF_BIND_NOW = 8;
    private static final long DF_STATIC_TLS = 16;
    private static final long DF_1_NOW = 1;
    private static final long DF_1_PIE = 0x08000000L;

    /**
     * @param value d_val or d_ptr, raw
     * @param offset where the value is in the file
     */
    record Entry(long value, long offset) {}

    private final ProgramHeaders segments;
    private final Map<Long, Entry> entries = new HashMap<>();
    private final List<Entry> needed = new ArrayList<>();
    private Optional<Extent> extent = Optional.empty();
    /** Bytes from the first entry to the end of DT_NULL. */
    private long length;

    private DynamicTable(ProgramHeaders segments) {
        this.segments = segments;
    }

    /**
     * @return the table, or an absent one if there is no PT_DYNAMIC
     * @throws FormatException {@code BAD_DYNAMIC_SEGMENT} without DT_NULL, {@code UNMAPPED_ADDRESS}, {@code
     *     LIMIT_DYNAMIC_ENTRIES} or {@code LIMIT_NEEDED_LIBRARIES}
     */
    static DynamicTable read(ProgramHeaders segments) throws IOException, FormatException {
        DynamicTable table = new DynamicTable(segments);
        Optional<Segment> dynamic = segments.dynamic();
        if (dynamic.isPresent()) {
            table.walk(segments.locate(dynamic.get().address(), dynamic.get().headerOffset()));
        }
        return table;
    }

    /**
     * Reads the table before the section headers are read, which decide whether a failure counts.
     *
     * @throws FormatException only of another format, if the bytes cannot be decoded
     */
    static Attempt attempt(ProgramHeaders segments) throws IOException, FormatException {
        DynamicTable absent = new DynamicTable(segments);
        if (!segments.file().identity().isLoadable()) {
            return new Attempt(absent, absent, Optional.empty());
        }
        try {
            return new Attempt(read(segments), absent, Optional.empty());
        } catch (FormatException bad) {
            if (bad.format() != Format.ELF) {
                throw bad;
            }
            return new Attempt(absent, absent, Optional.of(bad));
        }
    }

    /**
     * The outcome of reading the table.
     *
     * @param read the table, unless there is a failure
     * @param absent the table of a file that has none, or whose segments are not in the file: nothing is needed, nothing
     *     defined
     * @param failure what was wrong with the table
     */
    record Attempt(DynamicTable read, DynamicTable absent, Optional<FormatException> failure) {

        /** @throws FormatException the failure */
        DynamicTable table() throws FormatException {
            if (failure.isPresent()) {
                throw failure.get();
            }
            return read;
        }

        /**
         * The table of a file whose section headers say that it is split-off debug information. That can be forged, so
         * a table with strings that the segments lead to is used.
         *
         * @return the table, or an absent one if the segments do not lead to a table
         * @throws FormatException if a limit is reached
         */
        DynamicTable absentUnlessCredible() throws FormatException {
            try {
                return table().table(DynamicTag.DT_STRTAB).isPresent() ? read : absent;
            } catch (FormatException none) {
                if (!none.reason().isLimit()) {
                    return absent;
                }
                throw none;
            }
        }
    }

    private void walk(Extent mapped) throws IOException, FormatException {
        ElfLayout layout = file().layout();
        int size = layout.size(Struct.DYNAMIC);
        PiecewiseView table = new PiecewiseView(mapped, Reason.BAD_DYNAMIC_SEGMENT);
        extent = Optional.of(mapped);
        while (true) {
            ByteView entry = table.at(length, size);
            length += size;
            long tag = layout.read(entry, 0, Field.D_TAG);
            if (tag == DynamicTag.DT_NULL) {
                return;
            }
            add(tag, new Entry(layout.read(entry, 0, Field.D_VAL), entry.origin() + layout.offset(Field.D_VAL)));
            if (length == (long) ElfLimits.DYNAMIC_ENTRIES * size) {
                throw entry.bad(Reason.LIMIT_DYNAMIC_ENTRIES, 0, "no DT_NULL among as many entries as are read");
            }
        }
    }

    private void add(long tag, Entry entry) throws FormatException {
        entries.put(tag, entry);
        if (tag == DynamicTag.DT_NEEDED) {
            needed.add(entry);
            if (needed.size() > file().limits().neededLibraries()) {
                throw ElfBytes.bad(Reason.LIMIT_NEEDED_LIBRARIES, entry.offset(), "DT_NEEDED number " + needed.size());
            }
        }
    }

    ElfBytes file() {
        return segments.file();
    }

    boolean isPresent() {
        return extent.isPresent();
    }

    /** @return where the table begins in the file, and how many bytes are mapped from there on */
    Optional<Extent> extent() {
        return extent;
    }

    /** @return the oddities of the segment's place in the file and of its tags; none if it is absent */
    Set<Oddity> oddities() {
        Set<Oddity> oddities = EnumSet.noneOf(Oddity.class);
        segments.dynamic().ifPresent(segment -> {
            if (extent.isPresent() && extent.get().offset() != segment.offset()) {
                oddities.add(Oddity.DYNAMIC_OFFSET_CONTRADICTS_ADDRESS);
            }
            if (Long.compareUnsigned(length, segment.fileSize()) > 0) {
                oddities.add(Oddity.DYNAMIC_OVERRUNS_SEGMENT);
            }
        });
        if (segments.hasSeveralDynamic()) {
            oddities.add(Oddity.SEVERAL_DYNAMIC_SEGMENTS);
        }
        int symbolSize = file().layout().size(Struct.SYMBOL);
        if (value(DynamicTag.DT_SYMENT, symbolSize) != symbolSize) {
            oddities.add(Oddity.BAD_SYMBOL_SIZE);
        }
        if (!Collections.disjoint(entries.keySet(), LOADING_TAGS)) {
            oddities.add(Oddity.LOADED_BY_OTHER_TAGS);
        }
        return oddities;
    }

    /** @return DT_NEEDED entries in table order; the values are offsets in the string table */
    List<Entry> needed() {
        return needed;
    }

    Optional<Entry> entry(long tag) {
        return Optional.ofNullable(entries.get(tag));
    }

    /** @return the value of a tag, or a default for a missing one */
    long value(long tag, long otherwise) {
        return entry(tag).map(Entry::value).orElse(otherwise);
    }

    /**
     * @param tag one whose value is the address of a table
     * @return from the table's first byte to the last one mapped after it; empty without the tag
     * @throws FormatException as {@link ProgramHeaders#locate} does, {@code UNMAPPED_ADDRESS} at the entry
     */
    Optional<Extent> table(long tag) throws FormatException {
        Entry entry = entries.get(tag);
        return entry == null ? Optional.empty() : Optional.of(segments.locate(entry.value(), entry.offset()));
    }

    /**
     * @param tag one whose value is the address of a table
     * @throws FormatException as {@link #table}, unless the table is in zeros that a segment declares
     */
    void requireMemory(long tag) throws FormatException {
        Entry entry = entries.get(tag);
        if (entry != null && !segments.declare(entry.value())) {
            segments.locate(entry.value(), entry.offset());
        }
    }

    /** @return whether the loader must write into segments that are not writable */
    boolean relocatesText() {
        return entries.containsKey(DynamicTag.DT_TEXTREL) || isSet(DynamicTag.DT_FLAGS, DF_TEXTREL);
    }

    /** @return whether every function is bound before the first one runs */
    boolean bindsNow() {
        return entries.containsKey(DynamicTag.DT_BIND_NOW)
                || isSet(DynamicTag.DT_FLAGS, DF_BIND_NOW)
                || isSet(DynamicTag.DT_FLAGS_1, DF_1_NOW);
    }

    /** @return whether DF_1_PIE declares a position-independent executable */
    boolean isPie() {
        return isSet(DynamicTag.DT_FLAGS_1, DF_1_PIE);
    }

    /** @return whether thread-local variables must be in the static block, which is small once a process runs */
    boolean usesStaticTls() {
        return isSet(DynamicTag.DT_FLAGS, DF_STATIC_TLS);
    }

    /** @return whether relative relocations are in the compact form, which older loaders skip */
    boolean hasRelr() {
        return entries.containsKey(DynamicTag.DT_RELR);
    }

    private boolean isSet(long tag, long flag) {
        return (value(tag, 0) & flag) != 0;
    }
}
