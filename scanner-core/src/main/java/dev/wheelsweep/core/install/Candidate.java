package dev.wheelsweep.core.install;

import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.platform.Libc;
import java.util.Optional;

/**
 * Where pip takes a wheel, and how it compares there with the other wheels of its release.
 *
 * @param arch of the interpreter; empty for every architecture
 * @param libc empty for every C library
 * @param libcVersion the oldest that is taken, with two numbers; empty for every version
 * @param oldestPip of the releases of pip that were asked about
 * @param newestPip all that were asked about between the two take the wheel in the same place
 * @param preference the lower is taken, among candidates for the same Python, pip, architecture and C library
 * @param buildOrder of the build tag: greater texts are later builds; empty if the wheel has none
 */
public record Candidate(
        PythonBuild python,
        Optional<Arch> arch,
        Optional<Libc> libc,
        Optional<DottedNumber> libcVersion,
        Installer.Pip oldestPip,
        Installer.Pip newestPip,
        int preference,
        Optional<String> buildOrder) {}
