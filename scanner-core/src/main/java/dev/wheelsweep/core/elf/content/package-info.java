/**
 * What tables of an ELF file look like, wherever they are seen, also if only some of their bytes are known: how a dynamic
 * segment is found in the middle of a compressed file, in which offsets are counted from the ends.
 *
 * <pre>
 *   {@link dev.wheelsweep.core.elf.content.DynamicEntries}   tags and values up to DT_NULL
 *   {@link dev.wheelsweep.core.elf.content.StaticSymbols}    .symtab and .strtab, which follow it; counted in
 *     {@link dev.wheelsweep.core.elf.content.ColumnCounts}
 *   {@link dev.wheelsweep.core.elf.content.DynamicLandmark}  both, with the offsets that the headers give
 * </pre>
 */
package dev.wheelsweep.core.elf.content;
