package dev.wheelsweep.spark.cli.options;

import dev.wheelsweep.core.policy.Severity;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** From which severity on findings make a command exit with {@link ExitCode#FINDINGS}. */
public enum FailOn {
    NONE(Optional.empty()),
    ERROR(Optional.of(Severity.ERROR)),
    WARNING(Optional.of(Severity.WARNING));

    private final Optional<Severity> least;

    FailOn(Optional<Severity> least) {
        this.least = least;
    }

    public boolean reachedBy(Severity severity) {
        return least.filter(bound -> severity.compareTo(bound) >= 0).isPresent();
    }

    /** @param findings number of findings by {@link Severity#column} */
    public boolean reachedBy(Map<String, Long> findings) {
        return Arrays.stream(Severity.values())
                .filter(this::reachedBy)
                .anyMatch(severity -> findings.get(severity.column()) > 0);
    }

    /** @return the value as the option writes it */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
