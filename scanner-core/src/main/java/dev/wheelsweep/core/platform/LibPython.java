package dev.wheelsweep.core.platform;

import java.util.regex.Pattern;

/**
 * The interpreter as a library. An extension must not need it, because many interpreters are linked statically (PEP 513),
 * except on Android, where all are shared.
 */
public final class LibPython {
    private static final Pattern SONAME = Pattern.compile("libpython\\d+\\.\\d+m?\\.so(?:\\.\\d)*");

    /** Beginnings of the symbols that interpreters define. */
    private static final String[] BEGINNINGS = {"Py", "_Py", "pypy", "GraalPy", "_GraalPy", "HPy", "_HPy"};

    private LibPython() {}

    /** @param library a soname */
    public static boolean is(String library) {
        return SONAME.matcher(library).matches();
    }

    /** @return whether an interpreter may define the symbol, as a library or as a program; asked of millions of symbols */
    public static boolean mayDefine(String symbol) {
        for (String beginning : BEGINNINGS) {
            if (symbol.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }
}
