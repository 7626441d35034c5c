package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.FormatException;

/** The two classes of ELF: sizes of structures and offsets of their fields; the only place where 32 and 64 bit differ. */
public enum ElfLayout {
    ELF32(32),
    ELF64(64);

    /** Bytes of the smallest ELF header. */
    public static final int SHORTEST_HEADER = Struct.HEADER.of32;

    /** Structures whose size depends on the class, in bytes. Version records and notes are the same in both. */
    enum Struct {
        HEADER(52, 64),
        PROGRAM_HEADER(32, 56),
        SECTION_HEADER(40, 64),
        DYNAMIC(8, 16),
        SYMBOL(16, 24),
        REL(8, 16),
        RELA(12, 24);

        private final int of32;
        private final int of64;

        Struct(int of32, int of64) {
            this.of32 = of32;
            this.of64 = of64;
        }
    }

    /** Widths of fields; ADDRESS is the width of Elf_Addr, Elf_Off and every other field that depends on the class. */
    private enum Width {
        BYTE,
        HALF,
        WORD,
        ADDRESS
    }

    /** Fields under their gABI names: width, offset in the 32-bit structure, offset in the 64-bit structure. */
    enum Field {
        E_TYPE(Width.HALF, 16, 16),
        E_MACHINE(Width.HALF, 18, 18),
        E_PHOFF(Width.ADDRESS, 28, 32),
        E_SHOFF(Width.ADDRESS, 32, 40),
        E_FLAGS(Width.WORD, 36, 48),
        E_PHENTSIZE(Width.HALF, 42, 54),
        E_PHNUM(Width.HALF, 44, 56),
        E_SHENTSIZE(Width.HALF, 46, 58),
        E_SHNUM(Width.HALF, 48, 60),
        E_SHSTRNDX(Width.HALF, 50, 62),

        P_TYPE(Width.WORD, 0, 0),
        P_FLAGS(Width.WORD, 24, 4),
        P_OFFSET(Width.ADDRESS, 4, 8),
        P_VADDR(Width.ADDRESS, 8, 16),
        P_FILESZ(Width.ADDRESS, 16, 32),
        P_MEMSZ(Width.ADDRESS, 20, 40),
        P_ALIGN(Width.ADDRESS, 28, 48),

        SH_NAME(Width.WORD, 0, 0),
        SH_TYPE(Width.WORD, 4, 4),
        SH_FLAGS(Width.ADDRESS, 8, 8),
        SH_OFFSET(Width.ADDRESS, 16, 24),
        SH_SIZE(Width.ADDRESS, 20, 32),
        SH_LINK(Width.WORD, 24, 40),
        SH_INFO(Width.WORD, 28, 44),

        D_TAG(Width.ADDRESS, 0, 0),
        D_VAL(Width.ADDRESS, 4, 8),

        ST_NAME(Width.WORD, 0, 0),
        ST_INFO(Width.BYTE, 12, 4),
        ST_SHNDX(Width.HALF, 14, 6),

        R_INFO(Width.ADDRESS, 4, 8);

        private final Width width;
        private final int at32;
        private final int at64;

        Field(Width width, int at32, int at64) {
            this.width = width;
            this.at32 = at32;
            this.at64 = at64;
        }
    }

    private final int bits;

    ElfLayout(int bits) {
        this.bits = bits;
    }

    /** @return 32 or 64 */
    public int bits() {
        return bits;
    }

    /** @return bytes of an address, and of every field that is as wide as one */
    int addressSize() {
        return bits / Byte.SIZE;
    }

    /** @return bytes of one structure */
    int size(Struct struct) {
        return this == ELF32 ? struct.of32 : struct.of64;
    }

    /** @return where the field begins in its structure, in bytes */
    int offset(Field field) {
        return this == ELF32 ? field.at32 : field.at64;
    }

    /**
     * @param struct where the structure begins in the view
     * @return the field's value; unsigned, except that a 64-bit value above {@link Long#MAX_VALUE} is negative
     */
    long read(ByteView view, long struct, Field field) throws FormatException {
        long at = struct + offset(field);
        return switch (field.width) {
            case BYTE -> view.u8(at);
            case HALF -> view.u16(at);
            case WORD -> view.u32(at);
            case ADDRESS -> this == ELF32 ? view.u32(at) : view.s64(at);
        };
    }

    /** @return the symbol's index in r_info, as ELF32_R_SYM and ELF64_R_SYM extract it (MIPS differs) */
    long symbolOf(long relocationInfo) {
        return this == ELF32 ? relocationInfo >>> 8 : relocationInfo >>> 32;
    }
}
