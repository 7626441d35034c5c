package dev.wheelsweep.core.elf;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Small ELF files for tests, of any class, order and machine. A file has only what a test adds; tables, segments and
 * sections are laid out as by GNU ld, in two PT_LOAD segments whose addresses are not their offsets.
 */
public final class ElfBuilder {
    /** Values of e_machine that tests use. */
    public static final int X86_64 = 62;

    public static final int I386 = 3;
    public static final int AARCH64 = 183;
    public static final int ARM = 40;
    public static final int PPC64 = 21;
    public static final int S390 = 22;
    public static final int MIPS = 8;
    public static final int ALPHA = 0x9026;

    enum HashStyle {
        GNU,
        SYSV,
        /** Both tables, the one of System V first. */
        BOTH,
        NONE
    }

    enum Sections {
        PRESENT,
        STRIPPED
    }

    enum Strings {
        /** After the symbols, where linkers put them. */
        AT_HEAD,
        /** After the dynamic segment, where patchelf moves them, with X in their old place. */
        AT_TAIL
    }

    /** @param weakSymbols whether the symbols are STB_WEAK */
    record Need(String library, String version, boolean weak, boolean weakSymbols, List<String> symbols) {}

    record Symbol(String name, boolean weak, boolean defined, int type, int version) {}

    record Note(String owner, int type, String description) {}

    record Entry(long tag, long value) {}

    final ElfLayout layout;
    final ByteOrder order;
    final int machine;
    int type = ElfHeader.ET_DYN;
    long flags;
    Optional<String> soname = Optional.empty();
    Optional<String> rpath = Optional.empty();
    Optional<String> runpath = Optional.empty();
    Optional<String> interpreter = Optional.empty();
    final List<String> needed = new ArrayList<>();
    final List<Need> needs = new ArrayList<>();
    final List<String> definitions = new ArrayList<>();
    final List<Symbol> imports = new ArrayList<>();
    final List<Symbol> exports = new ArrayList<>();
    final List<Entry> entries = new ArrayList<>();
    final List<Note> notes = new ArrayList<>();
    final List<Integer> relocatedSymbols = new ArrayList<>();
    final List<String> comments = new ArrayList<>();
    byte[] code = {};
    Optional<StaticTables> statics = Optional.empty();
    OptionalLong isa = OptionalLong.empty();
    OptionalLong stackFlags = OptionalLong.of(6);
    boolean relro;
    long alignment = 0x1000;
    HashStyle hash = HashStyle.GNU;
    int sysvHashWidth;
    Sections sections = Sections.PRESENT;
    Strings strings = Strings.AT_HEAD;

    private ElfBuilder(ElfLayout layout, ByteOrder order, int machine) {
        this.layout = layout;
        this.order = order;
        this.machine = machine;
        this.sysvHashWidth = layout == ElfLayout.ELF64 && (machine == S390 || machine == ALPHA) ? 8 : 4;
    }

    /** A shared object for x86-64. */
    public static ElfBuilder library() {
        return library(ElfLayout.ELF64, ByteOrder.LITTLE_ENDIAN, X86_64);
    }

    /** A shared object. */
    public static ElfBuilder library(ElfLayout layout, ByteOrder order, int machine) {
        return new ElfBuilder(layout, order, machine);
    }

    /** Sets e_type. */
    public ElfBuilder type(int newType) {
        type = newType;
        return this;
    }

    /** Sets e_flags. */
    public ElfBuilder flags(long newFlags) {
        flags = newFlags;
        return this;
    }

    public ElfBuilder soname(String name) {
        soname = Optional.of(name);
        return this;
    }

    public ElfBuilder rpath(String path) {
        rpath = Optional.of(path);
        return this;
    }

    public ElfBuilder runpath(String path) {
        runpath = Optional.of(path);
        return this;
    }

    /** Adds PT_INTERP. */
    public ElfBuilder interpreter(String path) {
        interpreter = Optional.of(path);
        return this;
    }

    public ElfBuilder needed(String... libraries) {
        needed.addAll(List.of(libraries));
        return this;
    }

    /** A version needed of a library, and the symbols bound to it; calls for one library must follow each other. */
    public ElfBuilder need(String library, String version, String... symbols) {
        needs.add(new Need(library, version, false, false, List.of(symbols)));
        return this;
    }

    /** The same with VER_FLG_WEAK, and with symbols that are weak. */
    public ElfBuilder weakNeed(String library, String version, String... symbols) {
        needs.add(new Need(library, version, true, true, List.of(symbols)));
        return this;
    }

    /** The same with VER_FLG_WEAK, but with symbols that are not weak. */
    public ElfBuilder weakNeedOfStrong(String library, String version, String... symbols) {
        needs.add(new Need(library, version, true, false, List.of(symbols)));
        return this;
    }

    /** Without VER_FLG_WEAK, but with symbols that are weak: what linkers write. */
    public ElfBuilder needOfWeak(String library, String version, String... symbols) {
        needs.add(new Need(library, version, false, true, List.of(symbols)));
        return this;
    }

    /** Defines a version; the first call adds the base definition too. */
    public ElfBuilder defining(String version) {
        definitions.add(version);
        return this;
    }

    /** An undefined symbol without version. */
    public ElfBuilder importing(String symbol) {
        imports.add(new Symbol(symbol, false, false, SymbolInfo.STT_FUNC, 1));
        return this;
    }

    /** An undefined symbol without version that is STB_WEAK. */
    public ElfBuilder weaklyImporting(String symbol) {
        imports.add(new Symbol(symbol, true, false, 0, 1));
        return this;
    }

    /** A defined function. */
    public ElfBuilder exporting(String symbol) {
        exports.add(new Symbol(symbol, false, true, SymbolInfo.STT_FUNC, 1));
        return this;
    }

    /** A defined object. */
    ElfBuilder exportingData(String symbol) {
        exports.add(new Symbol(symbol, false, true, 1, 1));
        return this;
    }

    /** A dynamic entry in addition to those of the tables. */
    public ElfBuilder entry(long tag, long value) {
        entries.add(new Entry(tag, value));
        return this;
    }

    public ElfBuilder buildId(String hex) {
        return note("GNU", 3, hex);
    }

    /** A note in a PT_NOTE segment of alignment 4, its description in hex. */
    public ElfBuilder note(String owner, int noteType, String description) {
        notes.add(new Note(owner, noteType, description));
        return this;
    }

    /** X86_ISA_1_NEEDED in a GNU property note of its own segment. */
    public ElfBuilder isaNeeded(int bits) {
        isa = OptionalLong.of(bits);
        return this;
    }

    /** Makes PT_GNU_STACK executable. */
    public ElfBuilder executableStack() {
        stackFlags = OptionalLong.of(7);
        return this;
    }

    /** Omits PT_GNU_STACK. */
    public ElfBuilder withoutStackHeader() {
        stackFlags = OptionalLong.empty();
        return this;
    }

    /** Adds PT_GNU_RELRO. */
    public ElfBuilder relro() {
        relro = true;
        return this;
    }

    /** Adds strings to .comment. */
    public ElfBuilder comment(String... strings) {
        comments.addAll(List.of(strings));
        return this;
    }

    /** Bytes between the tables of the head and the dynamic segment, where code is. */
    public ElfBuilder code(byte[] bytes) {
        code = bytes;
        return this;
    }

    /** Adds .symtab and .strtab, which no loader reads, after .comment. */
    public ElfBuilder statics(StaticTables tables) {
        statics = Optional.of(tables);
        return this;
    }

    /** Omits section headers, as sstrip does. */
    public ElfBuilder withoutSections() {
        sections = Sections.STRIPPED;
        return this;
    }

    /** Sets p_align of the PT_LOAD segments. */
    ElfBuilder alignment(long bytes) {
        alignment = bytes;
        return this;
    }

    ElfBuilder hash(HashStyle style) {
        hash = style;
        return this;
    }

    /** Sets the bytes of an entry of DT_HASH to another number than the ABI's. */
    ElfBuilder sysvHashWidth(int bytes) {
        sysvHashWidth = bytes;
        return this;
    }

    ElfBuilder strings(Strings place) {
        strings = place;
        return this;
    }

    /** A relocation of the symbol with this index. */
    ElfBuilder relocating(int symbol) {
        relocatedSymbols.add(symbol);
        return this;
    }

    BuiltElf build() {
        return new ElfAssembly(this).assemble();
    }

    /** The finished file. */
    public byte[] bytes() {
        return build().bytes();
    }

    static byte[] terminated(String string) {
        return (string + "\0").getBytes(StandardCharsets.UTF_8);
    }
}
