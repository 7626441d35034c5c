package dev.wheelsweep.core.load;

import dev.wheelsweep.core.platform.LibPython;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.system.BaseLibraries;
import dev.wheelsweep.core.system.BaseLibrary;
import java.util.List;

/**
 * What is known of the symbols that the files of one load export: those of the C library, and that of an interpreter begin
 * with certain letters. What other libraries export is unknown; where one is mapped, no symbol is said to be missing.
 */
final class Exports {
    /** Beginnings of what interpreters define. */
    private static final List<String> PYTHON_SYMBOLS =
            List.of("Py", "_Py", "pypy", "GraalPy", "_GraalPy", "HPy", "_HPy");

    private final BaseLibraries base;
    private final boolean complete;

    /** @param libc of the system */
    Exports(MappedFiles mapped, BaseLibraries base, Libc libc) {
        this.base = base;
        this.complete = mapped.files().size() == 1
                && mapped.needs(mapped.first()).stream()
                        .allMatch(need -> libc.answersTo(need.library()) || LibPython.is(need.library()));
    }

    /** @return whether surely no file exports the symbol */
    boolean lack(String symbol) {
        return complete && PYTHON_SYMBOLS.stream().noneMatch(symbol::startsWith) && isNotOfLibc(symbol);
    }

    /** @return whether it is known what the C library exports, and that the symbol is not among it */
    private boolean isNotOfLibc(String symbol) {
        boolean isKnown = false;
        for (BaseLibrary library : base.all()) {
            if (library.symbols().isPresent()) {
                isKnown = true;
                if (library.symbols().get().contains(symbol)) {
                    return false;
                }
            }
        }
        return isKnown;
    }
}
