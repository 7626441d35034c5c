package dev.wheelsweep.core.system;

import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.platform.Libc;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One release of a distribution.
 *
 * @param id distribution and release, such as {@code "rhel:8"}
 * @param name for a person, such as {@code "Red Hat Enterprise Linux 8"}
 * @param libc {@link Libc#GLIBC} or {@link Libc#MUSL}
 * @param libcVersion of the release as it reports itself, such as 2.28 or 1.2.5
 * @param libraries what is always installed, by architecture
 * @param kernel the version of the kernel that it shipped with first
 * @param baselines the platform tags, without architecture, of which it is the reference, such as {@code "manylinux_2_28"}
 */
public record LinuxSystem(
        String id,
        String name,
        Libc libc,
        DottedNumber libcVersion,
        Map<Arch, BaseLibraries> libraries,
        Lifecycle lifecycle,
        Optional<DefaultPython> python,
        Optional<DottedNumber> kernel,
        List<String> baselines) {

    public LinuxSystem {
        libraries = Collections.unmodifiableMap(new LinkedHashMap<>(libraries));
        baselines = List.copyOf(baselines);
    }
}
