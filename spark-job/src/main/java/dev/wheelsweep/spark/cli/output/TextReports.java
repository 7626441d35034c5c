package dev.wheelsweep.spark.cli.output;

import dev.wheelsweep.core.accelerator.DeviceStack;
import dev.wheelsweep.core.policy.AxisResult.Evidence;
import dev.wheelsweep.core.policy.Claim.Standing;
import dev.wheelsweep.core.policy.Finding;
import dev.wheelsweep.core.policy.FindingId;
import dev.wheelsweep.core.policy.Floors;
import dev.wheelsweep.core.policy.Judgement;
import dev.wheelsweep.core.policy.Requirement;
import dev.wheelsweep.core.policy.Severity;
import dev.wheelsweep.core.scan.Failure;
import dev.wheelsweep.core.scan.ScanCost;
import dev.wheelsweep.core.scan.WheelReport;
import dev.wheelsweep.core.scan.WheelStatus;
import dev.wheelsweep.spark.diff.Suppression;
import dev.wheelsweep.spark.text.Printable;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;

/**
 * Reports for people: two lines for an honest wheel; for any other the mistake, the tag that would be true, and the files
 * and symbols that are the reason. A line of totals follows the last of several wheels.
 */
public final class TextReports implements ReportWriter {
    private static final String SUGGESTION = "could say";
    private static final String REASON = "because";
    private static final int NEEDS_SHOWN = 10;
    private static final int LABEL_WIDTH = 13;
    private static final List<String> FLOORS_SHOWN = List.of(Floors.GLIBC, Floors.GLIBCXX, Floors.CXXABI, Floors.GCC);

    private final PrintWriter out;
    private final Ansi ansi;
    private final LocalDate today;
    private final Detail detail;
    private final Predicate<Severity> counts;
    private final CheckTotals totals = new CheckTotals();

    /**
     * @param today by which the support of a system has ended or not
     * @param counts whether findings of a severity make the command fail
     */
    public TextReports(PrintWriter out, Ansi ansi, LocalDate today, Detail detail, Predicate<Severity> counts) {
        this.out = out;
        this.ansi = ansi;
        this.today = today;
        this.detail = detail;
        this.counts = counts;
    }

    @Override
    public void write(CheckedWheel wheel) {
        if (detail == Detail.QUIET && !wheel.fails(counts)) {
            return;
        }
        totals.add(wheel);
        out.println(painted(Printable.of(wheel.report().file()), Style.bold));
        wheel.report().reason().ifPresent(reason -> notOk(wheel.report(), reason));
        wheel.judgement().ifPresent(judgement -> judged(wheel, judgement));
        if (detail == Detail.FULL) {
            traffic(wheel.report().cost());
        }
        systems(wheel);
        for (Failure failure : wheel.report().failures()) {
            row(
                    "unread",
                    Style.fg_red,
                    failure.entry().map(entry -> entry + ": ").orElse("") + Wording.of(failure));
        }
    }

    /** Of a wheel on a server. */
    private void traffic(ScanCost cost) {
        if (cost.requests().isPresent()) {
            row(
                    "received",
                    Style.faint,
                    "%,d bytes in %,d requests"
                            .formatted(cost.bytesRead(), cost.requests().getAsLong()));
        }
    }

    private void systems(CheckedWheel wheel) {
        List<SystemRows.Line> lines = new SystemRows(today).of(wheel.systems());
        int width =
                lines.stream().mapToInt(line -> line.label().length() + 2).max().orElse(0);
        for (SystemRows.Line line : lines) {
            row(line.label(), line.style(), line.text(), Math.max(LABEL_WIDTH, width));
        }
    }

    private void notOk(WheelReport report, Failure reason) {
        String text = report.status() == WheelStatus.PARTIAL
                ? "%d of %d entries cannot be read".formatted(report.failures().size(), report.entries())
                : Wording.of(reason);
        row(report.status().column(), Style.fg_red, text);
    }

    private void judged(CheckedWheel wheel, Judgement judgement) {
        switch (judgement.verdict()) {
            case HONEST -> honest(wheel, judgement);
            case UNDERCLAIMS -> underclaims(judgement);
            case OVERCLAIMS -> overclaims(judgement);
            case NOT_APPLICABLE -> row("not judged", Style.faint, whyNotJudged(wheel));
            case UNKNOWN -> row("not judged", Style.fg_red, whatIsHidden(wheel));
        }
        DeviceStack.of(judgement.accelerators()).forEach(this::device);
        suppliers(judgement);
        opened(judgement);
        findings(wheel);
    }

    private void device(DeviceStack stack) {
        row(
                "device",
                Style.faint,
                stack.stack()
                        + stack.release().map(release -> " " + release).orElse("")
                        + stack.oldestDriver()
                                .map(driver -> ", driver %s or later".formatted(driver))
                                .orElse("")
                        + ": "
                        + Wording.few(stack.names()));
    }

    /** Shows the claimed tags, not the measured tag, which may have another name or, for musl, a newer version. */
    private void honest(CheckedWheel wheel, Judgement judgement) {
        row("honest", Style.fg_green, tags(judgement, Standing.SATISFIED) + " " + measured(wheel, judgement));
        if (isUnportable(judgement) && !claimsPortability(judgement)) {
            needs("not portable", decisive(judgement).toList(), 0);
        }
    }

    private void underclaims(Judgement judgement) {
        row("underclaims", Style.fg_yellow, tags(judgement, Standing.SATISFIED));
        row(
                SUGGESTION,
                Style.fg_green,
                judgement.policy().orElseThrow()
                        + (claimsPortability(judgement) ? ", which installs on more systems" : ""));
        needs(REASON, decisive(judgement).toList(), 0);
    }

    private void overclaims(Judgement judgement) {
        List<ViolatedTags> violated = ViolatedTags.of(judgement);
        row("overclaims", Style.fg_red, tags(judgement, Standing.VIOLATED));
        row(SUGGESTION, Style.fg_green, judgement.policy().orElse("no portable tag: no policy covers these files"));
        Set<Requirement> reasons = new LinkedHashSet<>(decisive(judgement).toList());
        violated.forEach(tags -> reasons.addAll(tags.needs()));
        needs(
                REASON,
                List.copyOf(reasons),
                violated.stream().mapToInt(ViolatedTags::unlisted).max().orElse(0));
    }

    private static String tags(Judgement judgement, Standing standing) {
        return judgement.claims().stream()
                .filter(claim -> claim.standing() == standing)
                .map(claim -> claim.tag().text())
                .collect(Collectors.joining(", "));
    }

    private static String measured(CheckedWheel wheel, Judgement judgement) {
        List<String> numbers = new ArrayList<>(List.of(files(wheel)));
        for (String namespace : FLOORS_SHOWN) {
            judgement.floors().text(namespace).ifPresent(floor -> numbers.add(namespace + " " + floor));
        }
        return "(" + String.join(", ", numbers) + ")";
    }

    private static String files(CheckedWheel wheel) {
        int files = wheel.report().elfFiles().size();
        return files + (files == 1 ? " ELF file" : " ELF files");
    }

    private static String whatIsHidden(CheckedWheel wheel) {
        List<String> hidden = wheel.report().failures().stream()
                .filter(failure -> failure.reason().hidesNeeds())
                .flatMap(failure -> failure.entry().stream())
                .distinct()
                .toList();
        return Wording.few(hidden) + " cannot be read (" + files(wheel) + " read)";
    }

    private static String whyNotJudged(CheckedWheel wheel) {
        return wheel.report().elfFiles().isEmpty()
                ? "no ELF files among " + wheel.report().entries() + " entries"
                : "the name has no Linux tag, or no policy covers its architecture (" + files(wheel) + ")";
    }

    /** @return whether no policy but {@code linux_ARCH} grants what the wheel needs */
    private static boolean isUnportable(Judgement judgement) {
        List<String> policies = judgement.policies();
        return judgement
                .policy()
                .filter(policy -> policy.equals(policies.get(policies.size() - 1)))
                .isPresent();
    }

    /** @return whether a tag that the wheel keeps promises something about the C library, as {@code linux_ARCH} does not */
    private static boolean claimsPortability(Judgement judgement) {
        return judgement.claims().stream()
                .anyMatch(claim -> claim.standing() == Standing.SATISFIED
                        && claim.tag().libc().isPresent());
    }

    /** @return the needs, weak ones included, that no policy more compatible than the suggested one grants */
    private static Stream<Requirement> decisive(Judgement judgement) {
        return judgement.axes().stream()
                .flatMap(axis -> axis.evidence().stream())
                .filter(evidence ->
                        judgement.policy().filter(evidence.policy()::equals).isPresent())
                .map(Evidence::requirement);
    }

    /** @param unlisted how many more needs there are that the judgement does not list */
    private void needs(String label, List<Requirement> needs, int unlisted) {
        int shown = detail == Detail.FULL ? needs.size() : Math.min(NEEDS_SHOWN, needs.size());
        for (int i = 0; i < shown; i++) {
            Requirement need = needs.get(i);
            String text = need.file() + " " + Wording.of(need) + (need.weak() ? ", as a weak reference" : "");
            row(i == 0 ? label : "", Style.faint, text);
        }
        int more = needs.size() - shown + unlisted;
        if (more > 0) {
            row("", Style.reset, "and " + more + " more: --format json lists them");
        }
    }

    private void suppliers(Judgement judgement) {
        List<String> known = judgement.externalNeeds().stream()
                .flatMap(need -> Wording.of(need).stream())
                .toList();
        int shown = detail == Detail.FULL ? known.size() : Math.min(NEEDS_SHOWN, known.size());
        for (int i = 0; i < shown; i++) {
            row(i == 0 ? "suppliers" : "", Style.faint, known.get(i));
        }
        if (known.size() > shown) {
            row("", Style.reset, "and %d more: --verbose lists them".formatted(known.size() - shown));
        }
    }

    /** What files say they open while they run, each library once. */
    private void opened(Judgement judgement) {
        List<String> libraries = judgement.opened().stream()
                .flatMap(library -> Wording.of(library).stream())
                .distinct()
                .toList();
        if (!libraries.isEmpty()) {
            row("opens", Style.faint, detail == Detail.FULL ? String.join(", ", libraries) : Wording.few(libraries));
        }
    }

    /** Prints each kind of finding once, with the files that have it. */
    private void findings(CheckedWheel wheel) {
        Map<FindingId, List<String>> places = new EnumMap<>(FindingId.class);
        for (Finding finding : wheel.findings()) {
            boolean isShownAbove = finding.id() == FindingId.TAG_VIOLATED || finding.id() == FindingId.DOES_NOT_LOAD;
            if (!isShownAbove || wheel.acceptance(finding.id()).isPresent()) {
                places.computeIfAbsent(finding.id(), id -> new ArrayList<>()).add(place(finding));
            }
        }
        places.forEach((id, where) -> {
            Optional<Suppression> acceptance = wheel.acceptance(id);
            if (acceptance.isPresent()) {
                row("accepted", Style.faint, id.column() + ": " + Wording.of(acceptance.get()));
            } else {
                row(id.severity().column(), colour(id.severity()), id.column() + ": " + id.meaning());
                row("", Style.reset, detail == Detail.FULL ? String.join(", ", where) : Wording.few(where));
            }
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
        row(label, style, text, LABEL_WIDTH);
    }

    private void row(String label, Style style, String text, int width) {
        // A status may be longer than the column.
        String padding = " ".repeat(Math.max(1, width - label.length()));
        out.println("  " + painted(label, style) + padding + Printable.of(text));
    }

    private String painted(String text, Style style) {
        return ansi.enabled() && !text.isEmpty() ? style.on() + text + Style.reset.off() : text;
    }

    @Override
    public void close() {
        if (detail != Detail.QUIET) {
            totals.summary().ifPresent(out::println);
        }
        out.flush();
    }
}
