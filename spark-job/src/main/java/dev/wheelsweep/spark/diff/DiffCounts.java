package dev.wheelsweep.spark.diff;

import dev.wheelsweep.core.policy.Severity;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** How much differs between two sweeps. */
public final class DiffCounts {
    private final Map<ChangeKind, Long> wheels = new EnumMap<>(ChangeKind.class);
    private final Map<ChangeKind, Map<Severity, Long>> findings = new EnumMap<>(ChangeKind.class);
    private long known;

    DiffCounts() {}

    void wheels(ChangeKind change, long count) {
        wheels.put(change, count);
    }

    void findings(ChangeKind change, Severity severity, long count) {
        findings.computeIfAbsent(change, any -> new EnumMap<>(Severity.class)).merge(severity, count, Long::sum);
    }

    /** Counts findings that a baseline knows; vanished findings count whether known or not. */
    void known(ChangeKind change, Severity severity, long count) {
        if (change == ChangeKind.NEW) {
            known += count;
        } else {
            findings(change, severity, count);
        }
    }

    /** @return number of wheels */
    public long wheels(ChangeKind change) {
        return wheels.getOrDefault(change, 0L);
    }

    /** @return number of findings that no baseline knows, by {@link Severity#column}: every severity, the worst first */
    public Map<String, Long> findings(ChangeKind change) {
        Map<Severity, Long> there = findings.getOrDefault(change, Map.of());
        Map<String, Long> counts = new LinkedHashMap<>();
        Severity[] severities = Severity.values();
        for (int i = severities.length - 1; i >= 0; i--) {
            counts.put(severities[i].column(), there.getOrDefault(severities[i], 0L));
        }
        return counts;
    }

    /** @return number of new findings that a baseline knows */
    public long known() {
        return known;
    }
}
