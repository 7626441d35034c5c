package dev.wheelsweep.spark.cli.findings;

import java.util.List;

/** docs/findings.md: every kind of finding with its severity, meaning, fields and remedy. */
public final class FindingsMarkdown {
    private FindingsMarkdown() {}

    public static String page() {
        return """
                # Findings

                What `check`, `sweep`, `diff` and `judge` report about wheels. `wheelsweep explain FINDING` prints the same,
                and `wheelsweep explain --format markdown` this page. The ids are stable.

                A finding has a `file`, its path in the wheel, and a `detail`, a text for people; a field that is not listed
                below is null or empty. Of each kind about the zip at most ten are reported, and one without file counts the
                rest.
                """ + of(FindingGuide.all());
    }

    public static String of(List<FindingGuide> guides) {
        StringBuilder text = new StringBuilder();
        for (FindingGuide guide : guides) {
            text.append("\n## ").append(guide.id()).append("\n\n");
            text.append("**").append(guide.severity().column()).append("**: ");
            text.append(guide.meaning()).append("\n\n");
            field(text, "file", guide.evidence().file());
            field(text, "detail", guide.evidence().detail());
            text.append("- remedy: ").append(guide.remedy()).append('\n');
        }
        return text.toString();
    }

    private static void field(StringBuilder text, String name, String content) {
        if (!content.isEmpty()) {
            text.append("- `").append(name).append("`: ").append(content).append('\n');
        }
    }
}
