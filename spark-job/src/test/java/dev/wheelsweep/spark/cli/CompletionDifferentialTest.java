package dev.wheelsweep.spark.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.spark.cli.findings.FindingGuide;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What bash offers after it has read the script for completion. */
class CompletionDifferentialTest {
    private static final String OFFERS = """
            source "$1"
            shift
            COMP_WORDS=("$@")
            COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
            _complete_wheelsweep
            printf '%s\\n' "${COMPREPLY[@]}"
            """;

    @TempDir
    private Path folder;

    @Test
    void bashCompletesCommandsOptionsValuesAndIds() throws IOException, InterruptedException {
        Outcome script = Outcome.of("generate-completion");
        assertThat(script.code()).isZero();
        Path file = Files.writeString(folder.resolve("completion"), script.out());

        assertThat(offers(file, "wheelsweep", "")).contains("check", "explain", "sweep", "systems");
        assertThat(offers(file, "wheelsweep", "che")).containsExactly("check");
        assertThat(offers(file, "wheelsweep", "check", "--fo")).containsExactly("--format");
        assertThat(offers(file, "wheelsweep", "check", "--format", ""))
                .containsExactlyInAnyOrder("text", "json", "auditwheel-json", "sarif", "github");
        assertThat(offers(file, "wheelsweep", "sweep", "--color", "a")).containsExactlyInAnyOrder("auto", "always");
        assertThat(offers(file, "wheelsweep", "explain", "executable"))
                .containsExactly("executable_stack")
                .isSubsetOf(FindingGuide.all().stream().map(FindingGuide::id).toList());
    }

    private static List<String> offers(Path script, String... words) throws IOException, InterruptedException {
        String[] command = new String[words.length + 5];
        command[0] = "bash";
        command[1] = "-c";
        command[2] = OFFERS;
        command[3] = "bash";
        command[4] = script.toString();
        System.arraycopy(words, 0, command, 5, words.length);
        // Outside of a completion, compopt complains.
        Process bash = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> lines =
                new String(bash.getInputStream().readAllBytes(), UTF_8).lines().toList();
        assertThat(bash.waitFor()).as("%s", lines).isZero();
        return lines;
    }
}
