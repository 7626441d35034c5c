package dev.wheelsweep.core.policy;

import dev.wheelsweep.core.platform.LibPython;
import dev.wheelsweep.core.platform.Libc;
import java.util.List;

/**
 * The libraries that top-level files need of the system, each with the first rank that grants it. A library that the loader
 * finds in the wheel is not the system's, even if a policy grants it; so the needs of that file count. libpython is the
 * exception: the interpreter has its own, and a copy in the wheel would be a second one.
 */
final class LibraryNeeds {
    private final PolicyLadder ladder;
    private final Loads loads;

    LibraryNeeds(PolicyLadder ladder, Loads loads) {
        this.ladder = ladder;
        this.loads = loads;
    }

    List<Measurement.Need> all() {
        return loads.external().stream()
                .filter(naming -> rank(naming.library()) > 0)
                .map(this::need)
                .toList();
    }

    private Measurement.Need need(Loads.Naming naming) {
        return new Measurement.Need(
                Requirement.ofLibrary(naming.file(), naming.library(), loads.whereabouts(naming)),
                rank(naming.library()));
    }

    private int rank(String library) {
        return ladder.libc() == Libc.BIONIC && LibPython.is(library) ? 0 : ladder.rank(library);
    }
}
