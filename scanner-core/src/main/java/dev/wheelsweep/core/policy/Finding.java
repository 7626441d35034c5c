package dev.wheelsweep.core.policy;

import dev.wheelsweep.core.audit.ZipOddity;
import java.util.Comparator;
import java.util.Optional;

/**
 * Something about a wheel that may be wrong. Ordered by id, file and detail.
 *
 * @param file the path in the wheel; empty if the finding is about the whole wheel
 * @param detail what exactly, for a person
 */
public record Finding(FindingId id, Optional<String> file, String detail) implements Comparable<Finding> {
    private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::id)
            .thenComparing(finding -> finding.file().orElse(""))
            .thenComparing(Finding::detail);

    static Finding of(ZipOddity oddity) {
        return new Finding(FindingId.of(oddity.kind()), oddity.entry(), oddity.detail());
    }

    public Severity severity() {
        return id.severity();
    }

    @Override
    public int compareTo(Finding other) {
        return ORDER.compare(this, other);
    }
}
