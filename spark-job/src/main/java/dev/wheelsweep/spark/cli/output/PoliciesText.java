package dev.wheelsweep.spark.cli.output;

import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.policy.Policy;
import dev.wheelsweep.core.policy.PolicyCatalog;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/** A policy set, for people: a table per C library, the most compatible policy first. */
public final class PoliciesText {
    private static final List<Libc> LIBCS = List.of(Libc.GLIBC, Libc.MUSL, Libc.BIONIC);

    private PoliciesText() {}

    public static void write(PolicyCatalog catalog, PrintWriter out) {
        out.println("policy set " + catalog.id());
        for (Libc libc : LIBCS) {
            List<Policy> policies = catalog.policies(libc);
            if (!policies.isEmpty()) {
                out.printf("%n%-16s %-14s %-16s %s%n", "POLICY", "OLDEST", "ALSO CALLED", "ARCHITECTURES");
            }
            for (Policy each : policies) {
                out.printf(
                        "%-16s %-14s %-16s %s%n",
                        each.name(),
                        unit(libc) + each.libcVersion(),
                        String.join(", ", each.aliases()),
                        each.architectures().stream().map(Arch::name).collect(Collectors.joining(" ")));
            }
        }
    }

    /** Android counts API levels, not versions of its C library. */
    private static String unit(Libc libc) {
        return libc == Libc.BIONIC ? "API level " : libc.column() + " ";
    }
}
