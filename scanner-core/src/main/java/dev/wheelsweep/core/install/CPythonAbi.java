package dev.wheelsweep.core.install;

import dev.wheelsweep.core.platform.DottedNumber;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The abi tag of one build of CPython.
 *
 * @param version such as {@code "311"}
 * @param threads {@code "t"} of a free-threaded build, or empty
 * @param debug {@code "d"} of a debug build, or empty
 * @param memory {@code "m"} for pymalloc before 3.8, then {@code "u"} for wide Unicode before 3.3; or empty
 */
record CPythonAbi(String version, String threads, String debug, String memory) {
    private static final Pattern GRAMMAR = Pattern.compile("cp([0-9]++)(t?)(d?)(m?u?)");
    private static final DottedNumber NO_WIDE_UNICODE = DottedNumber.of(3, 3);
    private static final DottedNumber NO_PYMALLOC = DottedNumber.of(3, 8);

    /** The oldest Python with a stable ABI. */
    static final DottedNumber STABLE_SINCE = DottedNumber.of(3, 2);

    static final String STABLE = "abi3";
    static final String STABLE_FREE_THREADED = "abi3t";
    static final String NONE = "none";

    static Optional<CPythonAbi> parse(String abi) {
        Matcher parts = GRAMMAR.matcher(abi);
        return parts.matches()
                ? Optional.of(new CPythonAbi(parts.group(1), parts.group(2), parts.group(3), parts.group(4)))
                : Optional.empty();
    }

    /** @return of the build that distributions ship */
    static CPythonAbi usual(DottedNumber python) {
        DottedNumber version = python.majorMinor();
        String memory = version.compareTo(NO_PYMALLOC) >= 0 ? "" : version.compareTo(NO_WIDE_UNICODE) < 0 ? "mu" : "m";
        return new CPythonAbi(Environment.nodot(python), "", "", memory);
    }

    boolean isFreeThreaded() {
        return !threads.isEmpty();
    }

    /** Debug builds since 3.8 also load the extensions of ordinary builds. */
    boolean loadsWithoutDebug() {
        return !debug.isEmpty() && memory.isEmpty();
    }

    CPythonAbi withoutDebug() {
        return new CPythonAbi(version, threads, "", memory);
    }

    CPythonAbi freeThreaded() {
        return new CPythonAbi(version, "t", debug, memory);
    }

    CPythonAbi withoutThreads() {
        return new CPythonAbi(version, "", debug, memory);
    }

    String text() {
        return "cp" + version + threads + debug + memory;
    }
}
