package dev.wheelsweep.core.scan;

import dev.wheelsweep.core.elf.ElfFacts;
import dev.wheelsweep.core.elf.ImportedSymbol;
import dev.wheelsweep.core.elf.SymbolVersion;
import dev.wheelsweep.core.elf.VersionNeed;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Limits;
import dev.wheelsweep.core.input.Reason;
import java.util.List;
import java.util.stream.Stream;

/**
 * What may still be kept of one wheel. Each ELF file has limits of its own, but a wheel of 70 KB can hold so many that
 * none exceeds, whose tables use one string thousands of times, that their rows fill any memory.
 */
final class RowBudget {
    /** The most bytes that UTF-8 has for one {@code char}; a pair of them has four. */
    private static final int BYTES_PER_CHAR = 3;

    private static final int ASCII = 0x80;
    private static final int TWO_BYTES = 0x800;

    private final long longestName;
    private long left;

    /** @param longestName bytes of the longest entry name, which any needed library might resolve to */
    RowBudget(Limits limits, long longestName) {
        this.longestName = longestName;
        this.left = limits.rowBytes();
    }

    /** @throws FormatException {@code LIMIT_ROW_BYTES} if the rows of an ELF file are longer than what is left */
    void keep(String path, ElfFacts facts) throws FormatException {
        spend(bytes(path, facts) + lookups(facts));
    }

    /** @throws FormatException {@code LIMIT_ROW_BYTES} if the row of a failure is longer than what is left */
    void keep(Failure failure) throws FormatException {
        spend(failure.entry().map(RowBudget::bytes).orElse(0L) + bytes(failure.detail()));
    }

    private void spend(long size) throws FormatException {
        if (size > left) {
            throw new FormatException(
                    Format.ELF,
                    Reason.LIMIT_ROW_BYTES,
                    0,
                    "rows of %d bytes, but of one wheel only %d more are kept".formatted(size, left));
        }
        left -= size;
    }

    /** To resolve a library is to look for it in every folder of the search path; each look counts as a byte. */
    private static long lookups(ElfFacts facts) {
        long folders = Stream.concat(facts.linkage().rpath().stream(), facts.linkage().runpath().stream())
                .mapToLong(path -> path.chars().filter(c -> c == ':').count() + 1)
                .sum();
        return folders * facts.linkage().needed().size();
    }

    /** The text of all rows; each repeats the file's path. */
    private long bytes(String path, ElfFacts facts) {
        long rows = 1L
                + facts.linkage().needed().size()
                + facts.symbols().versionNeeds().size()
                + facts.symbols().unversionedImports().size()
                + facts.symbols().providedVersions().size();
        long text = bytes(facts.linkage().needed()) + bytes(facts.symbols().pythonHooks()) + bytes(facts.toolchain().compilers());
        for (VersionNeed need : facts.symbols().versionNeeds()) {
            text += bytes(need.library()) + bytes(need.version().name()) + bytes(names(need.symbols()));
        }
        text += bytes(names(facts.symbols().unversionedImports()));
        text += bytes(facts.symbols().providedVersions().stream().map(SymbolVersion::name).toList());
        return rows * bytes(path) + facts.linkage().needed().size() * longestName + text;
    }

    private static List<String> names(List<ImportedSymbol> symbols) {
        return symbols.stream().map(ImportedSymbol::name).toList();
    }

    private static long bytes(List<String> texts) {
        return texts.stream().mapToLong(RowBudget::bytes).sum();
    }

    /** @return bytes in UTF-8, or one or two more */
    static long bytes(String text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes += c < ASCII ? 1 : c < TWO_BYTES ? 2 : BYTES_PER_CHAR;
        }
        return bytes;
    }
}
