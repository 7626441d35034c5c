package dev.wheelsweep.core.wheel;

import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.Libc;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The suffix by which one kind of interpreter finds an extension module ({@code importlib.machinery.EXTENSION_SUFFIXES}):
 *
 * <pre>
 *   .cpython-312-x86_64-linux-gnu.so     CPython 3.12 alone
 *   .cpython-313t-x86_64-linux-gnu.so    CPython 3.13 without the GIL
 *   .pypy311-pp73-x86_64-linux-gnu.so    PyPy that implements 3.11
 *   .abi3.so                             every CPython with a GIL
 *   .abi3t.so, .abi3t-x86_64-linux-gnu.so    every CPython from 3.15 on
 *   .so                                  any interpreter; not one of the suffixes here
 * </pre>
 *
 * @param implementation the first two letters of a python tag, such as {@code cp}; the ABI itself for a stable one
 * @param version major and minor as python tags write them, such as {@code 312}; empty for a stable ABI
 * @param freeThreaded whether only interpreters without the GIL look for it
 * @param triplet the platform, such as {@code x86_64-linux-gnu}; empty if there is none
 * @param text the whole suffix
 */
public record ExtensionSuffix(
        String implementation, String version, boolean freeThreaded, Optional<String> triplet, String text) {
    private static final Pattern VERSIONED = Pattern.compile(
            "[^.]*+(\\.(?<name>cpython-|pypy)(?<version>[23][0-9]{1,2})(?<flags>[a-z]*+)(?:-pp[0-9]++)?+(?:-(?<triplet>[^.]++))?+\\.so)");
    private static final Pattern STABLE = Pattern.compile("[^.]*+(\\.(?<name>abi3t?+)(?:-(?<triplet>[^.]++))?+\\.so)");

    /** The first word of a triplet, and what ELF files call the architecture. */
    private static final Map<String, Arch> ARCHS = Map.ofEntries(
            Map.entry("x86_64", Arch.X86_64),
            Map.entry("i386", Arch.I686),
            Map.entry("i686", Arch.I686),
            Map.entry("x86", Arch.I686),
            Map.entry("aarch64", Arch.AARCH64),
            Map.entry("arm", Arch.ARMV7L),
            Map.entry("powerpc64", Arch.PPC64),
            Map.entry("powerpc64le", Arch.PPC64LE),
            Map.entry("s390x", Arch.S390X),
            Map.entry("riscv64", Arch.RISCV64),
            Map.entry("loongarch64", Arch.LOONGARCH64));

    /** Older CPythons on musl may look for {@code linux-gnu}. */
    private static final int FIRST_MINOR_WITH_MUSL = 11;

    private static final String CPYTHON = "cp";
    private static final String PYPY = "pp";
    private static final String ANY_PYTHON = "py";
    private static final String NO_ABI = "none";
    private static final String ABI3 = "abi3";
    private static final String ABI3T = "abi3t";

    /** @param file the last element of a path */
    public static Optional<ExtensionSuffix> of(String file) {
        Matcher stable = STABLE.matcher(file);
        if (stable.matches()) {
            String abi = stable.group("name");
            return Optional.of(new ExtensionSuffix(
                    abi, "", abi.equals(ABI3T), Optional.ofNullable(stable.group("triplet")), stable.group(1)));
        }
        Matcher versioned = VERSIONED.matcher(file);
        return versioned.matches()
                ? Optional.of(new ExtensionSuffix(
                        versioned.group("name").equals("pypy") ? PYPY : CPYTHON,
                        versioned.group("version"),
                        versioned.group("flags").contains("t"),
                        Optional.ofNullable(versioned.group("triplet")),
                        versioned.group(1)))
                : Optional.empty();
    }

    /** @return whether several Pythons look for it */
    public boolean isStable() {
        return version.isEmpty();
    }

    /** @return the architecture that the suffix names, as ELF files have it */
    public Optional<Arch> arch() {
        return triplet.map(text -> text.split("-", 2)[0]).flatMap(machine -> Optional.ofNullable(ARCHS.get(machine)));
    }

    /** @return the C library of the interpreters that look for the suffix, if they all have the same one */
    public Optional<Libc> libc() {
        return triplet.map(text -> text.substring(text.lastIndexOf('-') + 1)).flatMap(environment -> {
            if (implementation.equals(PYPY)) {
                return Optional.empty();
            } else if (environment.startsWith("musl")) {
                return Optional.of(Libc.MUSL);
            } else if (environment.startsWith("android")) {
                return Optional.of(Libc.BIONIC);
            }
            return environment.startsWith("gnu") && (isStable() || minor(version) >= FIRST_MINOR_WITH_MUSL)
                    ? Optional.of(Libc.GLIBC)
                    : Optional.empty();
        });
    }

    /**
     * @param all the suffixes in the wheel
     * @return whether the tags of the name are those of the interpreters that look for this suffix. Two mixtures are
     *     correct: a file for a stable ABI and one for the tag's version; files for several versions under a stable ABI
     */
    public boolean fits(WheelFilename wheel, Collection<ExtensionSuffix> all) {
        if (isStable()) {
            return wheel.abiTags().contains(implementation)
                    || all.stream().anyMatch(other -> !other.isStable() && other.isForTags(wheel));
        }
        boolean isOneOfSeveral = all.stream().anyMatch(other -> !other.isStable() && !other.version.equals(version));
        return isForTags(wheel) || (isOneOfSeveral && wheel.abiTags().contains(freeThreaded ? ABI3T : ABI3));
    }

    private boolean isForTags(WheelFilename wheel) {
        return wheel.pythonTags().stream()
                .anyMatch(python -> wheel.abiTags().stream().anyMatch(abi -> fits(python, abi)));
    }

    private boolean fits(String python, String abi) {
        if (python.startsWith(ANY_PYTHON)) {
            return isFrom(python.substring(ANY_PYTHON.length()));
        }
        if (!python.startsWith(CPYTHON) && !python.startsWith(PYPY)) {
            return true;
        }
        boolean ownAbi = abi.equals(NO_ABI) || !python.startsWith(CPYTHON) || isOwnAbi(abi);
        return python.equals(implementation + version) && ownAbi;
    }

    private boolean isOwnAbi(String abi) {
        return abi.startsWith(CPYTHON + version)
                && abi.substring(CPYTHON.length() + version.length()).contains("t") == freeThreaded;
    }

    /** Of {@code py3} every Python 3, of {@code py310} those from 3.10 on. */
    private boolean isFrom(String oldest) {
        return !oldest.isEmpty() && oldest.charAt(0) == version.charAt(0) && minor(oldest) <= minor(version);
    }

    private static int minor(String version) {
        try {
            return version.length() > 1 ? Integer.parseInt(version.substring(1)) : 0;
        } catch (NumberFormatException odd) {
            return 0;
        }
    }
}
