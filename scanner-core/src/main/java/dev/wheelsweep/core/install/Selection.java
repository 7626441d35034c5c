package dev.wheelsweep.core.install;

import dev.wheelsweep.core.wheel.WheelFilename;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What an installer does when it is asked for exactly one version of a project: {@code pip install project==version}. */
public sealed interface Selection {
    /** @return why each of the other wheels was refused, in the order of the files; empty if a wheel is taken */
    List<Refused> refused();

    record Refused(WheelFilename wheel, Refusal why) {}

    /**
     * A wheel is installed.
     *
     * @param rank the place of its best tag, 0 for the best of all
     */
    record Taken(WheelFilename wheel, int rank) implements Selection {
        @Override
        public List<Refused> refused() {
            return List.of();
        }
    }

    /** The sdist is taken, and its build backend makes a wheel on the system: the system needs compilers. */
    record BuiltFromSource(List<Refused> refused) implements Selection {}

    /** The installer finds no matching distribution. */
    record Nothing(List<Refused> refused) implements Selection {}

    /**
     * Of files of one version an installer prefers one that was not yanked, then the one with the best tag, then the higher
     * build tag, then the first. An sdist is worse than any wheel. Old releases of pip ignore yanking and compare build
     * tags earlier or not at all.
     *
     * @param files of one project and version
     */
    static Selection of(Installability where, List<ReleaseFile> files) {
        Comparator<Ranked> order = Ranked.order(where.environment().installer());
        List<Refused> refused = new ArrayList<>();
        Optional<Ranked> best = Optional.empty();
        for (ReleaseFile file : files) {
            Optional<Ranked> candidate = candidate(where, file);
            if (candidate.isPresent() && (best.isEmpty() || order.compare(candidate.get(), best.get()) < 0)) {
                best = candidate;
            } else if (candidate.isEmpty() && file instanceof ReleaseFile.Wheel wheel) {
                refused.add(new Refused(wheel.name(), refusal(where, wheel)));
            }
        }
        if (best.isEmpty()) {
            return new Nothing(List.copyOf(refused));
        }
        return best.get().file() instanceof ReleaseFile.Wheel wheel
                ? new Taken(wheel.name(), best.get().rank())
                : new BuiltFromSource(List.copyOf(refused));
    }

    /** @return whether the file would be taken if there were no other; cheaper than {@link #of}, which says why not */
    static boolean takes(Installability where, ReleaseFile file) {
        return candidate(where, file).isPresent();
    }

    private static Optional<Ranked> candidate(Installability where, ReleaseFile file) {
        if (requirement(where, file).isPresent()) {
            return Optional.empty();
        }
        if (file instanceof ReleaseFile.Wheel wheel) {
            OptionalInt rank = where.rank(wheel.name());
            return rank.isPresent() ? Optional.of(new Ranked(file, rank.getAsInt())) : Optional.empty();
        }
        return Optional.of(new Ranked(file, Integer.MAX_VALUE));
    }

    private static Refusal refusal(Installability where, ReleaseFile.Wheel wheel) {
        return where.refusal(wheel.name())
                .or(() -> requirement(where, wheel))
                .orElseThrow(() -> new IllegalStateException("taken, but no candidate: " + wheel.name()));
    }

    private static Optional<Refusal> requirement(Installability where, ReleaseFile file) {
        Environment environment = where.environment();
        return RequiresPython.unmet(file, environment.installer(), environment.python())
                .map(needed -> new Refusal.RequiresOtherPython(needed, environment.python()));
    }

    /** @param rank the greatest int for an sdist */
    record Ranked(ReleaseFile file, int rank) {
        /** @return the better candidate first */
        private static Comparator<Ranked> order(Installer installer) {
            Comparator<Ranked> tags = Comparator.comparing(Ranked::rank);
            Comparator<Ranked> builds = Comparator.comparing(Ranked::build, Comparator.reverseOrder());
            Comparator<Ranked> order = switch (installer.buildTags()) {
                case NONE -> tags;
                case BEFORE_TAGS -> builds.thenComparing(tags);
                case AFTER_TAGS -> tags.thenComparing(builds);
            };
            return installer.readsYanked()
                    ? Comparator.comparing((Ranked it) -> it.file().yanked()).thenComparing(order)
                    : order;
        }

        private BuildTag build() {
            return file instanceof ReleaseFile.Wheel wheel ? BuildTag.of(wheel.name()) : BuildTag.NONE;
        }
    }
}
