package dev.wheelsweep.spark.cli.findings;

import dev.wheelsweep.core.policy.Severity;
import java.io.PrintWriter;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;

/** Kinds of findings, for people at a terminal. */
public final class FindingsText {
    private static final int LABEL_WIDTH = 13;

    private final PrintWriter out;
    private final Ansi ansi;

    public FindingsText(PrintWriter out, Ansi ansi) {
        this.out = out;
        this.ansi = ansi;
    }

    public void print(List<FindingGuide> guides) {
        for (Iterator<FindingGuide> all = guides.iterator(); all.hasNext(); ) {
            print(all.next());
            if (all.hasNext()) {
                out.println();
            }
        }
    }

    private void print(FindingGuide guide) {
        out.println(painted(guide.id(), Style.bold));
        row("severity", painted(guide.severity().column(), colour(guide.severity())));
        row("meaning", guide.meaning());
        row("file", guide.evidence().file());
        row("detail", guide.evidence().detail());
        row("remedy", guide.remedy());
    }

    private void row(String label, String text) {
        if (!text.isEmpty()) {
            out.printf("  %s%s%s%n", painted(label, Style.faint), " ".repeat(LABEL_WIDTH - label.length()), text);
        }
    }

    private static Style colour(Severity severity) {
        return switch (severity) {
            case ERROR -> Style.fg_red;
            case WARNING -> Style.fg_yellow;
            case INFO -> Style.faint;
        };
    }

    private String painted(String text, Style style) {
        return ansi.enabled() ? style.on() + text + Style.reset.off() : text;
    }
}
