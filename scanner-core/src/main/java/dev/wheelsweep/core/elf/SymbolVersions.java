package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.elf.content.DynamicTag;
import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.io.IOException;
import java.util.Optional;

/**
 * DT_VERSYM (LSB Symbol Versioning, "Symbol Version Table"): one u16 per dynamic symbol, the index of the version it is
 * bound to, which a Vernaux or a Verdef carries, and the hidden bit.
 */
final class SymbolVersions {
    /** The index in a versym value and in vna_other; the bit above it is the hidden bit. */
    static final int INDEX = 0x7fff;

    /** The first index that belongs to a version; 0 is local, 1 is global without version. */
    static final int FIRST = 2;

    private static final int ENTRY = Short.BYTES;

    private final Optional<ByteView> entries;

    private SymbolVersions(Optional<ByteView> entries) {
        this.entries = entries;
    }

    /** @return the versions of symbols that are bound to none */
    static SymbolVersions none() {
        return new SymbolVersions(Optional.empty());
    }

    /**
     * @param symbols number of dynamic symbols
     * @throws FormatException {@code UNMAPPED_ADDRESS}
     */
    static SymbolVersions read(DynamicTable dynamic, int symbols) throws IOException, FormatException {
        Optional<Extent> mapped = dynamic.table(DynamicTag.DT_VERSYM);
        if (mapped.isEmpty()) {
            return new SymbolVersions(Optional.empty());
        }
        long length = Math.min((long) symbols * ENTRY, mapped.get().length());
        return new SymbolVersions(Optional.of(mapped.get().view(0, length)));
    }

    /**
     * @return the version index of a symbol; 1, global, in a file without versions
     * @throws FormatException {@code BAD_VERSION_TABLE} at the table if it is cut off before the symbol's
     */
    int index(int symbol) throws FormatException {
        if (entries.isEmpty()) {
            return 1;
        }
        ByteView indices = entries.get();
        long at = (long) symbol * ENTRY;
        if (at + ENTRY > indices.length()) {
            throw indices.bad(
                    Reason.BAD_VERSION_TABLE,
                    0,
                    "version of symbol %d in %d bytes".formatted(symbol, indices.length()));
        }
        return indices.u16(at) & INDEX;
    }
}
