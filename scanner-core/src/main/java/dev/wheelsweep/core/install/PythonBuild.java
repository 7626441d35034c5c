package dev.wheelsweep.core.install;

import dev.wheelsweep.core.platform.DottedNumber;

/**
 * One build of CPython.
 *
 * @param version such as 3.14
 * @param text its name for a person: {@code "3.14"}, or {@code "3.14t"} of the free-threaded build
 * @param abi its abi tag
 */
public record PythonBuild(DottedNumber version, String text, String abi) {
    private static final String FREE_THREADED = "t";

    /** @return the build that distributions ship */
    public static PythonBuild usual(DottedNumber version) {
        return new PythonBuild(
                version, version.toString(), CPythonAbi.usual(version).text());
    }

    /** @return the build without a global lock */
    public static PythonBuild freeThreaded(DottedNumber version) {
        return new PythonBuild(
                version,
                version + FREE_THREADED,
                CPythonAbi.usual(version).freeThreaded().text());
    }
}
