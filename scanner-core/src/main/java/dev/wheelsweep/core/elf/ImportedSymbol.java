package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.input.RowText;

/**
 * An undefined symbol of the dynamic symbol table.
 *
 * @param name as in the string table, without version
 * @param weak STB_WEAK: stays zero if no library defines it
 */
public record ImportedSymbol(String name, boolean weak) implements RowText {
    @Override
    public long textBytes() {
        return RowText.bytes(name);
    }
}
