package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.elf.BuiltElf.Table;
import dev.wheelsweep.core.elf.ElfBuilder.HashStyle;
import dev.wheelsweep.core.elf.ElfBuilder.Sections;
import dev.wheelsweep.core.elf.ElfBuilder.Strings;
import dev.wheelsweep.core.elf.content.DynamicTag;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lays the file of an {@link ElfBuilder} out: head (read-only tables, code), tail (dynamic segment), sections. */
final class ElfAssembly {
    /** Address of the file's first byte in the first PT_LOAD segment. */
    static final long HEAD_BASE = 0x100000;

    static final long TAIL_BASE = 0x300000;
    private static final int MOST_PROGRAM_HEADERS = 8;

    private final ElfBuilder elf;
    private final ElfWriter out;
    private final ElfTables content;
    private final Map<Table, Integer> tables = new EnumMap<>(Table.class);
    private final Map<Table, Integer> ends = new EnumMap<>(Table.class);
    private final Map<Long, Integer> dynamicEntries = new HashMap<>();
    private final Map<Long, Integer> programHeaders = new HashMap<>();
    private int tailStart;
    private int tailEnd;

    ElfAssembly(ElfBuilder elf) {
        this.elf = elf;
        this.out = new ElfWriter(elf.layout, elf.order);
        this.content = new ElfTables(elf, out);
    }

    BuiltElf assemble() {
        out.seek(headerSize() + MOST_PROGRAM_HEADERS * programHeaderSize());
        elf.interpreter.ifPresent(path -> table(Table.INTERPRETER, () -> out.raw(ElfBuilder.terminated(path))));
        table(Table.NOTES, !elf.notes.isEmpty(), content::notes);
        table(Table.PROPERTIES, elf.isa.isPresent(), content::properties);
        boolean sysv = elf.hash == HashStyle.SYSV || elf.hash == HashStyle.BOTH;
        table(Table.SYSV_HASH, sysv, content::sysvHash);
        table(Table.GNU_HASH, elf.hash == HashStyle.GNU || elf.hash == HashStyle.BOTH, content::gnuHash);
        table(Table.SYMBOLS, content::symbols);
        if (elf.strings == Strings.AT_HEAD) {
            table(Table.STRINGS, content::strings);
        } else {
            byte[] filler = new byte[content.stringBytes().length];
            Arrays.fill(filler, (byte) 'X');
            out.raw(filler);
        }
        boolean versioned = !elf.needs.isEmpty() || !elf.definitions.isEmpty();
        table(Table.SYMBOL_VERSIONS, versioned, content::symbolVersions);
        table(Table.VERSION_NEEDS, !elf.needs.isEmpty(), content::versionNeeds);
        table(Table.VERSION_DEFINITIONS, !elf.definitions.isEmpty(), content::versionDefinitions);
        table(Table.RELOCATIONS, !elf.relocatedSymbols.isEmpty(), content::relocations);
        out.raw(elf.code);
        tailStart = out.align(16).position();
        if (elf.strings == Strings.AT_TAIL) {
            // The dynamic segment has the address of the strings, so they must be written first.
            table(Table.STRINGS, content::strings);
        }
        table(Table.DYNAMIC, this::dynamic);
        tailEnd = out.position();
        int sectionCount = elf.sections == Sections.PRESENT ? sections() : 0;
        byte[] bytes = withHeaders(sectionCount);
        return new BuiltElf(bytes, elf.layout, elf.order, tables, dynamicEntries, programHeaders);
    }

    private void table(Table table, boolean wanted, Runnable content) {
        if (wanted) {
            table(table, content);
        }
    }

    private void table(Table table, Runnable content) {
        tables.put(table, out.align(8).position());
        content.run();
        ends.put(table, out.position());
    }

    private int size(Table table) {
        return ends.get(table) - tables.get(table);
    }

    private long address(Table table) {
        int offset = tables.get(table);
        return (tailStart > 0 && offset >= tailStart ? TAIL_BASE : HEAD_BASE) + offset;
    }

    private void dynamic() {
        elf.needed.forEach(library -> entry(DynamicTag.DT_NEEDED, content.string(library)));
        elf.soname.ifPresent(name -> entry(DynamicTag.DT_SONAME, content.string(name)));
        elf.rpath.ifPresent(path -> entry(DynamicTag.DT_RPATH, content.string(path)));
        elf.runpath.ifPresent(path -> entry(DynamicTag.DT_RUNPATH, content.string(path)));
        pointer(DynamicTag.DT_HASH, Table.SYSV_HASH);
        pointer(DynamicTag.DT_GNU_HASH, Table.GNU_HASH);
        pointer(DynamicTag.DT_STRTAB, Table.STRINGS);
        pointer(DynamicTag.DT_SYMTAB, Table.SYMBOLS);
        entry(DynamicTag.DT_STRSZ, content.stringBytes().length);
        entry(DynamicTag.DT_SYMENT, out.is64() ? 24 : 16);
        pointer(DynamicTag.DT_VERSYM, Table.SYMBOL_VERSIONS);
        pointer(DynamicTag.DT_VERNEED, Table.VERSION_NEEDS);
        entry(0x6fffffffL /* DT_VERNEEDNUM */, content.needLibraries());
        pointer(DynamicTag.DT_VERDEF, Table.VERSION_DEFINITIONS);
        entry(0x6ffffffdL /* DT_VERDEFNUM */, elf.definitions.size() + 1L);
        if (tables.containsKey(Table.RELOCATIONS)) {
            pointer(DynamicTag.DT_RELA, Table.RELOCATIONS);
            entry(DynamicTag.DT_RELASZ, size(Table.RELOCATIONS));
        }
        elf.entries.forEach(extra -> entry(extra.tag(), extra.value()));
        entry(DynamicTag.DT_NULL, 0);
    }

    private void pointer(long tag, Table table) {
        if (tables.containsKey(table)) {
            entry(tag, address(table));
        }
    }

    private void entry(long tag, long value) {
        dynamicEntries.putIfAbsent(tag, out.position());
        out.word(tag).word(value);
    }

    /** Writes section contents and headers, returns their number. */
    private int sections() {
        Map<String, long[]> headers = new LinkedHashMap<>();
        table(Table.COMMENT, !elf.comments.isEmpty(), content::comment);
        elf.statics.ifPresent(tables -> {
            table(Table.STATIC_SYMBOLS, () -> out.raw(tables.symbols()));
            table(Table.STATIC_NAMES, () -> out.raw(tables.names()));
        });
        // type, flags (2 = allocated), table, link (index of .dynstr, which comes first), info, entry size
        section(headers, ".dynstr", Table.STRINGS, 3, 0, 0, 0);
        section(headers, ".dynsym", Table.SYMBOLS, 11, 1, 1, out.is64() ? 24 : 16);
        section(headers, ".gnu.version", Table.SYMBOL_VERSIONS, 0x6fffffffL, 2, 0, 2);
        section(headers, ".gnu.version_r", Table.VERSION_NEEDS, 0x6ffffffeL, 1, content.needLibraries(), 0);
        section(headers, ".gnu.version_d", Table.VERSION_DEFINITIONS, 0x6ffffffdL, 1, elf.definitions.size() + 1L, 0);
        section(headers, ".dynamic", Table.DYNAMIC, 6, 1, 0, out.is64() ? 16 : 8);
        section(headers, ".comment", Table.COMMENT, 1, 0, 0, 1);
        section(headers, ".symtab", Table.STATIC_SYMBOLS, 2, 0, 0, out.is64() ? 24 : 16);
        section(headers, ".strtab", Table.STATIC_NAMES, 3, 0, 0, 0);
        StringPool names = new StringPool();
        headers.keySet().forEach(names::offset);
        names.offset(".shstrtab");
        table(Table.SECTION_NAMES, () -> out.raw(names.bytes()));
        section(headers, ".shstrtab", Table.SECTION_NAMES, 3, 0, 0, 0);
        table(Table.SECTION_HEADERS, () -> {
            out.raw(new byte[out.is64() ? 64 : 40]);
            headers.forEach((name, fields) -> {
                out.u32(names.offset(name)).u32(fields[0]).word(0).word(fields[1]);
                out.word(fields[2])
                        .word(fields[3])
                        .u32(fields[4])
                        .u32(fields[5])
                        .word(1)
                        .word(fields[6]);
            });
        });
        return headers.size() + 1;
    }

    private void section(
            Map<String, long[]> headers, String name, Table table, long type, long link, long info, long entrySize) {
        if (tables.containsKey(table)) {
            boolean mapped = tables.get(table) < tailEnd;
            headers.put(name, new long[] {
                type, mapped ? address(table) : 0, tables.get(table), size(table), link, info, entrySize
            });
        }
    }

    private byte[] withHeaders(int sectionCount) {
        byte[] bytes = out.bytes();
        List<Runnable> segments = segments();
        out.seek(0).raw(new byte[] {0x7f, 'E', 'L', 'F', (byte) (out.is64() ? 2 : 1)});
        out.u8(elf.order == ByteOrder.LITTLE_ENDIAN ? 1 : 2).u8(1).raw(new byte[9]);
        out.u16(elf.type).u16(elf.machine).u32(1);
        out.word(0).word(headerSize()).word(tables.getOrDefault(Table.SECTION_HEADERS, 0));
        out.u32(elf.flags).u16(headerSize()).u16(programHeaderSize()).u16(segments.size());
        out.u16(out.is64() ? 64 : 40).u16(sectionCount).u16(Math.max(0, sectionCount - 1));
        segments.forEach(Runnable::run);
        byte[] headers = out.bytes();
        System.arraycopy(headers, 0, bytes, 0, headers.length);
        return bytes;
    }

    private List<Runnable> segments() {
        List<Runnable> segments = new ArrayList<>();
        if (tables.containsKey(Table.INTERPRETER)) {
            segments.add(() -> segment(Segment.PT_INTERP, 4, Table.INTERPRETER, 1));
        }
        segments.add(() -> segment(Segment.PT_LOAD, 5, 0, HEAD_BASE, tailStart, elf.alignment));
        segments.add(() ->
                segment(Segment.PT_LOAD, 6, tailStart, TAIL_BASE + tailStart, tailEnd - tailStart, elf.alignment));
        segments.add(() -> segment(Segment.PT_DYNAMIC, 6, Table.DYNAMIC, 8));
        if (tables.containsKey(Table.NOTES)) {
            segments.add(() -> segment(Segment.PT_NOTE, 4, Table.NOTES, 4));
        }
        if (tables.containsKey(Table.PROPERTIES)) {
            segments.add(() -> segment(Segment.PT_NOTE, 4, Table.PROPERTIES, out.is64() ? 8 : 4));
        }
        elf.stackFlags.ifPresent(flags -> segments.add(() -> segment(Segment.PT_GNU_STACK, flags, 0, 0, 0, 16)));
        if (elf.relro) {
            segments.add(() -> segment(Segment.PT_GNU_RELRO, 4, Table.DYNAMIC, 1));
        }
        return segments;
    }

    private void segment(long type, long flags, Table table, long alignment) {
        segment(type, flags, tables.get(table), address(table), size(table), alignment);
    }

    private void segment(long type, long flags, long offset, long address, long size, long alignment) {
        programHeaders.putIfAbsent(type, out.position());
        out.u32(type);
        if (out.is64()) {
            out.u32(flags)
                    .word(offset)
                    .word(address)
                    .word(address)
                    .word(size)
                    .word(size)
                    .word(alignment);
        } else {
            out.word(offset)
                    .word(address)
                    .word(address)
                    .word(size)
                    .word(size)
                    .u32(flags)
                    .word(alignment);
        }
    }

    private int headerSize() {
        return out.is64() ? 64 : 52;
    }

    private int programHeaderSize() {
        return out.is64() ? 56 : 32;
    }
}
