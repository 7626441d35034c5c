package dev.wheelsweep.core.scan;

import dev.wheelsweep.core.elf.ElfFacts;
import dev.wheelsweep.core.elf.ImportedSymbol;
import dev.wheelsweep.core.elf.SymbolVersion;
import dev.wheelsweep.core.elf.VersionNeed;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.util.List;

/**
 * What may still be read and kept of one wheel. Each ELF file has limits of its own, but a wheel of 70 KB can hold so many
 * that none exceeds, whose tables use one string thousands of times, that their rows fill any memory.
 *
 * <p>Beside each limit stands the largest number that 146 real wheels had.
 */
final class ScanBudget {
    /** Bytes of all ELF files; seen 336,128,688. */
    static final long ELF_BYTES = 64L << 30;

    /** Characters of all rows that the ELF files become; seen 2,498,866. */
    static final long ROW_CHARACTERS = 64L << 20;

    private final int longestName;
    private long bytes;
    private long characters;

    /** @param longestName characters of the longest entry name, which any needed library might resolve to */
    ScanBudget(int longestName) {
        this(longestName, ELF_BYTES, ROW_CHARACTERS);
    }

    ScanBudget(int longestName, long bytes, long characters) {
        this.longestName = longestName;
        this.bytes = bytes;
        this.characters = characters;
    }

    /** @throws FormatException {@code LIMIT_EXCEEDED} if an ELF file of so many bytes is more than is left */
    void read(long size) throws FormatException {
        if (size > bytes) {
            throw exceeded("%d bytes, but of all ELF files of a wheel only %d more are read".formatted(size, bytes));
        }
        bytes -= size;
    }

    /** @throws FormatException {@code LIMIT_EXCEEDED} if the rows of an ELF file are longer than what is left */
    void keep(String path, ElfFacts facts) throws FormatException {
        long size = characters(path, facts);
        if (size > characters) {
            throw exceeded("rows of %d characters, but of all ELF files of a wheel only %d more are kept"
                    .formatted(size, characters));
        }
        characters -= size;
    }

    /** The text of all rows; each repeats the file's path. */
    private long characters(String path, ElfFacts facts) {
        long rows = 1L
                + facts.needed().size()
                + facts.versionNeeds().size()
                + facts.unversionedImports().size()
                + facts.providedVersions().size();
        long text = lengths(facts.needed()) + lengths(facts.pythonHooks()) + lengths(facts.compilers());
        for (VersionNeed need : facts.versionNeeds()) {
            text += need.library().length() + need.version().name().length() + lengths(names(need.symbols()));
        }
        text += lengths(names(facts.unversionedImports()));
        text += lengths(
                facts.providedVersions().stream().map(SymbolVersion::name).toList());
        return rows * path.length() + (long) facts.needed().size() * longestName + text;
    }

    private static List<String> names(List<ImportedSymbol> symbols) {
        return symbols.stream().map(ImportedSymbol::name).toList();
    }

    private static long lengths(List<String> texts) {
        return texts.stream().mapToLong(String::length).sum();
    }

    private static FormatException exceeded(String detail) {
        return new FormatException(Format.ELF, Reason.LIMIT_EXCEEDED, 0, detail);
    }
}
