package dev.wheelsweep.core.stableabi;

import dev.wheelsweep.core.platform.DottedNumber;
import java.util.List;
import java.util.Optional;

/**
 * A linker symbol of CPython.
 *
 * @param since the Python with which the symbol entered the stable ABI; empty if no stable ABI has it
 */
public record PythonSymbol(String name, Optional<DottedNumber> since) {

    /** @return all that are known, sorted by name */
    public static List<PythonSymbol> all() {
        return PythonSymbols.all();
    }

    /** @return such as 3.10; empty if no stable ABI has the symbol */
    public Optional<String> sinceText() {
        return since.map(DottedNumber::toString);
    }
}
