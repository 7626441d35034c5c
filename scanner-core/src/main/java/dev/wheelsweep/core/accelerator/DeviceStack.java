package dev.wheelsweep.core.accelerator;

import dev.wheelsweep.core.accelerator.AcceleratorUse.Evidence;
import dev.wheelsweep.core.platform.DottedNumber;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A stack whose programs need a device, and what a wheel shows of it.
 *
 * @param stack such as {@code cuda}
 * @param release the highest that anything shows; empty if nothing shows one
 * @param oldestDriver of that release of CUDA or ROCm
 * @param names that show the stack: sonames, folders, labels and requirements, sorted
 */
public record DeviceStack(
        String stack, Optional<DottedNumber> release, Optional<String> oldestDriver, List<String> names) {
    private static final Set<String> OF_DEVICES =
            Set.of("cuda", "rocm", "oneapi", "tpu", "neuron", "gaudi", "ascend", "musa", "mlu", "qnn", "hailo");

    /** @return the stacks of devices, in alphabetical order, without what only an extra requires */
    public static List<DeviceStack> of(List<AcceleratorUse> uses) {
        List<AcceleratorUse> counted = uses.stream()
                .filter(use -> OF_DEVICES.contains(use.stack()) && use.evidence() != Evidence.EXTRA)
                .toList();
        return new TreeSet<>(counted.stream().map(AcceleratorUse::stack).toList())
                .stream()
                        .map(stack -> of(
                                stack,
                                counted.stream()
                                        .filter(use -> use.stack().equals(stack))
                                        .toList()))
                        .toList();
    }

    private static DeviceStack of(String stack, List<AcceleratorUse> uses) {
        Optional<AcceleratorUse> exact = uses.stream()
                .filter(use -> use.releases().isPresent())
                .max(Comparator.comparing(use -> use.releases().orElseThrow().low()));
        return new DeviceStack(
                stack,
                exact.flatMap(AcceleratorUse::releases).map(Releases::low),
                exact.flatMap(AcceleratorUse::oldestDriver),
                uses.stream().map(AcceleratorUse::name).distinct().sorted().toList());
    }
}
