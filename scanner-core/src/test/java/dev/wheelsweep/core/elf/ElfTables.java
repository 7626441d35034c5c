package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.elf.ElfBuilder.Need;
import dev.wheelsweep.core.elf.ElfBuilder.Note;
import dev.wheelsweep.core.elf.ElfBuilder.Symbol;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The contents of the tables, each written at the writer's position. */
final class ElfTables {
    private final ElfBuilder elf;
    private final ElfWriter out;
    private final StringPool strings = new StringPool();
    private final List<Symbol> symbols = new ArrayList<>();
    /** Needs by library, in order. */
    private final Map<String, List<Need>> needs = new LinkedHashMap<>();

    ElfTables(ElfBuilder elf, ElfWriter out) {
        this.elf = elf;
        this.out = out;
        elf.needs.forEach(need -> needs.computeIfAbsent(need.library(), first -> new ArrayList<>())
                .add(need));
        symbols.addAll(elf.imports);
        for (int i = 0; i < elf.needs.size(); i++) {
            Need need = elf.needs.get(i);
            for (String name : need.symbols()) {
                symbols.add(new Symbol(name, need.weakSymbols(), false, SymbolInfo.STT_FUNC, firstNeed() + i));
            }
        }
        symbols.addAll(elf.exports);
        collectStrings();
    }

    private void collectStrings() {
        elf.needed.forEach(strings::offset);
        elf.soname.ifPresent(strings::offset);
        elf.rpath.ifPresent(strings::offset);
        elf.runpath.ifPresent(strings::offset);
        symbols.forEach(symbol -> strings.offset(symbol.name()));
        elf.needs.forEach(need -> {
            strings.offset(need.library());
            strings.offset(need.version());
        });
        elf.definitions.forEach(strings::offset);
        strings.offset(baseVersion());
    }

    private String baseVersion() {
        return elf.soname.orElse("self");
    }

    /** The version index of the first need: 1 is the base definition, then come the definitions. */
    private int firstNeed() {
        return 2 + elf.definitions.size();
    }

    int string(String text) {
        return strings.offset(text);
    }

    byte[] stringBytes() {
        return strings.bytes();
    }

    int needLibraries() {
        return needs.size();
    }

    void strings() {
        out.raw(strings.bytes());
    }

    void notes() {
        elf.notes.forEach(note -> note(note, 4));
    }

    private void note(Note note, int padding) {
        byte[] owner = ElfBuilder.terminated(note.owner());
        byte[] description = HexFormat.of().parseHex(note.description());
        out.u32(owner.length).u32(description.length).u32(note.type());
        out.raw(owner).align(padding).raw(description).align(padding);
    }

    void properties() {
        int padding = out.is64() ? 8 : 4;
        // A property of another kind comes first: X86_FEATURE_1_AND, types must ascend.
        out.u32(4).u32(2L * (8 + padding)).u32(5).raw(ElfBuilder.terminated("GNU"));
        out.u32(0xc0000002L).u32(4).u32(3).align(padding);
        out.u32(0xc0008002L).u32(4).u32(elf.isa.getAsLong()).align(padding);
    }

    void symbols() {
        out.raw(new byte[out.is64() ? 24 : 16]);
        for (Symbol symbol : symbols) {
            int info = (symbol.weak() ? 2 : 1) << 4 | symbol.type();
            int section = symbol.defined() ? 1 : 0;
            out.u32(strings.offset(symbol.name()));
            if (out.is64()) {
                out.u8(info).u8(0).u16(section).u64(0).u64(0);
            } else {
                out.u32(0).u32(0).u8(info).u8(0).u16(section);
            }
        }
    }

    void symbolVersions() {
        out.u16(0);
        symbols.forEach(symbol -> out.u16(symbol.version()));
    }

    /** One bucket and no chain links: only the numbers matter here. */
    void sysvHash() {
        int words = 2 + 1 + (symbols.size() + 1);
        for (int i = 0; i < words; i++) {
            long value = i == 0 ? 1 : i == 1 ? symbols.size() + 1 : 0;
            if (elf.sysvHashWidth == Long.BYTES) {
                out.u64(value);
            } else {
                out.u32(value);
            }
        }
    }

    void gnuHash() {
        int exports = elf.exports.size();
        int first = exports == 0 ? 1 : symbols.size() + 1 - exports;
        // nbuckets, symoffset, bloom_size, bloom_shift, one bloom word, one bucket
        out.u32(1).u32(first).u32(1).u32(0).word(-1).u32(exports == 0 ? 0 : first);
        for (int i = 0; i < exports; i++) {
            out.u32(i == exports - 1 ? 1 : 0 /* bit 0: end of the bucket */);
        }
    }

    void versionNeeds() {
        int index = firstNeed();
        int left = needs.size();
        for (Map.Entry<String, List<Need>> library : needs.entrySet()) {
            int versions = library.getValue().size();
            left--;
            out.u16(1).u16(versions).u32(strings.offset(library.getKey())).u32(16);
            out.u32(left == 0 ? 0 : 16 + 16L * versions);
            for (Need need : library.getValue()) {
                versions--;
                out.u32(sysvHash(need.version())).u16(need.weak() ? 2 : 0).u16(index++);
                out.u32(strings.offset(need.version())).u32(versions == 0 ? 0 : 16);
            }
        }
    }

    void versionDefinitions() {
        List<String> names = new ArrayList<>(elf.definitions);
        names.add(0, baseVersion());
        for (int i = 0; i < names.size(); i++) {
            out.u16(1).u16(i == 0 ? 1 : 0 /* VER_FLG_BASE */).u16(i + 1).u16(1);
            out.u32(sysvHash(names.get(i))).u32(20).u32(i == names.size() - 1 ? 0 : 28);
            out.u32(strings.offset(names.get(i))).u32(0);
        }
    }

    void relocations() {
        for (int symbol : elf.relocatedSymbols) {
            out.word(0)
                    .word(out.is64() ? (long) symbol << 32 : (long) symbol << 8)
                    .word(0);
        }
    }

    void comment() {
        elf.comments.forEach(text -> out.raw(ElfBuilder.terminated(text)));
    }

    private static long sysvHash(String name) {
        long hash = 0;
        for (byte c : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash << 4) + (c & 0xff);
            long high = hash & 0xf0000000L;
            hash = (hash ^ (high >> 24)) & ~high & 0xffffffffL;
        }
        return hash;
    }
}
