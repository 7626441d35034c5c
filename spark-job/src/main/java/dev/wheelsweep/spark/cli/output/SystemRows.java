package dev.wheelsweep.spark.cli.output;

import dev.wheelsweep.core.load.LoadFailure;
import dev.wheelsweep.core.load.Outcome;
import dev.wheelsweep.core.system.Lifecycle;
import dev.wheelsweep.spark.systems.WheelOnSystem;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi.Style;

/**
 * The lines that say for a person what happens to a wheel on systems.
 *
 * @param today by which a system is still supported or not
 */
record SystemRows(LocalDate today) {

    /** @param label the system's id, followed by its architecture if the wheel is for several */
    record Line(String label, Style style, String text) {}

    List<Line> of(List<WheelOnSystem> systems) {
        long archs =
                systems.stream().map(on -> on.environment().arch()).distinct().count();
        return systems.stream()
                .map(on -> new Line(
                        on.system().id() + (archs > 1 ? " " + on.environment().arch() : ""),
                        style(on),
                        what(on) + " (" + with(on) + ")"))
                .toList();
    }

    private static Style style(WheelOnSystem on) {
        if (on.isBroken()) {
            return Style.fg_red;
        }
        if (!on.installs()) {
            return Style.faint;
        }
        return on.outcome() == Outcome.LOADS ? Style.fg_green : Style.fg_yellow;
    }

    private static String what(WheelOnSystem on) {
        if (on.refusal().isPresent()) {
            return "does not install: " + on.refusal().get().text();
        }
        return switch (on.outcome()) {
            case LOADS -> "installs and loads";
            case NEEDS -> "installs, and loads where there is " + Wording.few(on.needs());
            case UNKNOWN ->
                "installs; whether it loads is unknown, because " + Wording.few(on.unread()) + " cannot be read";
            case FAILS ->
                "installs, but does not load: "
                        + on.failure().map(LoadFailure::text).orElseThrow();
        };
    }

    private String with(WheelOnSystem on) {
        return "Python %s, %s%s"
                .formatted(
                        on.environment().python(),
                        on.environment().installer().text(),
                        support(on.system().lifecycle()));
    }

    private String support(Lifecycle lifecycle) {
        Optional<LocalDate> last = lifecycle.extendedEnd().or(lifecycle::end);
        if (last.isEmpty()) {
            return "";
        }
        if (last.get().isBefore(today)) {
            return "; support ended " + last.get();
        }
        boolean isStandard = lifecycle.end().filter(end -> !end.isBefore(today)).isPresent();
        return isStandard
                ? "; supported until " + lifecycle.end().get()
                : "; only extended support, until " + last.get();
    }
}
