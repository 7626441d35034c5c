package dev.wheelsweep.spark.cli.output;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps the largest counts, as many as a screen has room for. */
final class MostFrequent {
    /** The key for the sum of all counts that are not shown. */
    static final String OTHERS = "others";

    private MostFrequent() {}

    /**
     * @param shown how many keys to keep
     * @return the largest counts, in the order in which they were given, then the sum of the others, if there are any
     */
    static Map<String, Long> of(Map<String, Long> counts, int shown) {
        Set<String> largest = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(shown)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        Map<String, Long> cut = new LinkedHashMap<>(counts);
        cut.keySet().retainAll(largest);
        if (cut.size() < counts.size()) {
            cut.put(OTHERS, sum(counts) - sum(cut));
        }
        return cut;
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
