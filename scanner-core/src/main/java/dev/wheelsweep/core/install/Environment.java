package dev.wheelsweep.core.install;

import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.system.LinuxSystem;

/**
 * What decides which wheels an installer takes on Linux.
 *
 * @param python two numbers, or three if the patch release is known
 * @param abi the abi tag of the interpreter, such as {@code "cp311"}, {@code "cp27mu"}, {@code "cp314t"} or {@code
 *     "pypy311_pp73"}
 * @param arch of the interpreter; {@code armv8l} is a 32-bit interpreter on a 64-bit ARM kernel, {@code armv7l} has hard
 *     floats
 * @param libc {@link Libc#GLIBC} or {@link Libc#MUSL}
 * @param libcVersion of which major and minor count
 */
public record Environment(
        Installer installer,
        Implementation implementation,
        DottedNumber python,
        String abi,
        Arch arch,
        Libc libc,
        DottedNumber libcVersion) {

    /** @return CPython as distributions build it: not free-threaded, no debug build */
    public static Environment of(LinuxSystem system, Arch arch, DottedNumber python, Installer installer) {
        return new Environment(
                installer,
                Implementation.CPYTHON,
                python,
                CPythonAbi.usual(python).text(),
                arch,
                system.libc(),
                system.libcVersion());
    }

    /** @return the same system and Python with another installer */
    public Environment with(Installer other) {
        return new Environment(other, implementation, python, abi, arch, libc, libcVersion);
    }

    /** @return the same system with another build of this Python, such as {@code "cp314t"} */
    public Environment withAbi(String other) {
        return new Environment(installer, implementation, python, other, arch, libc, libcVersion);
    }

    /** @return the python tag of the interpreter, such as {@code "cp311"} */
    public String interpreter() {
        return implementation.word() + nodot(python);
    }

    /** @return major and minor as tags write them: {@code "311"} */
    static String nodot(DottedNumber python) {
        return python.numbers().get(0) + "" + python.minor();
    }
}
