package dev.wheelsweep.core.platform;

import java.util.regex.Pattern;

/**
 * The interpreter as a library. An extension must not need it, because many interpreters are linked statically (PEP 513),
 * except on Android, where all are shared.
 */
public final class LibPython {
    private static final Pattern SONAME = Pattern.compile("libpython\\d+\\.\\d+m?\\.so(?:\\.\\d)*");

    private LibPython() {}

    /** @param library a soname */
    public static boolean is(String library) {
        return SONAME.matcher(library).matches();
    }
}
