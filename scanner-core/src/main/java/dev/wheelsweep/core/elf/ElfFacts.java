package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.ColumnWord;
import dev.wheelsweep.core.input.RowText;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.Libc;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The facts of one ELF file, as the loader reads it. Owns its data.
 *
 * @param identity fields of the ELF header
 * @param kind how the loader would use the file
 * @param arch the platform tag's word for machine, class, order and flags; empty for machines that no tag names. Files of
 *     armv6l wheels say armv7l, see {@code Machine.arch}
 * @param libc the C library it is linked against
 * @param foreignSystem the operating system that it is for, such as {@code "freebsd"}; empty for Linux and Android
 * @param metadata what the makers of the file wrote into it about its package and the libraries that it opens
 * @param oddities oddities that are no errors; each becomes a finding
 */
public record ElfFacts(
        ElfIdentity identity,
        ElfKind kind,
        Optional<Arch> arch,
        Libc libc,
        Optional<String> foreignSystem,
        Linkage linkage,
        Symbols symbols,
        Loading loading,
        Hardening hardening,
        Toolchain toolchain,
        Metadata metadata,
        List<Oddity> oddities)
        implements RowText {

    private static final String RELR_MARKER = "GLIBC_ABI_DT_RELR";
    /** The beginning of the names that glibc itself has. */
    private static final String GLIBC_SONAME = "libc.so.";

    public ElfFacts {
        oddities = List.copyOf(oddities);
    }

    /** @return whether the loader must apply DT_RELR; a program that is linked completely does it itself */
    public boolean needsRelr() {
        return loading.relr() && kind != ElfKind.STATIC_EXECUTABLE;
    }

    /** @return whether a version need says that it has DT_RELR */
    public boolean namesRelr() {
        return symbols.versionNeeds().stream()
                .anyMatch(need -> need.version().name().equals(RELR_MARKER));
    }

    /** @return whether glibc since 2.36 refuses it: it has DT_RELR and needs libc and any version, but not the marker */
    public boolean lacksRelrVersion() {
        return needsRelr()
                && !symbols.versionNeeds().isEmpty()
                && linkage.needed().stream().anyMatch(library -> library.startsWith(GLIBC_SONAME))
                && !namesRelr();
    }

    /** @param places see {@link Symbols#inWheel} */
    public ElfFacts inWheel(Optional<List<Integer>> places) {
        Symbols alone = symbols;
        return new ElfFacts(
                identity,
                kind,
                arch,
                libc,
                foreignSystem,
                linkage,
                new Symbols(
                        alone.versionNeeds,
                        alone.unversionedImports,
                        alone.undefined,
                        alone.providedVersions,
                        alone.pythonHooks,
                        alone.lookups,
                        places),
                loading,
                hardening,
                toolchain,
                metadata,
                oddities);
    }

    @Override
    public long textBytes() {
        return linkage.textBytes()
                + symbols.textBytes()
                + toolchain.textBytes()
                + metadata.textBytes()
                + RowText.bytes(foreignSystem)
                + oddities.stream()
                        .map(Oddity::column)
                        .mapToLong(RowText::bytes)
                        .sum();
    }

    /**
     * The libraries it needs, and where the loader looks for them.
     *
     * @param needed DT_NEEDED in table order
     * @param soname DT_SONAME
     * @param rpath DT_RPATH, raw, elements separated by colons
     * @param runpath DT_RUNPATH, raw, elements separated by colons
     * @param interpreter PT_INTERP, the path of the loader it asks for
     */
    public record Linkage(
            List<String> needed,
            Optional<String> soname,
            Optional<String> rpath,
            Optional<String> runpath,
            Optional<String> interpreter)
            implements RowText {

        public Linkage {
            needed = List.copyOf(needed);
        }

        @Override
        public long textBytes() {
            return RowText.bytes(needed)
                    + RowText.bytes(soname)
                    + RowText.bytes(rpath)
                    + RowText.bytes(runpath)
                    + RowText.bytes(interpreter);
        }
    }

    /**
     * What the dynamic symbol table and the version tables import and define.
     *
     * @param versionNeeds every Vernaux record, in chain order
     * @param unversionedImports undefined symbols whose versym leads to no Vernaux
     * @param undefined number of undefined dynamic symbols, without the null symbol
     * @param providedVersions versions defined (Verdef without VER_FLG_BASE), in chain order
     * @param pythonHooks defined dynamic symbols through which an interpreter may enter an extension module. Python 2
     *     enters through {@code init} and the module's name. The reader does not know that name, so every symbol of
     *     {@code init} and an identifier is here
     * @param lookups in which order the loader looks up {@link #imports}; empty if the relocations were not read
     * @param inWheel places in {@link #imports} of the symbols that a file of the same wheel defines, ascending; empty
     *     if nothing is known of other files
     */
    public record Symbols(
            List<VersionNeed> versionNeeds,
            List<ImportedSymbol> unversionedImports,
            int undefined,
            List<SymbolVersion> providedVersions,
            List<String> pythonHooks,
            Optional<Lookups> lookups,
            Optional<List<Integer>> inWheel)
            implements RowText {

        public Symbols {
            versionNeeds = List.copyOf(versionNeeds);
            unversionedImports = List.copyOf(unversionedImports);
            providedVersions = List.copyOf(providedVersions);
            pythonHooks = List.copyOf(pythonHooks);
            inWheel = inWheel.map(List::copyOf);
        }

        /** @return the imports without version, and then those of each version need, in order */
        public List<ImportedSymbol> imports() {
            return Stream.concat(
                            unversionedImports.stream(), versionNeeds.stream().flatMap(need -> need.symbols().stream()))
                    .toList();
        }

        @Override
        public long textBytes() {
            return RowText.bytesOfAll(versionNeeds)
                    + RowText.bytesOfAll(unversionedImports)
                    + RowText.bytesOfAll(providedVersions)
                    + RowText.bytes(pythonHooks);
        }
    }

    /**
     * The strong imports that relocations name, as places in {@link Symbols#imports}, each once, in the order of the first
     * relocation that names it. No loader looks up an import that no relocation names.
     *
     * @param data those of DT_REL and DT_RELA
     * @param plt those of DT_JMPREL
     */
    public record Lookups(List<Integer> data, List<Integer> plt) {
        public Lookups {
            data = List.copyOf(data);
            plt = List.copyOf(plt);
        }

        /** @return the order of glibc (elf/do-rel.h, dynamic-link.h) */
        public List<Integer> dataFirst() {
            return Stream.concat(data.stream(), plt.stream()).distinct().toList();
        }

        /** @return the order of musl ({@code reloc_all} in ldso/dynlink.c) */
        public List<Integer> pltFirst() {
            return Stream.concat(plt.stream(), data.stream()).distinct().toList();
        }
    }

    /**
     * What it asks of the loader beyond libraries and symbols.
     *
     * @param staticTls DF_STATIC_TLS: thread-local variables in the static block, which may be full once a process runs
     * @param relr DT_RELR: relative relocations in the form that glibc applies from 2.36 on
     */
    public record Loading(boolean staticTls, boolean relr) {}

    /** How much of the relocated data becomes read-only after loading. */
    public enum Relro implements ColumnWord {
        NONE,
        /** PT_GNU_RELRO without immediate binding: the slots of the procedure linkage table stay writable. */
        PARTIAL,
        /** PT_GNU_RELRO with DT_BIND_NOW, DF_BIND_NOW or DF_1_NOW. */
        FULL
    }

    /**
     * What protects its memory after loading.
     *
     * @param needsExecutableStack PT_GNU_STACK asks for it, or is missing on a machine whose default is executable;
     *     false for files that no loader takes
     * @param relro how much of the relocated data becomes read-only
     * @param textrel DT_TEXTREL or DF_TEXTREL: the loader must write into code pages
     * @param minLoadAlignment smallest p_align of all PT_LOAD segments, in bytes; 0 without any
     */
    public record Hardening(boolean needsExecutableStack, Relro relro, boolean textrel, long minLoadAlignment) {}

    /**
     * What compilers and linkers recorded about the build.
     *
     * @param buildId the GNU build-id note, lower-case hex, in a segment or else in a section
     * @param kernelFloor the oldest Linux kernel of the GNU ABI tag note, such as {@code "3.2.0"}
     * @param androidApi the API level of Android's note: the oldest release of Android it was built for
     * @param isaNeeded GNU property X86_ISA_1_NEEDED as the highest level, such as {@code "x86-64-v2"}
     * @param compilers the strings of .comment, in file order, without duplicates
     */
    public record Toolchain(
            Optional<String> buildId,
            Optional<String> kernelFloor,
            Optional<Integer> androidApi,
            Optional<String> isaNeeded,
            List<String> compilers)
            implements RowText {

        public Toolchain {
            compilers = List.copyOf(compilers);
        }

        @Override
        public long textBytes() {
            return RowText.bytes(buildId)
                    + RowText.bytes(kernelFloor)
                    + RowText.bytes(isaNeeded)
                    + RowText.bytes(compilers);
        }
    }

    /**
     * Notes in JSON, as they are written: nothing here says that they are JSON. Of freedesktop.org's specifications.
     *
     * @param packageNote the first package note: which package of which distribution the file is of
     * @param dlopenNotes each names libraries that the file opens by {@code dlopen} while it runs; in file order
     */
    public record Metadata(Optional<String> packageNote, List<String> dlopenNotes) implements RowText {
        /** Of a file without such notes, as most are. */
        public static final Metadata NONE = new Metadata(Optional.empty(), List.of());

        public Metadata {
            dlopenNotes = List.copyOf(dlopenNotes);
        }

        @Override
        public long textBytes() {
            return RowText.bytes(packageNote) + RowText.bytes(dlopenNotes);
        }
    }
}
