package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.Libc;
import java.util.List;
import java.util.Optional;

/**
 * What one ELF file tells about itself, by the loader's view. Owns its data.
 *
 * @param identity the header's own words
 * @param kind what the loader would do with it
 * @param arch the platform tag's word for machine, class, order and flags; empty for machines that no tag names. Files of
 *     armv6l wheels say armv7l, see {@code Machine.arch}
 * @param libc the C library it is linked against
 * @param soname DT_SONAME
 * @param interpreter PT_INTERP, the path of the loader it asks for
 * @param rpath DT_RPATH, raw, elements separated by colons
 * @param runpath DT_RUNPATH, likewise
 * @param needed DT_NEEDED in table order
 * @param versionNeeds every Vernaux record, in chain order
 * @param unversionedImports undefined symbols whose versym names no need
 * @param undefinedSymbols number of undefined dynamic symbols, the null symbol not counted
 * @param providedVersions versions defined (Verdef without VER_FLG_BASE), in chain order
 * @param pythonHooks defined dynamic symbols through which an interpreter enters an extension module, and those that
 *     could be one of Python 2: {@code init} and any identifier; only {@code init} + the module's name is one
 * @param buildId the GNU build-id note, lower-case hex
 * @param needsExecutableStack PT_GNU_STACK asks for it, or is missing on a machine whose default is executable;
 *     false for files that no loader takes
 * @param relro see {@link Relro}
 * @param textrel DT_TEXTREL or DF_TEXTREL: the loader must write into code pages
 * @param minLoadAlignment smallest p_align of all PT_LOAD segments, in bytes; 0 without any
 * @param isaNeeded GNU property X86_ISA_1_NEEDED as the highest level, such as {@code "x86-64-v2"}
 * @param compilers the strings of .comment, in file order, without duplicates
 * @param oddities what is odd but no error, for findings; see {@link Oddity}
 */
public record ElfFacts(
        ElfIdentity identity,
        ElfKind kind,
        Optional<Arch> arch,
        Libc libc,
        Optional<String> soname,
        Optional<String> interpreter,
        Optional<String> rpath,
        Optional<String> runpath,
        List<String> needed,
        List<VersionNeed> versionNeeds,
        List<ImportedSymbol> unversionedImports,
        int undefinedSymbols,
        List<SymbolVersion> providedVersions,
        List<String> pythonHooks,
        Optional<String> buildId,
        boolean needsExecutableStack,
        Relro relro,
        boolean textrel,
        long minLoadAlignment,
        Optional<String> isaNeeded,
        List<String> compilers,
        List<Oddity> oddities) {

    public ElfFacts {
        needed = List.copyOf(needed);
        versionNeeds = List.copyOf(versionNeeds);
        unversionedImports = List.copyOf(unversionedImports);
        providedVersions = List.copyOf(providedVersions);
        pythonHooks = List.copyOf(pythonHooks);
        compilers = List.copyOf(compilers);
        oddities = List.copyOf(oddities);
    }
}
