package dev.wheelsweep.spark.columns;

import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.system.LinuxSystem;
import java.util.List;

/** The source of one row of the view systems: a system on one of its architectures. */
public record SystemRow(LinuxSystem system, Arch arch) {

    public static List<SystemRow> allOf(List<LinuxSystem> systems) {
        return systems.stream()
                .flatMap(system -> system.libraries().keySet().stream().map(arch -> new SystemRow(system, arch)))
                .toList();
    }
}
