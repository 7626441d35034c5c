package dev.wheelsweep.core.accelerator;

import java.util.Optional;

/**
 * Runtimes that disturb each other when they are loaded into one process.
 *
 * @param file the file that needs both; empty if several files of the wheel have or need them
 * @param detail which ones, for a person
 */
public record RuntimeConflict(Kind kind, Optional<String> file, String detail) {

    /** What meets. */
    public enum Kind {
        /** LLVM's and Intel's OpenMP runtime, or two copies of GCC's. */
        OPENMP,
        /** Two implementations of BLAS. */
        BLAS,
        /** Libraries of different releases of one stack. */
        RELEASES
    }
}
