package dev.wheelsweep.core.elf;

/** Values of d_tag that are read here, under their names (gABI chapter 5, "Dynamic Section"; elf.h for the GNU ones). */
final class DynamicTag {
    static final long DT_NULL = 0;
    static final long DT_NEEDED = 1;
    static final long DT_PLTRELSZ = 2;
    static final long DT_HASH = 4;
    static final long DT_STRTAB = 5;
    static final long DT_SYMTAB = 6;
    static final long DT_RELA = 7;
    static final long DT_RELASZ = 8;
    static final long DT_STRSZ = 10;
    static final long DT_SYMENT = 11;
    static final long DT_INIT = 12;
    static final long DT_SONAME = 14;
    static final long DT_RPATH = 15;
    static final long DT_REL = 17;
    static final long DT_RELSZ = 18;
    static final long DT_PLTREL = 20;
    static final long DT_TEXTREL = 22;
    static final long DT_JMPREL = 23;
    static final long DT_BIND_NOW = 24;
    static final long DT_RUNPATH = 29;
    static final long DT_FLAGS = 30;
    static final long DT_RELR = 36;
    static final long DT_GNU_HASH = 0x6ffffef5L;
    static final long DT_DEPAUDIT = 0x6ffffefbL;
    static final long DT_AUDIT = 0x6ffffefcL;
    static final long DT_VERSYM = 0x6ffffff0L;
    static final long DT_FLAGS_1 = 0x6ffffffbL;
    static final long DT_VERDEF = 0x6ffffffcL;
    static final long DT_VERNEED = 0x6ffffffeL;
    static final long DT_MIPS_SYMTABNO = 0x70000011L;
    static final long DT_AUXILIARY = 0x7ffffffdL;
    static final long DT_FILTER = 0x7fffffffL;

    private DynamicTag() {}
}
