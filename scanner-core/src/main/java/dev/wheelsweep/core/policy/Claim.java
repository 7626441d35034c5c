package dev.wheelsweep.core.policy;

import dev.wheelsweep.core.ColumnWord;
import dev.wheelsweep.core.wheel.PlatformTag;
import java.util.List;
import java.util.Optional;

/**
 * One platform tag of the wheel's name, compared with what the wheel needs.
 *
 * @param standing whether the wheel keeps it
 * @param violations the needs that the tag does not promise, sorted; the first {@link #MAX_VIOLATIONS} of them. A
 *     weak one does not break the tag, because the loader continues without it
 * @param violationCount how many there are, including those beyond the list
 */
public record Claim(PlatformTag tag, Standing standing, List<Requirement> violations, int violationCount) {
    /** The most violations listed for one tag: more than a person reads, few enough for a row. */
    public static final int MAX_VIOLATIONS = 1_000;

    /** Whether a tag is kept. */
    public enum Standing implements ColumnWord {
        SATISFIED,
        VIOLATED,
        /**
         * The tag promises nothing that ELF files could break: {@code any}, macOS, Windows; or there is no ELF file; or an
         * entry could not be read, and the others prove no violation.
         */
        NOT_JUDGED;
    }

    public Claim {
        violations = List.copyOf(violations);
    }

    /** @return the axis of the first violation, if the tag is violated */
    public Optional<Axis> axis() {
        return standing == Standing.VIOLATED
                ? violations.stream()
                        .filter(need -> !need.weak())
                        .map(Requirement::axis)
                        .findFirst()
                : Optional.empty();
    }
}
