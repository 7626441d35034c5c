package dev.wheelsweep.core.policy;

import dev.wheelsweep.core.wheel.WheelFilename;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A {@code Tag:} line of WHEEL. The specification requires one combination per line, but some builders write compressed
 * sets.
 */
final class ExpandedTag {
    private static final int PARTS = 3;

    private ExpandedTag() {}

    /**
     * @return every combination in lower case; the line itself if it does not have three parts, or has too many
     *     combinations
     */
    static List<String> of(String line) {
        String[] parts = line.toLowerCase(Locale.ROOT).split("-", -1);
        if (parts.length != PARTS) {
            return List.of(line);
        }
        List<List<String>> sets =
                Arrays.stream(parts).map(part -> List.of(part.split("\\.", -1))).toList();
        long count = sets.stream().mapToLong(List::size).reduce(1, Math::multiplyExact);
        return count > WheelFilename.MAX_TAGS
                ? List.of(line)
                : sets.get(0).stream()
                        .flatMap(python -> sets.get(1).stream()
                                .flatMap(abi ->
                                        sets.get(2).stream().map(platform -> String.join("-", python, abi, platform))))
                        .toList();
    }
}
