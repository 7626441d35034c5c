package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.elf.ElfLayout.Field;
import dev.wheelsweep.core.elf.ElfLayout.Struct;
import dev.wheelsweep.core.input.ByteSource;
import dev.wheelsweep.core.input.ByteView;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.io.IOException;
import java.nio.ByteOrder;

/**
 * The ELF header (gABI chapter 4, "ELF Header"). e_version and e_ehsize are not read: GPU compilers write other numbers
 * into e_version, and no loader reads e_ehsize.
 *
 * @param programHeaders e_phoff
 * @param programHeaderSize e_phentsize
 * @param programHeaderCount e_phnum; {@link #PN_XNUM} means that the number is in section 0
 * @param sectionHeaders e_shoff
 * @param sectionHeaderSize e_shentsize
 * @param sectionHeaderCount e_shnum; 0 with an e_shoff means that the number is in section 0
 * @param sectionNames e_shstrndx; {@link #SHN_XINDEX} means that the number is in section 0
 */
record ElfHeader(
        ElfIdentity identity,
        long programHeaders,
        int programHeaderSize,
        int programHeaderCount,
        long sectionHeaders,
        int sectionHeaderSize,
        int sectionHeaderCount,
        int sectionNames) {
    static final int ET_REL = 1;
    static final int ET_EXEC = 2;
    static final int ET_DYN = 3;
    static final int ET_CORE = 4;

    /** The number of program headers is in sh_info of section 0. */
    static final int PN_XNUM = 0xffff;
    /** The index of the section names is in sh_link of section 0. */
    static final int SHN_XINDEX = 0xffff;

    /** 0x7f E L F as a little-endian number. */
    static final int MAGIC = 0x464c457f;

    private static final int EI_CLASS = 4;
    private static final int EI_DATA = 5;
    private static final int EI_VERSION = 6;
    private static final int EI_OSABI = 7;
    private static final int EI_NIDENT = 16;
    private static final int EV_CURRENT = 1;

    static boolean hasMagic(ByteView firstFour) throws FormatException {
        return firstFour.order(ByteOrder.LITTLE_ENDIAN).s32(0) == MAGIC;
    }

    static ElfHeader read(ByteSource entry) throws IOException, FormatException {
        ByteView ident = entry.view(Format.ELF, 0, EI_NIDENT);
        if (!hasMagic(ident)) {
            throw ident.bad(Reason.BAD_ELF_HEADER, 0, "no ELF magic");
        }
        ElfLayout layout = switch (ident.u8(EI_CLASS)) {
            case 1 -> ElfLayout.ELF32;
            case 2 -> ElfLayout.ELF64;
            default -> throw undefined(ident, EI_CLASS, "EI_CLASS");
        };
        ByteOrder order = switch (ident.u8(EI_DATA)) {
            case 1 -> ByteOrder.LITTLE_ENDIAN;
            case 2 -> ByteOrder.BIG_ENDIAN;
            default -> throw undefined(ident, EI_DATA, "EI_DATA");
        };
        if (ident.u8(EI_VERSION) != EV_CURRENT) {
            throw undefined(ident, EI_VERSION, "EI_VERSION");
        }
        ByteView header = entry.view(Format.ELF, 0, layout.size(Struct.HEADER)).order(order);
        return new ElfHeader(
                new ElfIdentity(
                        layout,
                        order,
                        ident.u8(EI_OSABI),
                        (int) layout.read(header, 0, Field.E_TYPE),
                        (int) layout.read(header, 0, Field.E_MACHINE),
                        layout.read(header, 0, Field.E_FLAGS)),
                layout.read(header, 0, Field.E_PHOFF),
                (int) layout.read(header, 0, Field.E_PHENTSIZE),
                (int) layout.read(header, 0, Field.E_PHNUM),
                layout.read(header, 0, Field.E_SHOFF),
                (int) layout.read(header, 0, Field.E_SHENTSIZE),
                (int) layout.read(header, 0, Field.E_SHNUM),
                (int) layout.read(header, 0, Field.E_SHSTRNDX));
    }

    private static FormatException undefined(ByteView ident, int at, String field) throws FormatException {
        return ident.bad(Reason.BAD_ELF_HEADER, at, "%s is %d".formatted(field, ident.u8(at)));
    }
}
