package dev.wheelsweep.core.elf;

/** The byte st_info of a symbol (gABI chapter 4): binding above, type below. */
final class SymbolInfo {
    static final int STB_LOCAL = 0;
    static final int STB_GLOBAL = 1;
    static final int STB_WEAK = 2;

    static final int STT_FUNC = 2;

    private SymbolInfo() {}

    static int binding(int info) {
        return info >> 4;
    }

    static int type(int info) {
        return info & 0xf;
    }
}
