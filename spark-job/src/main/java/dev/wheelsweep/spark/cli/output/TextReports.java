package dev.wheelsweep.spark.cli.output;

import dev.wheelsweep.core.policy.AxisResult.Evidence;
import dev.wheelsweep.core.policy.Finding;
import dev.wheelsweep.core.policy.FindingId;
import dev.wheelsweep.core.policy.Floors;
import dev.wheelsweep.core.policy.Judgement;
import dev.wheelsweep.core.policy.Requirement;
import dev.wheelsweep.core.policy.Severity;
import dev.wheelsweep.core.policy.Verdict;
import dev.wheelsweep.core.scan.Failure;
import dev.wheelsweep.spark.text.Printable;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;

/**
 * Reports for people: two lines for an honest wheel; for any other what is wrong, in which file, because of which symbol,
 * and which tag would be true. Several wheels end with their sum.
 */
public final class TextReports implements ReportWriter {
    private static final int NEEDS_SHOWN = 10;
    private static final int LABEL_WIDTH = 13;
    private static final List<String> FLOORS_SHOWN = List.of(Floors.GLIBC, Floors.GLIBCXX, Floors.CXXABI, Floors.GCC);

    private final PrintWriter out;
    private final Ansi ansi;
    private final Tally tally = new Tally();

    public TextReports(PrintWriter out, Ansi ansi) {
        this.out = out;
        this.ansi = ansi;
    }

    @Override
    public void write(CheckedWheel wheel) {
        tally.add(wheel);
        out.println(painted(Printable.of(wheel.report().file()), Style.bold));
        wheel.report()
                .reason()
                .ifPresent(reason -> row(wheel.report().status().column(), Style.fg_red, Wording.of(reason)));
        wheel.judgement().ifPresent(judgement -> judged(wheel, judgement));
        for (Failure failure : wheel.report().failures()) {
            row(
                    "unread",
                    Style.fg_red,
                    failure.entry().map(entry -> entry + ": ").orElse("") + Wording.of(failure));
        }
    }

    private void judged(CheckedWheel wheel, Judgement judgement) {
        switch (judgement.verdict()) {
            case HONEST -> row("honest", Style.fg_green, measured(wheel, judgement));
            case UNDERCLAIMS -> row("underclaims", Style.fg_yellow, "could claim " + measured(wheel, judgement));
            case OVERCLAIMS -> row("overclaims", Style.fg_red, truth(wheel, judgement));
            case NOT_APPLICABLE -> row("not judged", Style.faint, why(wheel));
        }
        BrokenPromise.of(judgement).forEach(this::broken);
        if (judgement.verdict() != Verdict.OVERCLAIMS) {
            obstacles(judgement);
        }
        findings(judgement.findings());
    }

    private static String measured(CheckedWheel wheel, Judgement judgement) {
        List<String> numbers = new ArrayList<>(List.of(files(wheel)));
        for (String namespace : FLOORS_SHOWN) {
            judgement.floors().text(namespace).ifPresent(floor -> numbers.add(namespace + " " + floor));
        }
        return judgement.policy().map(policy -> policy + " ").orElse("") + "(" + String.join(", ", numbers) + ")";
    }

    private static String files(CheckedWheel wheel) {
        int files = wheel.report().elfFiles().size();
        return files + (files == 1 ? " ELF file" : " ELF files");
    }

    private static String truth(CheckedWheel wheel, Judgement judgement) {
        return judgement.policy().isPresent()
                ? measured(wheel, judgement) + " would be true"
                : "no policy is for these files";
    }

    private static String why(CheckedWheel wheel) {
        return wheel.report().elfFiles().isEmpty()
                ? "no ELF files among " + wheel.report().entries() + " entries"
                : "no tag of the name is about Linux, or its architecture has no policy (" + files(wheel) + ")";
    }

    private void broken(BrokenPromise promise) {
        row("claims", Style.fg_red, String.join(", ", promise.tags()) + ", but");
        needs(promise.needs(), promise.count());
    }

    /** What no policy grants: without it the wheel could have a tag that says more than linux. */
    private void obstacles(Judgement judgement) {
        List<Requirement> obstacles = judgement.axes().stream()
                .filter(result ->
                        judgement.policy().filter(result.policy()::equals).isPresent())
                .filter(result -> result.policy().equals(last(judgement.policies())))
                .flatMap(result -> result.evidence().stream()
                        .filter(evidence -> evidence.policy().equals(result.policy()))
                        .map(Evidence::requirement))
                .toList();
        if (!obstacles.isEmpty()) {
            row("because", Style.faint, "no policy grants what it needs:");
            needs(obstacles, obstacles.size());
        }
    }

    private static String last(List<String> policies) {
        return policies.get(policies.size() - 1);
    }

    /** @param count how many there are in all, those not listed included */
    private void needs(List<Requirement> needs, int count) {
        int shown = Math.min(NEEDS_SHOWN, needs.size());
        for (Requirement need : needs.subList(0, shown)) {
            row("", Style.reset, need.file() + " " + Wording.of(need));
        }
        if (count > shown) {
            row("", Style.reset, "and " + (count - shown) + " more: --format json lists them");
        }
    }

    /** A kind of finding is told once, with the files that have it. */
    private void findings(List<Finding> findings) {
        Map<FindingId, List<String>> places = new EnumMap<>(FindingId.class);
        for (Finding finding : findings) {
            if (finding.id() != FindingId.TAG_VIOLATED) {
                places.computeIfAbsent(finding.id(), id -> new ArrayList<>()).add(place(finding));
            }
        }
        places.forEach((id, where) -> {
            row(id.severity().column(), colour(id.severity()), id.column() + ": " + id.meaning());
            row("", Style.reset, Wording.few(where));
        });
    }

    private static String place(Finding finding) {
        String detail = finding.detail();
        return finding.file()
                .map(file -> detail.isEmpty() ? file : file + " (" + detail + ")")
                .orElse(detail);
    }

    private static Style colour(Severity severity) {
        return switch (severity) {
            case ERROR -> Style.fg_red;
            case WARNING -> Style.fg_yellow;
            case INFO -> Style.faint;
        };
    }

    private void row(String label, Style style, String text) {
        String padding = " ".repeat(LABEL_WIDTH - label.length());
        out.println("  " + painted(label, style) + padding + Printable.of(text));
    }

    private String painted(String text, Style style) {
        return ansi.enabled() && !text.isEmpty() ? style.on() + text + Style.reset.off() : text;
    }

    @Override
    public void close() {
        tally.summary().ifPresent(out::println);
        out.flush();
    }
}
