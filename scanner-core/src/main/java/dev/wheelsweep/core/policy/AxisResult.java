package dev.wheelsweep.core.policy;

import java.util.List;

/**
 * The result of a wheel on one axis.
 *
 * @param policy the most compatible policy that grants all it needs, such as {@code manylinux_2_17_x86_64}; {@code
 *     linux_x86_64} if none does
 * @param evidence the needs that the most compatible policy does not grant, sorted; empty if there are none
 */
public record AxisResult(Axis axis, String policy, List<Evidence> evidence) {

    /**
     * @param policy the most compatible policy that grants the requirement
     */
    public record Evidence(Requirement requirement, String policy) {}

    public AxisResult {
        evidence = List.copyOf(evidence);
    }
}
