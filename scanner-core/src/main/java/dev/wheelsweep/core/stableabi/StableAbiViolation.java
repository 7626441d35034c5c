package dev.wheelsweep.core.stableabi;

import dev.wheelsweep.core.ColumnWord;
import dev.wheelsweep.core.platform.DottedNumber;
import java.util.Comparator;
import java.util.Optional;

/**
 * Why a file does not work with every Python that its wheel's stable ABI tag promises. Ordered by file and symbol.
 *
 * @param file the path in the wheel
 * @param symbol that the file imports; empty if it lacks something
 * @param since the Python with which the symbol entered the stable ABI; empty if no stable ABI has it
 * @param weak whether the file is also loaded without the symbol
 * @param promised the oldest Python that the tags promise
 */
public record StableAbiViolation(
        String file,
        Kind kind,
        Optional<String> symbol,
        Optional<DottedNumber> since,
        boolean weak,
        DottedNumber promised)
        implements Comparable<StableAbiViolation> {
    private static final Comparator<StableAbiViolation> ORDER = Comparator.comparing(StableAbiViolation::file)
            .thenComparing(StableAbiViolation::kind)
            .thenComparing(violation -> violation.symbol().orElse(""));

    /** What is wrong. */
    public enum Kind implements ColumnWord {
        /** CPython may change or remove the symbol in every release. */
        NOT_STABLE,
        /** The symbol entered the stable ABI with a later Python than the tags promise. */
        LATER,
        /** The symbol needs the layout of objects, which differs without the GIL (PEP 803). */
        NOT_FOR_ABI3T,
        /** Without the GIL, Python enters an extension through {@code PyModExport_NAME} only (PEP 793, PEP 803). */
        NO_MODULE_EXPORT
    }

    /** @return the violation in words, without the file */
    public String text() {
        return switch (kind) {
            case NOT_STABLE -> "%s is not in the stable ABI".formatted(symbol.orElseThrow());
            case LATER ->
                "%s is in the stable ABI from Python %s on, the tags promise %s"
                        .formatted(symbol.orElseThrow(), since.orElseThrow(), promised);
            case NOT_FOR_ABI3T -> "%s cannot be used with abi3t".formatted(symbol.orElseThrow());
            case NO_MODULE_EXPORT -> "no PyModExport_ function, which abi3t needs";
        };
    }

    @Override
    public int compareTo(StableAbiViolation other) {
        return ORDER.compare(this, other);
    }
}
