package dev.wheelsweep.spark.cli.output;

import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.system.DefaultPython;
import dev.wheelsweep.core.system.LinuxSystem;
import dev.wheelsweep.core.system.SystemCatalog;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Collectors;

/** Linux systems, for people: one line per system. */
public final class SystemsText {
    private static final String LINE = "%-22s %-12s %-8s %-8s %-17s %-17s %-31s %s%n";
    private static final String UNKNOWN = "-";
    private static final String ENDED = " ended";

    private SystemsText() {}

    /** @param today a system that is supported until an earlier day has ended */
    public static void write(SystemCatalog catalog, LocalDate today, PrintWriter out) {
        out.printf(
                LINE,
                "SYSTEM",
                "C LIBRARY",
                "PYTHON",
                "PIP",
                "SUPPORTED UNTIL",
                "EXTENDED UNTIL",
                "REFERENCE OF",
                "ARCHITECTURES");
        for (LinuxSystem system : catalog.all()) {
            out.printf(
                    LINE,
                    system.id(),
                    system.libc().column() + " " + system.libcVersion(),
                    number(system.python().map(DefaultPython::version)),
                    number(system.python().flatMap(DefaultPython::pip)),
                    end(system.lifecycle().end(), today),
                    end(system.lifecycle().extendedEnd(), today),
                    system.baselines().isEmpty() ? UNKNOWN : String.join(" ", system.baselines()),
                    system.libraries().keySet().stream().map(Arch::name).collect(Collectors.joining(" ")));
        }
    }

    private static String number(Optional<DottedNumber> number) {
        return number.map(DottedNumber::toString).orElse(UNKNOWN);
    }

    private static String end(Optional<LocalDate> last, LocalDate today) {
        return last.map(day -> day.isBefore(today) ? day + ENDED : day.toString())
                .orElse(UNKNOWN);
    }
}
