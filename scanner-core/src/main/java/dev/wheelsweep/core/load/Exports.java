package dev.wheelsweep.core.load;

import dev.wheelsweep.core.loader.LoadableFile;
import dev.wheelsweep.core.platform.LibPython;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.system.BaseLibraries;
import java.util.Set;

/**
 * What is known of the symbols that the files of one load export: those of the C library, and that of an interpreter begin
 * with certain letters; of the wheel's files, whether any defines a symbol. What other libraries export is unknown; where one
 * is mapped, no symbol is said to be missing.
 */
final class Exports {
    private final Set<String> known;
    private final boolean complete;
    private final boolean alone;

    /** @param libc of the system */
    Exports(MappedFiles mapped, BaseLibraries base, Libc libc) {
        known = base.symbols();
        complete = !known.isEmpty() && areKnown(mapped, libc);
        alone = mapped.files().size() == 1;
    }

    /** @return whether only the C library, the interpreter and read files of the wheel can define what the files import */
    static boolean areKnown(MappedFiles mapped, Libc libc) {
        return mapped.files().stream().allMatch(file -> areKnown(file, mapped, libc));
    }

    private static boolean areKnown(LoadableFile file, MappedFiles mapped, Libc libc) {
        boolean isAlone = mapped.files().size() == 1;
        return (isAlone || file.facts().symbols().inWheel().isPresent())
                && mapped.needs(file).stream()
                        .allMatch(need -> mapped.named(need.library()).isPresent()
                                || (need.resolvedTo().isEmpty()
                                        && (libc.answersTo(need.library()) || LibPython.is(need.library()))));
    }

    /**
     * A symbol that a file of the wheel defines which this load does not map may still be there, because another load brought
     * it; a file that is loaded alone has no other file from which its author could expect it.
     *
     * @return whether surely no file exports the symbol
     */
    boolean lack(Import symbol) {
        return complete
                && (alone || !symbol.inWheel())
                && !known.contains(symbol.symbol())
                && !LibPython.mayDefine(symbol.symbol());
    }
}
