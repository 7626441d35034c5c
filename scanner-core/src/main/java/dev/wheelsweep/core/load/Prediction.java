package dev.wheelsweep.core.load;

import java.util.List;
import java.util.Optional;

/**
 * What a system's loader does with one file of a wheel and all that it needs.
 *
 * @param path the entry that is loaded first: an extension module, a library or a program
 * @param failures what the loader would stop for, in its order: it reports the first, and the next one once that is fixed
 */
public record Prediction(String path, List<LoadFailure> failures) {

    public Prediction {
        failures = List.copyOf(failures);
    }

    /** @return the first failure that does not depend on what else is installed */
    public Optional<LoadFailure> failure() {
        return failures.stream().filter(failure -> !failure.kind().depends()).findFirst();
    }

    /** @return what it needs beyond the wheel and the system */
    public List<LoadFailure> needs() {
        return failures.stream().filter(failure -> failure.kind().depends()).toList();
    }

    public Outcome outcome() {
        if (failure().isPresent()) {
            return Outcome.FAILS;
        }
        return failures.isEmpty() ? Outcome.LOADS : Outcome.NEEDS;
    }
}
