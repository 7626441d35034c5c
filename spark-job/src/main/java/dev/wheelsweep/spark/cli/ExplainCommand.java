package dev.wheelsweep.spark.cli;

import dev.wheelsweep.spark.cli.findings.FindingGuide;
import dev.wheelsweep.spark.cli.findings.FindingsMarkdown;
import dev.wheelsweep.spark.cli.findings.FindingsText;
import dev.wheelsweep.spark.cli.options.ColourOption;
import dev.wheelsweep.spark.cli.options.CommandException;
import dev.wheelsweep.spark.cli.options.ExitCode;
import dev.wheelsweep.spark.cli.options.OutputOption;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wheelsweep explain}: what a finding means and what to do about it. */
@Command(
        name = "explain",
        description = "Explains findings: severity, meaning, what the fields file and detail hold, and the remedy.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the findings are explained",
            "2:wrong usage, or there is no such finding",
            "5:an error of wheelsweep itself, or of the machine"
        })
final class ExplainCommand implements Callable<Integer> {

    /** What {@code --format} offers. */
    enum Format {
        TEXT,
        MARKDOWN;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** All ids, for the shell's completion. */
    static final class Ids implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return FindingGuide.all().stream().map(FindingGuide::id).iterator();
        }
    }

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "FINDING",
            completionCandidates = Ids.class,
            description = "The ids of findings, such as executable_stack (default: all).")
    private List<String> names = List.of();

    @Option(
            names = "--format",
            defaultValue = "text",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; markdown is the page docs/findings.md, or a part of it"
                    + " (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Mixin
    private OutputOption output;

    @Override
    public Integer call() throws Exception {
        List<FindingGuide> guides = guides();
        return output.print(spec.commandLine().getOut(), out -> print(guides, out))
                .code();
    }

    private ExitCode print(List<FindingGuide> guides, PrintWriter out) {
        switch (format) {
            case TEXT -> new FindingsText(out, ansi()).print(guides);
            case MARKDOWN -> out.print(names.isEmpty() ? FindingsMarkdown.page() : FindingsMarkdown.of(guides));
        }
        return ExitCode.CLEAN;
    }

    private Ansi ansi() {
        return output.isFile() ? ColourOption.inFile(spec) : ColourOption.onStandardOutput(spec);
    }

    private List<FindingGuide> guides() throws CommandException {
        if (names.isEmpty()) {
            return FindingGuide.all();
        }
        List<FindingGuide> guides = new ArrayList<>();
        for (String name : names) {
            guides.add(FindingGuide.named(name).orElseThrow(() -> unknown(name)));
        }
        return guides;
    }

    private static CommandException unknown(String name) {
        List<String> similar = FindingGuide.similar(name);
        return new CommandException(
                ExitCode.USAGE,
                "there is no finding '%s'".formatted(name),
                similar.isEmpty() ? "no id is similar" : "similar ids are " + String.join(", ", similar),
                similar.isEmpty()
                        ? "'wheelsweep explain' lists all"
                        : "did you mean %s? 'wheelsweep explain' lists all".formatted(similar.get(0)));
    }
}
