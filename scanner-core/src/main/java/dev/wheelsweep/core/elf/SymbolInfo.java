package dev.wheelsweep.core.elf;

/** The bytes st_info, binding above and type below, and st_other, visibility below, of a symbol (gABI chapter 4). */
final class SymbolInfo {
    static final int STB_LOCAL = 0;
    static final int STB_GLOBAL = 1;
    static final int STB_WEAK = 2;

    static final int STT_FUNC = 2;

    private static final int VISIBILITY = 3;
    private static final int STV_INTERNAL = 1;
    private static final int STV_HIDDEN = 2;

    private SymbolInfo() {}

    static int binding(int info) {
        return info >> 4;
    }

    static int type(int info) {
        return info & 0xf;
    }

    /** @return whether a relocation that names the symbol makes the loader look it up in other files too */
    static boolean isLookedUp(int info, int other) {
        int visibility = other & VISIBILITY;
        return binding(info) != STB_LOCAL && visibility != STV_INTERNAL && visibility != STV_HIDDEN;
    }
}
