package dev.wheelsweep.core.accelerator;

import dev.wheelsweep.core.ColumnWord;
import java.util.Comparator;
import java.util.Optional;

/**
 * A piece of evidence that a wheel uses a stack. Ordered by stack, component, evidence and name.
 *
 * @param stack such as {@code cuda}
 * @param component such as {@code cuFFT}
 * @param ofDriver whether the device's driver brings it
 * @param releases of the stack that the name can mean; empty if it says nothing of them
 * @param name the soname, folder, label or requirement, as it is written
 * @param file the first file with this evidence, by path; empty if it is of the wheel
 * @param files with this evidence; 0 if it is of the wheel
 * @param oldestDriver of CUDA or ROCm; empty if the release is not known, and for other stacks
 */
public record AcceleratorUse(
        String stack,
        String component,
        boolean ofDriver,
        Optional<Releases> releases,
        Evidence evidence,
        String name,
        Optional<String> file,
        int files,
        Optional<String> oldestDriver)
        implements Comparable<AcceleratorUse> {
    private static final Comparator<AcceleratorUse> ORDER = Comparator.comparing(AcceleratorUse::stack)
            .thenComparing(AcceleratorUse::component)
            .thenComparing(AcceleratorUse::evidence)
            .thenComparing(AcceleratorUse::name);

    /** Where a wheel shows what it uses. */
    public enum Evidence implements ColumnWord {
        /** A file needs the library. */
        NEEDED,
        /** A file of the wheel is the library. */
        BROUGHT,
        /** A note of a file says that it opens the library by dlopen. */
        DLOPEN,
        /** A file searches libraries in a folder of the stack. */
        SEARCH_PATH,
        /** The version's local part names the stack. */
        LOCAL_VERSION,
        /** Requires-Dist names a distribution of the stack. */
        REQUIRES_DIST,
        /** Requires-Dist names a distribution of the stack that only an extra installs. */
        EXTRA
    }

    @Override
    public int compareTo(AcceleratorUse other) {
        return ORDER.compare(this, other);
    }
}
