package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.elf.ElfLayout.Field;
import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.FormatException;

/**
 * One program header (gABI chapter 5). Sizes and addresses are those of the file: unsigned and unchecked.
 *
 * @param type p_type
 * @param flags p_flags
 * @param offset p_offset
 * @param address p_vaddr
 * @param fileSize p_filesz
 * @param memorySize p_memsz
 * @param alignment p_align
 * @param headerOffset where this program header begins in the file
 */
record Segment(
        long type,
        long flags,
        long offset,
        long address,
        long fileSize,
        long memorySize,
        long alignment,
        long headerOffset) {
    static final long PT_LOAD = 1;
    static final long PT_DYNAMIC = 2;
    static final long PT_INTERP = 3;
    static final long PT_NOTE = 4;
    static final long PT_GNU_STACK = 0x6474e551L;
    static final long PT_GNU_RELRO = 0x6474e552L;

    /** Executable. */
    static final long PF_X = 1;

    static Segment read(ElfLayout layout, ByteView table, long at) throws FormatException {
        return new Segment(
                layout.read(table, at, Field.P_TYPE),
                layout.read(table, at, Field.P_FLAGS),
                layout.read(table, at, Field.P_OFFSET),
                layout.read(table, at, Field.P_VADDR),
                layout.read(table, at, Field.P_FILESZ),
                layout.read(table, at, Field.P_MEMSZ),
                layout.read(table, at, Field.P_ALIGN),
                table.origin() + at);
    }

    /** @return whether the offset and the address differ by a multiple of this power of two, as mapping by pages needs it */
    boolean isAligned(long powerOfTwo) {
        return ((address - offset) & (powerOfTwo - 1)) == 0;
    }

    /** @return whether the byte at this address comes from the file or is one of the zeros after it; cannot overflow */
    boolean occupies(long wanted) {
        return Long.compareUnsigned(wanted - address, memorySize) < 0;
    }

    /** @return whether the byte at this address comes from the file, by p_filesz; cannot overflow */
    boolean maps(long wanted) {
        return Long.compareUnsigned(wanted - address, fileSize) < 0;
    }
}
