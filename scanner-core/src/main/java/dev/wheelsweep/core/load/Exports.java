package dev.wheelsweep.core.load;

import dev.wheelsweep.core.platform.LibPython;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.system.BaseLibraries;
import java.util.Set;

/**
 * What is known of the symbols that the files of one load export: those of the C library, and that of an interpreter begin
 * with certain letters. What other libraries export is unknown; where one is mapped, no symbol is said to be missing.
 */
final class Exports {
    private final Set<String> known;
    private final boolean complete;

    /** @param libc of the system */
    Exports(MappedFiles mapped, BaseLibraries base, Libc libc) {
        known = base.symbols();
        complete = !known.isEmpty() && areAllFromLibc(mapped, libc);
    }

    /** @return whether only the C library and the interpreter can define what the files of a load import */
    static boolean areAllFromLibc(MappedFiles mapped, Libc libc) {
        return mapped.files().size() == 1
                && mapped.needs(mapped.first()).stream()
                        .allMatch(need -> libc.answersTo(need.library()) || LibPython.is(need.library()));
    }

    /** @return whether surely no file exports the symbol */
    boolean lack(String symbol) {
        return complete && !known.contains(symbol) && !LibPython.mayDefine(symbol);
    }
}
