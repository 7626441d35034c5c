package dev.wheelsweep.spark.cli.output;

import dev.wheelsweep.spark.diff.ChangeKind;
import dev.wheelsweep.spark.diff.DiffCounts;
import dev.wheelsweep.spark.diff.FindingChange;
import dev.wheelsweep.spark.diff.SweepDiff;
import dev.wheelsweep.spark.diff.WheelChange;
import dev.wheelsweep.spark.text.Printable;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What changed between two sweeps, for people: the worst findings first, and only the first of each kind. */
public final class DiffText {
    private static final int SHOWN = 20;

    private final PrintWriter out;

    public DiffText(PrintWriter out) {
        this.out = out;
    }

    /**
     * @param from the earlier sweep's id
     * @param to the later one's
     */
    public void print(String from, String to, SweepDiff diff) {
        DiffCounts counts = diff.counts();
        out.printf("sweep %s against %s%n", to, from);
        out.printf(
                "wheels: %s%n",
                Stream.of(ChangeKind.values())
                        .map(change -> "%,d %s".formatted(counts.wheels(change), word(change)))
                        .collect(Collectors.joining(", ")));
        printNew(diff, counts);
        findings("gone", diff, ChangeKind.VANISHED, counts.findings(ChangeKind.VANISHED));
        for (ChangeKind change : ChangeKind.values()) {
            wheels(change, diff, counts.wheels(change));
        }
        out.flush();
    }

    /** Prints the new findings. */
    void printNew(SweepDiff diff, DiffCounts counts) {
        findings("new", diff, ChangeKind.NEW, counts.findings(ChangeKind.NEW));
        if (counts.known() > 0) {
            out.printf("new, but known to the baseline: %,d%n", counts.known());
        }
        out.flush();
    }

    private void findings(String title, SweepDiff diff, ChangeKind change, Map<String, Long> counts) {
        long all = counts.values().stream().mapToLong(Long::longValue).sum();
        out.printf("%s findings: %s%n", title, text(counts));
        if (all > 0) {
            List<FindingChange> shown = diff.findings(change, SHOWN);
            shown.forEach(finding -> out.printf(
                    "  %-8s %-24s %s: %s%n",
                    finding.severity(),
                    finding.id(),
                    Printable.of(finding.filename()),
                    Printable.of(Stream.of(finding.tag(), finding.file(), Optional.of(finding.detail()))
                            .flatMap(Optional::stream)
                            .filter(text -> !text.isEmpty())
                            .collect(Collectors.joining(", ")))));
            more(all - shown.size());
        }
    }

    private void wheels(ChangeKind change, SweepDiff diff, long all) {
        if (all > 0) {
            out.printf("%s:%n", word(change));
            List<WheelChange> shown = diff.wheels(change, SHOWN);
            shown.forEach(wheel -> out.printf("  %s  %s%n", Printable.of(wheel.filename()), verdict(change, wheel)));
            more(all - shown.size());
        }
    }

    private void more(long count) {
        if (count > 0) {
            out.printf("  +%,d more: --format json prints all%n", count);
        }
    }

    private static String text(Map<String, Long> counts) {
        String text = counts.entrySet().stream()
                .filter(one -> one.getValue() > 0)
                .map(one -> "%s %,d".formatted(one.getKey(), one.getValue()))
                .collect(Collectors.joining(", "));
        return text.isEmpty() ? "none" : text;
    }

    private static String verdict(ChangeKind change, WheelChange wheel) {
        String before = wheel.before().orElse("unread");
        String after = wheel.after().orElse("unread");
        return switch (change) {
            case NEW -> after;
            case VANISHED -> before;
            case CHANGED, JUDGED_ANEW -> before.equals(after) ? after : before + " -> " + after;
        };
    }

    private static String word(ChangeKind change) {
        return change.column().replace('_', ' ');
    }
}
