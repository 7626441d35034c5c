package dev.wheelsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command lines in the documentation. */
class DocumentedCommandsTest {
    private static final List<Path> DOCUMENTS = List.of(
            Path.of("../README.md"),
            Path.of("../CONTRIBUTING.md"),
            Path.of("../docs/operators.md"),
            Path.of("../docs/findings.md"));

    /** Up to the end of the code, or to what a shell or a second column puts after the command. */
    private static final Pattern LINE = Pattern.compile("wheelsweep ([a-z-]+)( [^`\n|)]*)?");

    private static final Pattern OPTION = Pattern.compile("(?<= )(--[a-z-]+|-[a-zA-Z0])(?=[ =]|$)");
    private static final String IN_CI = "## In your CI";

    @TempDir
    private Path folder;

    @Test
    void everyOptionExists() throws IOException {
        Set<String> commands = Main.commandLine().getSubcommands().keySet();
        int options = 0;
        for (Path document : DOCUMENTS) {
            Matcher line = LINE.matcher(Files.readString(document));
            while (line.find()) {
                if (!commands.contains(line.group(1)) || line.group(2) == null) {
                    continue;
                }
                CommandLine command =
                        Main.commandLine(line.group(1)).getSubcommands().get(line.group(1));
                String arguments = line.group(2).split(" {2,}", -1)[0];
                for (String option : OPTION.matcher(arguments)
                        .results()
                        .map(MatchResult::group)
                        .toList()) {
                    assertThat(command.getCommandSpec().findOption(option))
                            .as("%s: %s", document, line.group())
                            .isNotNull();
                    options++;
                }
            }
        }
        assertThat(options).isGreaterThan(20);
    }

    /** The steps of the example, in a repository with an overclaiming wheel. */
    @Test
    void theStepsForCiReportTheWheel() throws IOException {
        Wheels.overclaiming().writeTo(folder.resolve("dist"));
        Path baseline = Files.writeString(folder.resolve("accepted.jsonl"), "");
        String readme = Files.readString(DOCUMENTS.get(0));
        String section = readme.substring(readme.indexOf(IN_CI), readme.indexOf("\n## ", readme.indexOf(IN_CI) + 1));
        List<String> lines = section.lines()
                .filter(line -> line.contains("wheelsweep/wheelsweep check"))
                .map(line -> line.substring(line.indexOf(" check ") + 1))
                .map(line -> line.replace(
                                "wheels.sarif", folder.resolve("wheels.sarif").toString())
                        .replace("accepted.jsonl", baseline.toString())
                        .replace(" dist", " " + folder.resolve("dist")))
                .collect(Collectors.toList());
        assertThat(lines).hasSize(3);

        assertThat(run(lines.get(0)).code()).isZero();
        assertThat(folder.resolve("wheels.sarif")).content().contains("\"ruleId\":\"tag_violated\"");
        assertThat(run(lines.get(1)).out()).startsWith("::error file=");
        assertThat(run(lines.get(2)).out()).startsWith(Wheels.OVERCLAIMING).contains("executable_stack");
        assertThat(run(lines.get(2)).code()).isEqualTo(1);
    }

    private static Outcome run(String line) {
        return Outcome.of((Object[]) line.split(" ", -1));
    }
}
