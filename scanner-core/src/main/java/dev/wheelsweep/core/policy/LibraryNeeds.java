package dev.wheelsweep.core.policy;

import dev.wheelsweep.core.platform.Libc;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The libraries that top-level files need of the system, each with the first rank that grants it.
 *
 * <p>A library that a policy grants ends the search under that policy: the system provides what it needs, even if the
 * wheel has a copy. So a library that is reached through others is external up to the lowest rank on the way to it. If
 * there are several ways, the one with the highest such rank counts.
 */
final class LibraryNeeds {
    private final PolicyLadder ladder;
    private final LibraryTrees trees;
    private final Map<Naming, Integer> ranks = new HashMap<>();

    /** A DT_NEEDED that no file of the wheel satisfies. */
    private record Naming(String file, String library) {}

    /** A file on the way, and the lowest rank of the names that led to it. */
    private record Step(Binary file, int rank) {}

    LibraryNeeds(PolicyLadder ladder, LibraryTrees trees) {
        this.ladder = ladder;
        this.trees = trees;
    }

    List<Measurement.Need> of(Collection<Binary> topLevel) {
        topLevel.forEach(this::follow);
        return ranks.entrySet().stream()
                .map(entry -> new Measurement.Need(requirement(entry.getKey()), entry.getValue()))
                .toList();
    }

    private static Requirement requirement(Naming naming) {
        return new Requirement(
                Axis.LIBRARIES, naming.file(), Optional.of(naming.library()), Optional.empty(), List.of(), false);
    }

    /** Follows one file's tree, from names to files to names; a name is followed again only with a higher rank. */
    private void follow(Binary topLevel) {
        Map<String, Optional<String>> tree = trees.of(topLevel);
        Map<String, Integer> reached = new HashMap<>();
        Deque<Step> open = new ArrayDeque<>(List.of(new Step(topLevel, ladder.linux())));
        while (!open.isEmpty()) {
            Step step = open.pop();
            for (String library : step.file().facts().linkage().needed()) {
                int rank = Math.min(step.rank(), rank(library));
                if (rank == 0) {
                    continue;
                }
                Optional<String> found = tree.get(library);
                if (found.isEmpty()) {
                    ranks.merge(new Naming(step.file().path(), library), rank, Math::max);
                } else if (rank > reached.getOrDefault(library, 0)) {
                    reached.put(library, rank);
                    trees.file(found.get()).ifPresent(file -> open.push(new Step(file, rank)));
                }
            }
        }
    }

    private int rank(String library) {
        return ladder.libc() == Libc.BIONIC && LibPython.is(library) ? 0 : ladder.rank(library);
    }
}
