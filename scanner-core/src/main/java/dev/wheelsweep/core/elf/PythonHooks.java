package dev.wheelsweep.core.elf;

import dev.wheelsweep.core.input.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The defined, not local symbols through which an interpreter enters an extension module:
 *
 * <pre>
 *   PyInit_NAME, PyInitU_NAME               Python 3, PEP 489; U for names in punycode
 *   PyModExport_NAME, PyModExportU_NAME     Python 3.15 and later
 *   _cffi_pypyinit_NAME                     cffi modules under PyPy
 *   initNAME                                Python 2
 * </pre>
 *
 * The last is a guess: only the file's name shows which NAME is the module. Functions with an identifier for a NAME are
 * kept, also {@code initialize}; a caller that knows the file's name compares.
 */
final class PythonHooks {
    private static final List<byte[]> PREFIXES =
            ascii("PyInit_", "PyInitU_", "PyModExport_", "PyModExportU_", "_cffi_pypyinit_");
    private static final byte[] PYTHON_2_PREFIX = ascii("init").get(0);
    private static final Predicate<String> PYTHON_2_HOOK =
            Pattern.compile("init[A-Za-z_][A-Za-z0-9_]*").asMatchPredicate();

    /** The first two bytes of each: few of millions of symbols have them and must be read whole. */
    private static final BitSet BEGINNINGS = new BitSet(1 << Short.SIZE);

    static {
        Stream.concat(PREFIXES.stream(), Stream.of(PYTHON_2_PREFIX))
                .forEach(prefix -> BEGINNINGS.set(prefix[0] | prefix[1] << Byte.SIZE));
    }

    private PythonHooks() {}

    /**
     * @param info st_info of a symbol that is defined and not local
     * @param name st_name, {@code namedAt} where that field is in the file
     * @return the symbol's name if it is an entry point
     */
    static Optional<String> hook(StringTable strings, int info, long name, long namedAt)
            throws IOException, FormatException {
        if (!mayBegin(strings.beginning(name, namedAt))) {
            return Optional.empty();
        }
        for (byte[] prefix : PREFIXES) {
            if (strings.startsWith(prefix, name, namedAt)) {
                return Optional.of(strings.symbol(name, namedAt));
            }
        }
        return SymbolInfo.type(info) == SymbolInfo.STT_FUNC && strings.startsWith(PYTHON_2_PREFIX, name, namedAt)
                ? Optional.of(strings.symbol(name, namedAt)).filter(PYTHON_2_HOOK)
                : Optional.empty();
    }

    /** @return whether the name of a hook may begin with these two bytes, the first one low */
    static boolean mayBegin(int beginning) {
        return BEGINNINGS.get(beginning);
    }

    private static List<byte[]> ascii(String... prefixes) {
        return Stream.of(prefixes)
                .map(prefix -> prefix.getBytes(StandardCharsets.US_ASCII))
                .toList();
    }
}
