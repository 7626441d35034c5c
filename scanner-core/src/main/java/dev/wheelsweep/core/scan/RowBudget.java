package dev.wheelsweep.core.scan;

import dev.wheelsweep.core.audit.ZipOddity;
import dev.wheelsweep.core.elf.ElfFacts;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Limits;
import dev.wheelsweep.core.input.Reason;
import dev.wheelsweep.core.input.RowText;
import dev.wheelsweep.core.wheel.DistInfo;
import dev.wheelsweep.core.wheel.SbomComponent;
import dev.wheelsweep.core.wheel.WheelFilename;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * How many bytes of text the rows of one wheel may still hold. Each ELF file has limits of its own. But a wheel of 70
 * KB can hold many files within those limits whose tables use one string thousands of times, and whose rows would fill
 * any memory.
 */
final class RowBudget {
    /** Bytes of all words that a row has of one ELF file: its kind, byte order, machine, architecture, hash, and so on. */
    static final int WORDS = 192;

    private final long longestName;
    private long left;

    /** @param longestName bytes of the longest entry name, which any needed library might resolve to */
    RowBudget(Limits limits, long longestName) {
        this.longestName = longestName;
        this.left = limits.rowBytes();
    }

    /** @throws FormatException {@code LIMIT_ROW_BYTES} if the rows of the wheel's tags exceed what is left */
    void keep(WheelFilename name) throws FormatException {
        spend(Format.NAME, RowText.bytes(name.text()) * (1 + name.tags().count()));
    }

    /** @throws FormatException {@code LIMIT_ROW_BYTES} if the text of WHEEL, METADATA and RECORD exceeds what is left */
    void keep(DistInfo distInfo) throws FormatException {
        spend(Format.METADATA, distInfo.textBytes());
    }

    /** @throws FormatException {@code LIMIT_ROW_BYTES} if the row of a component exceeds what is left */
    void keep(SbomComponent component) throws FormatException {
        spend(Format.METADATA, component.textBytes());
    }

    /** @throws FormatException {@code LIMIT_ROW_BYTES} if the rows of an ELF file exceed what is left */
    void keep(String path, ElfFacts facts) throws FormatException {
        spend(
                Format.ELF,
                WORDS
                        + rows(facts) * RowText.bytes(path)
                        + RowText.bytes(floor(facts))
                        + facts.textBytes()
                        + facts.linkage().needed().size() * longestName
                        + lookups(facts.linkage())
                        + opened(path, facts.metadata()));
    }

    /** @throws FormatException {@code LIMIT_ROW_BYTES} if the row of an oddity exceeds what is left */
    void keep(ZipOddity oddity) throws FormatException {
        spend(Format.ZIP, oddity.textBytes());
    }

    /** @throws FormatException {@code LIMIT_ROW_BYTES} if the row of a failure exceeds what is left */
    void keep(Failure failure) throws FormatException {
        spend(failure.stage(), failure.textBytes());
    }

    private void spend(Format format, long size) throws FormatException {
        if (size > left) {
            throw new FormatException(
                    format,
                    Reason.LIMIT_ROW_BYTES,
                    0,
                    "rows of %d bytes, but only %d bytes are left for this wheel".formatted(size, left));
        }
        left -= size;
    }

    /** The rows of one file in all tables, a finding for each folder of a search path included; each repeats the file's path. */
    private static long rows(ElfFacts facts) {
        ElfFacts.Symbols symbols = facts.symbols();
        return 1L
                + folders(facts.linkage())
                + facts.linkage().needed().size()
                + symbols.versionNeeds().size()
                + symbols.unversionedImports().size()
                + symbols.providedVersions().size();
    }

    /** Each needed library is looked up in every folder of the search path; each look-up counts as a byte. */
    private static long lookups(ElfFacts.Linkage linkage) {
        return folders(linkage) * linkage.needed().size();
    }

    /**
     * The rows of libraries that the file opens. A note has a row for each name in its lists, which commas separate; each row
     * repeats the path, and at most the whole note.
     */
    private static long opened(String path, ElfFacts.Metadata metadata) {
        return metadata.dlopenNotes().stream()
                .mapToLong(note ->
                        (1 + note.chars().filter(c -> c == ',').count()) * (RowText.bytes(path) + RowText.bytes(note)))
                .sum();
    }

    /** The row repeats one GLIBC_ version as the file's floor; no floor is longer than the longest version. */
    private static String floor(ElfFacts facts) {
        return facts.symbols().versionNeeds().stream()
                .map(need -> need.version().name())
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }

    private static long folders(ElfFacts.Linkage linkage) {
        return Stream.concat(linkage.rpath().stream(), linkage.runpath().stream())
                .mapToLong(path -> path.chars().filter(c -> c == ':').count() + 1)
                .sum();
    }
}
