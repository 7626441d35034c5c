package dev.wheelsweep.spark.systems;

import dev.wheelsweep.core.install.Environment;
import dev.wheelsweep.core.install.Implementation;
import dev.wheelsweep.core.install.Installer;
import dev.wheelsweep.core.install.LastPip;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.system.DefaultPython;
import dev.wheelsweep.core.system.LinuxSystem;
import dev.wheelsweep.core.wheel.Tag;
import dev.wheelsweep.core.wheel.WheelFilename;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Pythons that a wheel is tried with on a system: the system's own with its own pip, then those that the wheel's tags
 * name, which a user would install beside it, with the last pip for them.
 *
 * @param python the only one that is tried, if it is given
 * @param installer the only one that is tried, if it is given
 */
record PythonChoice(Optional<DottedNumber> python, Optional<Installer> installer) {
    /** In November 2026. */
    static final DottedNumber NEWEST_PYTHON = DottedNumber.of(3, 14);

    private static final Pattern PYTHON = Pattern.compile("(cp|py|pp|graalpy)([23])_?([0-9]{0,2})");

    /** @return at least one, the preferred first */
    List<Environment> environments(LinuxSystem system, Arch arch, WheelFilename wheel) {
        Set<Environment> all = new LinkedHashSet<>();
        if (python.isEmpty()) {
            system.python().ifPresent(own -> all.add(Environment.of(system, arch, own.version(), pipOf(own))));
        }
        Set<Environment> named = new LinkedHashSet<>();
        wheel.tags().forEach(tag -> environment(system, arch, tag).ifPresent(named::add));
        all.addAll(named);
        DottedNumber last = python.orElse(NEWEST_PYTHON);
        all.add(Environment.of(system, arch, last, newest(last)));
        return List.copyOf(all);
    }

    private Installer pipOf(DefaultPython own) {
        return installer.or(() -> own.pip().map(Installer.Pip::new)).orElseGet(() -> newest(own.version()));
    }

    private Installer newest(DottedNumber version) {
        return installer.orElseGet(() -> LastPip.of(version));
    }

    private Optional<Environment> environment(LinuxSystem system, Arch arch, Tag tag) {
        Matcher parts = PYTHON.matcher(tag.python());
        if (!parts.matches()) {
            return Optional.empty();
        }
        DottedNumber version = python.orElseGet(() -> parts.group(3).isEmpty()
                ? NEWEST_PYTHON
                : DottedNumber.of(Integer.valueOf(parts.group(2)), Integer.valueOf(parts.group(3))));
        Environment usual = Environment.of(system, arch, version, newest(version));
        Implementation implementation = Arrays.stream(Implementation.values())
                .filter(it -> it.word().equals(parts.group(1)))
                .findFirst()
                .orElse(Implementation.CPYTHON);
        String abi = switch (tag.abi()) {
            case "none", "abi3" -> usual.abi();
            case "abi3t" -> usual.abi() + "t";
            default -> tag.abi();
        };
        if (implementation == Implementation.CPYTHON && !abi.startsWith(usual.interpreter())) {
            abi = usual.abi(); // The tag is for another Python than the one that is given.
        }
        return Optional.of(new Environment(
                usual.installer(), implementation, version, abi, arch, usual.libc(), usual.libcVersion()));
    }
}
