package dev.wheelsweep.spark.systems;

import dev.wheelsweep.core.install.Environment;
import dev.wheelsweep.core.install.Installability;
import dev.wheelsweep.core.install.Installer;
import dev.wheelsweep.core.install.Refusal;
import dev.wheelsweep.core.install.ReleaseFile;
import dev.wheelsweep.core.install.Selection;
import dev.wheelsweep.core.load.Prediction;
import dev.wheelsweep.core.load.WheelLoads;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.policy.Subject;
import dev.wheelsweep.core.system.LinuxSystem;
import dev.wheelsweep.core.wheel.PlatformTag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The systems that wheels are tried on. Not safe for use by several threads. */
public final class ChosenSystems {
    private final List<LinuxSystem> systems;
    private final PythonChoice choice;
    private final Map<Environment, Installability> installers = new HashMap<>();

    /**
     * @param python the Python that every wheel is tried with; empty for the system's own, or else the oldest that fits
     * @param installer empty for the pip that belongs to the Python
     */
    public ChosenSystems(List<LinuxSystem> systems, Optional<DottedNumber> python, Optional<Installer> installer) {
        this.systems = List.copyOf(systems);
        this.choice = new PythonChoice(python, installer);
    }

    /** @return the answer for each system and each of the wheel's architectures that it has; at least one for each system */
    public List<WheelOnSystem> of(Subject wheel) {
        Map<Loads, WheelLoads> loads = new HashMap<>();
        List<WheelOnSystem> answers = new ArrayList<>();
        for (LinuxSystem system : systems) {
            for (Arch arch : archs(wheel, system)) {
                answers.add(on(system, arch, wheel, loads));
            }
        }
        return answers;
    }

    private record Loads(Libc libc, Arch arch) {}

    private WheelOnSystem on(LinuxSystem system, Arch arch, Subject wheel, Map<Loads, WheelLoads> loads) {
        Optional<WheelOnSystem> first = Optional.empty();
        List<Prediction> predictions = system.libraries().containsKey(arch) && isFor(system, wheel)
                ? loads.computeIfAbsent(
                                new Loads(system.libc(), arch), key -> new WheelLoads(wheel, key.libc(), key.arch()))
                        .on(system)
                : List.of();
        for (Environment environment : choice.environments(system, arch, wheel.name())) {
            Optional<Refusal> refusal = refusal(environment, wheel);
            WheelOnSystem answer = new WheelOnSystem(system, environment, refusal, predictions);
            if (refusal.isEmpty()) {
                return answer;
            }
            first = first.filter(it ->
                            it.refusal().get().kind().compareTo(refusal.get().kind()) >= 0)
                    .or(() -> Optional.of(answer));
        }
        return first.orElseThrow();
    }

    private Optional<Refusal> refusal(Environment environment, Subject wheel) {
        Selection selection = Selection.of(
                installers.computeIfAbsent(environment, Installability::in),
                List.of(new ReleaseFile.Wheel(wheel.name(), wheel.distInfo().requiresPython(), false)));
        return selection.refused().stream().map(Selection.Refused::why).findFirst();
    }

    /** @return whether a tag allows the system's C library */
    private static boolean isFor(LinuxSystem system, Subject wheel) {
        return wheel.name().platformTags().stream()
                .anyMatch(tag -> tag.libc().map(libc -> libc == system.libc()).orElse(true));
    }

    /** @return those that the tags name and the system has; if it has none of them, the first that they name */
    private static List<Arch> archs(Subject wheel, LinuxSystem system) {
        List<Arch> named = wheel.name().platformTags().stream()
                .flatMap(tag -> tag.arch().stream())
                .distinct()
                .toList();
        List<Arch> there =
                named.stream().filter(system.libraries()::containsKey).toList();
        if (!there.isEmpty()) {
            return there;
        }
        boolean isForLinux =
                wheel.name().platformTags().stream().anyMatch(tag -> tag.family() != PlatformTag.Family.ANY);
        return isForLinux && !named.isEmpty()
                ? named.subList(0, 1)
                : List.of(
                        system.libraries().containsKey(Arch.X86_64)
                                ? Arch.X86_64
                                : system.libraries().keySet().stream()
                                        .sorted()
                                        .findFirst()
                                        .orElseThrow());
    }
}
