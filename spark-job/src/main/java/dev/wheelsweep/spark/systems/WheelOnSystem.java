package dev.wheelsweep.spark.systems;

import dev.wheelsweep.core.install.Environment;
import dev.wheelsweep.core.install.Refusal;
import dev.wheelsweep.core.load.LoadFailure;
import dev.wheelsweep.core.load.Outcome;
import dev.wheelsweep.core.load.Prediction;
import dev.wheelsweep.core.system.LinuxSystem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What happens to a wheel on one system.
 *
 * @param environment the Python and the installer that it is tried with
 * @param refusal why the installer does not take it; empty if it does
 * @param loads what the loader does with each file that is loaded first; empty if the wheel is not for the system's C library
 *     and architecture, or has no ELF file for it
 * @param unread entries that may be ELF files and could not be read
 */
public record WheelOnSystem(
        LinuxSystem system,
        Environment environment,
        Optional<Refusal> refusal,
        List<Prediction> loads,
        List<String> unread) {

    public WheelOnSystem {
        loads = List.copyOf(loads);
        unread = List.copyOf(unread);
    }

    /** @return the installer that it is tried with, such as {@code "pip 9.0.3"} */
    public String installer() {
        return environment.installer().text();
    }

    public boolean installs() {
        return refusal.isEmpty();
    }

    /** @return the worst of all files */
    public Outcome outcome() {
        return Stream.concat(
                        loads.stream().map(Prediction::outcome), unread.stream().map(path -> Outcome.UNKNOWN))
                .max(Outcome::compareTo)
                .orElse(Outcome.LOADS);
    }

    /** @return whether users get an installation that does not work */
    public boolean isBroken() {
        return installs() && outcome() == Outcome.FAILS;
    }

    /** @return the load that fails first, of those that fail in any case */
    public Optional<Prediction> failing() {
        return loads.stream().filter(load -> load.outcome() == Outcome.FAILS).findFirst();
    }

    /** @return what the loader says first */
    public Optional<LoadFailure> failure() {
        return failing().flatMap(Prediction::failure);
    }

    /** @return the libraries and processors that neither the wheel nor the system surely has, each once */
    public List<String> needs() {
        return loads.stream()
                .flatMap(load -> load.needs().stream())
                .flatMap(need -> Stream.concat(need.library().stream(), need.processor().stream()))
                .distinct()
                .toList();
    }
}
