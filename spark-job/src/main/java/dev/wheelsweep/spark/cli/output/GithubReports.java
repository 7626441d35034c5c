package dev.wheelsweep.spark.cli.output;

import dev.wheelsweep.core.policy.Finding;
import dev.wheelsweep.core.policy.Severity;
import dev.wheelsweep.spark.text.Printable;
import java.io.PrintWriter;
import java.util.function.Predicate;

/**
 * Workflow commands of GitHub Actions, which become annotations of the run: one per finding that counts, one per wheel that
 * could not be read, and a line of totals.
 */
public final class GithubReports implements ReportWriter {
    private final PrintWriter out;
    private final Predicate<Severity> counts;
    private final CheckTotals totals = new CheckTotals();

    /** @param counts whether findings of a severity make the command fail */
    public GithubReports(PrintWriter out, Predicate<Severity> counts) {
        this.out = out;
        this.counts = counts;
    }

    @Override
    public void write(CheckedWheel wheel) {
        totals.add(wheel);
        WheelPlace place = WheelPlace.of(wheel);
        Annotation.unread(wheel, place).ifPresent(unread -> print(unread, unread.message()));
        for (Finding finding : wheel.findings()) {
            Annotation annotation = Annotation.of(wheel, place, finding);
            if (counts.test(finding.severity()) && annotation.acceptance().isEmpty()) {
                String member = annotation.member().map(file -> file + ": ").orElse("");
                print(annotation, member + annotation.message());
            }
        }
    }

    private void print(Annotation annotation, String message) {
        out.printf(
                "::%s file=%s,title=%s::%s%n",
                command(annotation.rule().severity()),
                property(annotation.place().text()),
                property(annotation.rule().id()),
                data(message));
    }

    private static String command(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "notice";
        };
    }

    /** @return the text after the last {@code ::} of a command, as GitHub unescapes it */
    static String data(String text) {
        return Printable.of(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"));
    }

    /** @return the value of a property */
    static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }

    @Override
    public void close() {
        out.println(totals.line());
        out.flush();
    }
}
