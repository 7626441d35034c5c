package dev.wheelsweep.spark.columns;

import dev.wheelsweep.core.wheel.DependencySpecifier;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One requirement of a wheel.
 *
 * @param position among those of the wheel, from 0
 */
record WheelRequirement(int position, DependencySpecifier specifier) {

    /** @param requiresDist every {@code Requires-Dist:}, raw */
    static List<WheelRequirement> allOf(List<String> requiresDist) {
        return IntStream.range(0, requiresDist.size())
                .mapToObj(place -> new WheelRequirement(place, DependencySpecifier.parse(requiresDist.get(place))))
                .toList();
    }
}
