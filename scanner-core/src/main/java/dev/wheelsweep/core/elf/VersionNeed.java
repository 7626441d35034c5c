package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.input.RowText;
import dev.wheelsweep.core.platform.Libc;
import java.util.List;

/**
 * One Vernaux record: a version that the file needs of one library (LSB Symbol Versioning, section "Version
 * Requirements").
 *
 * @param library vn_file, the soname of the library that must define the version
 * @param version vna_name
 * @param weak VER_FLG_WEAK is set: the loader does not look for the version itself, but still for its symbols
 * @param symbols the undefined symbols bound to this version through versym, in table order; empty if the linker kept
 *     a need that nothing uses
 */
public record VersionNeed(String library, SymbolVersion version, boolean weak, List<ImportedSymbol> symbols)
        implements RowText {
    private static final String GLIBC = "GLIBC";

    public VersionNeed {
        symbols = List.copyOf(symbols);
    }

    /** @return whether the loader continues without it: no strong symbol is bound to a version that is itself weak */
    public boolean mayBeMissing() {
        return weak && symbols.stream().allMatch(ImportedSymbol::weak);
    }

    /** @return whether glibc itself must define it: other libraries have versions that are named after glibc's */
    public boolean ofGlibc() {
        return Libc.GLIBC.answersTo(library) && version.namespace().equals(GLIBC);
    }

    /** The namespace and the weak symbols have columns of their own, which repeat their text. */
    @Override
    public long textBytes() {
        return RowText.bytes(library)
                + version.textBytes()
                + RowText.bytes(version.namespace())
                + RowText.bytesOfAll(symbols)
                + RowText.bytesOfAll(
                        symbols.stream().filter(ImportedSymbol::weak).toList());
    }
}
