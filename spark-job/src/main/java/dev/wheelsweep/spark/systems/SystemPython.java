package dev.wheelsweep.spark.systems;

import dev.wheelsweep.core.install.Candidates;
import dev.wheelsweep.core.install.Installer;
import dev.wheelsweep.core.install.LastPip;
import dev.wheelsweep.core.install.PythonBuild;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.system.DefaultPython;
import dev.wheelsweep.core.system.LinuxSystem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A CPython on a system, and its pip: the system's own with its own pip, or another, which users install beside it, with the
 * last pip for it.
 */
public record SystemPython(LinuxSystem system, PythonBuild python, Installer.Pip pip) {
    /** What people still install; older ones are tried only where they are the system's own. */
    private static final List<DottedNumber> BESIDE = Stream.concat(
                    Stream.of(DottedNumber.of(2, 7)),
                    IntStream.rangeClosed(6, PythonChoice.NEWEST_PYTHON.minor())
                            .mapToObj(minor -> DottedNumber.of(3, minor)))
            .toList();

    private static final List<DottedNumber> FREE_THREADED = List.of(DottedNumber.of(3, 13), DottedNumber.of(3, 14));

    /** @return those of all systems, in the same order; the own Python of a system first */
    public static List<SystemPython> allOf(List<LinuxSystem> systems) {
        return systems.stream().flatMap(SystemPython::of).toList();
    }

    /** @return for which of these pip takes a wheel */
    public static Candidates candidates(List<SystemPython> pythons) {
        return new Candidates(pythons.stream()
                .collect(Collectors.groupingBy(
                        SystemPython::python,
                        LinkedHashMap::new,
                        Collectors.mapping(SystemPython::pip, Collectors.toList()))));
    }

    private static Stream<SystemPython> of(LinuxSystem system) {
        Stream<SystemPython> own = system.python().stream()
                .map(python -> new SystemPython(
                        system,
                        PythonBuild.usual(python.version()),
                        python.pip().map(Installer.Pip::new).orElseGet(() -> LastPip.of(python.version()))));
        Function<PythonBuild, SystemPython> withLastPip =
                python -> new SystemPython(system, python, LastPip.of(python.version()));
        Stream<SystemPython> others = Stream.concat(
                        BESIDE.stream()
                                .filter(version -> !isOwn(system, version))
                                .map(PythonBuild::usual),
                        FREE_THREADED.stream().map(PythonBuild::freeThreaded))
                .map(withLastPip);
        return Stream.concat(own, others);
    }

    /** @return whether it is the system's own */
    public boolean isOwn() {
        return python.equals(PythonBuild.usual(python.version())) && isOwn(system, python.version());
    }

    private static boolean isOwn(LinuxSystem system, DottedNumber version) {
        return system.python()
                .map(DefaultPython::version)
                .filter(version::equals)
                .isPresent();
    }
}
