package dev.wheelsweep.spark.systems;

import dev.wheelsweep.core.install.Environment;
import dev.wheelsweep.core.install.Installability;
import dev.wheelsweep.core.install.Installer;
import dev.wheelsweep.core.install.Refusal;
import dev.wheelsweep.core.install.ReleaseFile;
import dev.wheelsweep.core.install.Selection;
import dev.wheelsweep.core.load.Outcome;
import dev.wheelsweep.core.load.Prediction;
import dev.wheelsweep.core.load.WheelLoads;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.policy.Judgement;
import dev.wheelsweep.core.policy.Subject;
import dev.wheelsweep.core.system.LinuxSystem;
import dev.wheelsweep.core.wheel.PlatformTag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The systems that wheels are tried on. Safe for use by several threads. */
public final class ChosenSystems {
    /** Each takes about ten thousand bytes. Wheels can name any number of Pythons. */
    private static final int MAX_INSTALLERS = 4_000;

    private final List<LinuxSystem> systems;
    private final PythonChoice choice;
    private final Map<Environment, Installability> installers = new ConcurrentHashMap<>();

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

    /**
     * @param judged gives the C library and the architecture if the tags name none
     * @return the systems of the wheel's C library and architecture on which users get an installation that does not work
     */
    public List<WheelOnSystem> broken(Subject wheel, Judgement judged) {
        Set<Arch> archs = orElse(tagged(wheel, PlatformTag::arch), judged.arch());
        Set<Libc> libcs = orElse(tagged(wheel, PlatformTag::libc), Optional.of(judged.libc()));
        Map<Loads, WheelLoads> loads = new HashMap<>();
        List<WheelOnSystem> broken = new ArrayList<>();
        for (LinuxSystem system : wheel.binaries().isEmpty() ? List.<LinuxSystem>of() : systems) {
            for (Arch arch : libcs.contains(system.libc()) ? archs : Set.<Arch>of()) {
                if (mayTake(system, arch, wheel)) {
                    List<Prediction> predictions = loads(system, arch, wheel, loads);
                    // Few loads fail, and to ask the installer takes longer.
                    if (predictions.stream().anyMatch(load -> load.outcome() == Outcome.FAILS)) {
                        taking(system, arch, wheel)
                                .map(taker -> answer(system, taker, Optional.empty(), predictions, wheel))
                                .ifPresent(broken::add);
                    }
                }
            }
        }
        return broken;
    }

    /** @return false if no installer takes the wheel, because each tag is for another architecture or a newer C library */
    private static boolean mayTake(LinuxSystem system, Arch arch, Subject wheel) {
        DottedNumber release = system.libcVersion().majorMinor();
        return system.libraries().containsKey(arch)
                && wheel.name().platformTags().stream()
                        .anyMatch(tag -> tag.arch().map(arch::equals).orElse(true)
                                && tag.libcVersion()
                                        .map(oldest -> oldest.compareTo(release) <= 0)
                                        .orElse(true));
    }

    private static <T> Set<T> tagged(Subject wheel, Function<PlatformTag, Optional<T>> part) {
        return wheel.name().platformTags().stream()
                .flatMap(tag -> part.apply(tag).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static <T> Set<T> orElse(Set<T> named, Optional<T> other) {
        return named.isEmpty() ? other.map(Set::of).orElse(Set.of()) : named;
    }

    private record Loads(Libc libc, Arch arch) {}

    private static List<Prediction> loads(LinuxSystem system, Arch arch, Subject wheel, Map<Loads, WheelLoads> loads) {
        return system.libraries().containsKey(arch)
                ? loads.computeIfAbsent(
                                new Loads(system.libc(), arch), key -> new WheelLoads(wheel, key.libc(), key.arch()))
                        .on(system)
                : List.of();
    }

    private WheelOnSystem on(LinuxSystem system, Arch arch, Subject wheel, Map<Loads, WheelLoads> loads) {
        List<Prediction> predictions = isFor(system, wheel) ? loads(system, arch, wheel, loads) : List.of();
        return taking(system, arch, wheel)
                .map(taker -> answer(system, taker, Optional.empty(), predictions, wheel))
                .orElseGet(() -> refused(system, arch, wheel, predictions));
    }

    private static WheelOnSystem answer(
            LinuxSystem system,
            Environment environment,
            Optional<Refusal> refusal,
            List<Prediction> loads,
            Subject wheel) {
        return new WheelOnSystem(
                system,
                environment,
                refusal,
                loads,
                wheel.hidden().stream().map(Subject.Unread::path).toList());
    }

    /** @return the first environment in which the wheel is installed */
    private Optional<Environment> taking(LinuxSystem system, Arch arch, Subject wheel) {
        ReleaseFile file = file(wheel);
        return choice.environments(system, arch, wheel.name()).stream()
                .filter(it -> Selection.takes(installer(it), file))
                .findFirst();
    }

    /** @return the environment that comes closest to taking the wheel */
    private WheelOnSystem refused(LinuxSystem system, Arch arch, Subject wheel, List<Prediction> predictions) {
        return choice.environments(system, arch, wheel.name()).stream()
                .map(it -> answer(system, it, Optional.of(refusal(it, wheel)), predictions, wheel))
                .max(Comparator.comparing(it -> it.refusal().orElseThrow().kind()))
                .orElseThrow();
    }

    private Refusal refusal(Environment environment, Subject wheel) {
        return Selection.of(installer(environment), List.of(file(wheel))).refused().stream()
                .map(Selection.Refused::why)
                .findFirst()
                .orElseThrow();
    }

    private Installability installer(Environment environment) {
        if (installers.size() >= MAX_INSTALLERS) {
            installers.clear();
        }
        return installers.computeIfAbsent(environment, Installability::in);
    }

    /** @return the wheel as an installer sees it on PyPI; not yanked */
    public static ReleaseFile.Wheel file(Subject wheel) {
        return new ReleaseFile.Wheel(wheel.name(), wheel.distInfo().requiresPython(), false);
    }

    /** @return whether a tag allows the system's C library */
    private static boolean isFor(LinuxSystem system, Subject wheel) {
        return wheel.name().platformTags().stream()
                .anyMatch(tag -> tag.libc().map(libc -> libc == system.libc()).orElse(true));
    }

    /** @return those that the tags name and the system has; if it has none of them, the one that most of its users have */
    private static List<Arch> archs(Subject wheel, LinuxSystem system) {
        Set<Arch> has = system.libraries().keySet();
        List<Arch> named =
                tagged(wheel, PlatformTag::arch).stream().filter(has::contains).toList();
        if (!named.isEmpty()) {
            return named;
        }
        return List.of(
                has.contains(Arch.X86_64)
                        ? Arch.X86_64
                        : has.stream().sorted().findFirst().orElseThrow());
    }
}
