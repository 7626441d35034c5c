package dev.wheelsweep.core.install;

import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.wheel.PlatformTag;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * For which Pythons, architectures and C libraries pip takes a wheel. {@link Selection} compares all files of a release in
 * one environment. Candidates are made of one wheel alone; the candidates of all wheels of a release are compared later, for
 * any environment. Safe for use by several threads.
 */
public final class Candidates {
    /** Newer than every release of a C library: pip takes tags up to its system's version. */
    private static final Map<Libc, DottedNumber> NEWEST =
            Map.of(Libc.GLIBC, DottedNumber.of(2, 99), Libc.MUSL, DottedNumber.of(1, 99));

    /** Each takes about ten thousand bytes. Wheels can name any number of architectures. */
    private static final int MAX_LISTS = 4_000;

    private final Map<PythonBuild, List<Installer.Pip>> pips = new LinkedHashMap<>();
    private final Map<Environment, SupportedTags> lists = new ConcurrentHashMap<>();

    /** @param pips by Python, those that are asked about */
    public Candidates(Map<PythonBuild, ? extends Collection<Installer.Pip>> pips) {
        pips.forEach((python, some) -> {
            TreeSet<Installer.Pip> sorted = new TreeSet<>(Comparator.comparing(Installer.Pip::release));
            sorted.addAll(some);
            this.pips.put(python, List.copyOf(sorted));
        });
    }

    /** What a tag demands of a system. */
    private record Place(Optional<Arch> arch, Optional<Libc> libc, Optional<DottedNumber> libcVersion) {
        static final Place EVERYWHERE = new Place(Optional.empty(), Optional.empty(), Optional.empty());

        static final Comparator<Place> OLDER_LIBC_FIRST = Comparator.comparing(
                        (Place place) -> place.arch().map(Arch::name).orElse(""))
                .thenComparing(place -> place.libc().map(Libc::column).orElse(""))
                .thenComparing(place -> place.libcVersion().orElse(DottedNumber.of(0)));

        boolean differsOnlyInVersion(Place other) {
            return arch.equals(other.arch) && libc.equals(other.libc);
        }
    }

    /** @return none for a wheel that no pip takes on Linux; of a file that is yanked the same as of any other */
    public List<Candidate> of(ReleaseFile.Wheel wheel) {
        List<Candidate> candidates = new ArrayList<>();
        pips.forEach((python, asked) -> {
            List<Map<Place, Integer>> taken =
                    asked.stream().map(pip -> taken(wheel, python, pip)).toList();
            taken.stream()
                    .flatMap(places -> places.keySet().stream())
                    .distinct()
                    .sorted(Place.OLDER_LIBC_FIRST)
                    .forEach(place -> addRuns(wheel, python, place, taken, candidates));
        });
        return candidates;
    }

    /** Adds one candidate for neighbouring releases of pip that agree. */
    private void addRuns(
            ReleaseFile.Wheel wheel,
            PythonBuild python,
            Place place,
            List<Map<Place, Integer>> taken,
            List<Candidate> candidates) {
        List<Installer.Pip> asked = pips.get(python);
        int first = 0;
        for (int next = 1; next <= asked.size(); next++) {
            Integer preference = taken.get(first).get(place);
            if (next == asked.size()
                    || !Objects.equals(preference, taken.get(next).get(place))) {
                if (preference != null) {
                    candidates.add(new Candidate(
                            python,
                            place.arch(),
                            place.libc(),
                            place.libcVersion(),
                            asked.get(first),
                            asked.get(next - 1),
                            preference,
                            BuildTag.of(wheel.name()).order()));
                }
                first = next;
            }
        }
    }

    /** @return the preference of the best tag, by what it demands; none that demands more than a better one */
    private Map<Place, Integer> taken(ReleaseFile.Wheel wheel, PythonBuild python, Installer.Pip pip) {
        TreeMap<Place, Integer> best = new TreeMap<>(Place.OLDER_LIBC_FIRST);
        if (pip.filenames().objection(wheel.name()).isPresent()
                || RequiresPython.unmet(wheel, pip, python.version()).isPresent()) {
            return best;
        }
        wheel.name().tags().forEach(tag -> {
            for (Place place : places(tag.platform())) {
                OptionalInt preference = list(python, pip, place).preference(tag);
                if (preference.isPresent()) {
                    best.merge(place, preference.getAsInt(), Math::min);
                }
            }
        });
        Map<Place, Integer> worthwhile = new LinkedHashMap<>();
        Optional<Map.Entry<Place, Integer>> better = Optional.empty();
        for (Map.Entry<Place, Integer> one : best.entrySet()) {
            if (better.filter(it -> it.getKey().differsOnlyInVersion(one.getKey()) && it.getValue() <= one.getValue())
                    .isEmpty()) {
                worthwhile.put(one.getKey(), one.getValue());
                better = Optional.of(one);
            }
        }
        return worthwhile;
    }

    private static List<Place> places(PlatformTag tag) {
        return switch (tag.family()) {
            case ANY -> List.of(Place.EVERYWHERE);
            case MANYLINUX, MUSLLINUX -> List.of(new Place(tag.arch(), tag.libc(), tag.libcVersion()));
            case LINUX ->
                NEWEST.keySet().stream()
                        .map(libc -> new Place(tag.arch(), Optional.of(libc), Optional.empty()))
                        .toList();
            default -> List.of();
        };
    }

    private SupportedTags list(PythonBuild python, Installer.Pip pip, Place place) {
        if (lists.size() >= MAX_LISTS) {
            lists.clear();
        }
        Libc libc = place.libc().orElse(Libc.GLIBC);
        return lists.computeIfAbsent(
                new Environment(
                        pip,
                        Implementation.CPYTHON,
                        python.version(),
                        python.abi(),
                        place.arch().orElse(Arch.X86_64),
                        libc,
                        NEWEST.get(libc)),
                SupportedTags::of);
    }
}
