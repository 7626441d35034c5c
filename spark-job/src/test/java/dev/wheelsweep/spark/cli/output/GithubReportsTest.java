package dev.wheelsweep.spark.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.scan.WheelBuilder;
import dev.wheelsweep.spark.HostileNamesTest;
import dev.wheelsweep.spark.cli.Outcome;
import dev.wheelsweep.spark.cli.Wheels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workflow commands, and what GitHub's runner reads from them. */
class GithubReportsTest {
    /** As the runner takes a line apart (ActionCommand.TryParseV2). */
    private static final Pattern COMMAND = Pattern.compile("::(\\w+) file=([^,:]*),title=([^,:]*)::(.*)");

    private static final String AWKWARD = "%\r\n:,;]=%25%0A \u00fc";

    @TempDir
    private Path folder;

    @Test
    void everyFindingThatCountsIsAnAnnotation() throws IOException {
        Path wheel = Wheels.overclaiming().phantom("gone.py").writeTo(folder);
        String file = WheelPlace.of(wheel, Path.of("")).text();

        assertThat(github("--fail-on", "error", wheel))
                .containsExactly(
                        "::error file=" + file
                                + ",title=tag_violated::over/_a.so: The name claims a platform tag whose promise the"
                                + " ELF files break. (manylinux2014_x86_64: over/_a.so: libc.so.6 GLIBC_2.34 (dlclose, dlopen, dlsym,"
                                + " +2); 1 more)",
                        "::error file=" + file
                                + ",title=tag_violated::over/_a.so: The name claims a platform tag whose promise the"
                                + " ELF files break. (manylinux_2_17_x86_64: over/_a.so: libc.so.6 GLIBC_2.34 (dlclose, dlopen,"
                                + " dlsym, +2); 1 more)",
                        "::error file=" + file
                                + ",title=executable_stack::over/_c.so: The file requires an executable stack: glibc"
                                + " 2.41 and later refuse to load it.",
                        "1 wheel: 1 overclaiming, 1 error, 1 warning");
        assertThat(github("--fail-on", "warning", wheel))
                .hasSize(5)
                .contains("::warning file=" + file
                        + ",title=phantom_record::gone.py: RECORD lists a file that is not in the archive.");
        assertThat(github("--fail-on", "none", wheel)).containsExactly("1 wheel: 1 overclaiming, 1 error, 1 warning");
    }

    @Test
    void anUnreadWheelIsAnErrorWhateverCounts() throws IOException {
        Wheels.honest().writeTo(folder);
        Path page = Files.writeString(folder.resolve("page-1.0-py3-none-any.whl"), "<html>");

        List<String> lines = github("--fail-on", "none", folder);

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0))
                .startsWith("::error file=" + WheelPlace.of(page, Path.of("")).text()
                        + ",title=unread_wheel::page-1.0-py3-none-any.whl could not be read: ");
        assertThat(lines.get(1)).isEqualTo("2 wheels: 1 honest, 1 unread");
    }

    @Test
    void anAcceptedFindingIsNoAnnotation() throws IOException {
        Path baseline = Files.writeString(folder.resolve("accepted.jsonl"), """
                {"project": "over", "finding": "tag_violated", "reason": "known", "expires": "2999-03-31"}
                """);

        assertThat(github("--baseline", baseline, Wheels.overclaiming().writeTo(folder)))
                .noneMatch(line -> line.contains("tag_violated"))
                .anyMatch(line -> line.contains("title=executable_stack"));
    }

    @Test
    void theRunnerReadsWhatWasMeant() {
        Random random = new Random(20261129);
        for (int i = 0; i < 1_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                text.append(AWKWARD.charAt(random.nextInt(AWKWARD.length())));
            }
            String line = "::error file=%s,title=x::%s"
                    .formatted(GithubReports.property(text.toString()), GithubReports.data(text.toString()));
            Matcher command = COMMAND.matcher(line);

            assertThat(command.matches()).as(line).isTrue();
            assertThat(unescaped(command.group(2).replace("%3A", ":").replace("%2C", ",")))
                    .isEqualTo(text.toString());
            assertThat(unescaped(command.group(4))).isEqualTo(text.toString());
        }
    }

    /** A name that is a command, or breaks the line, must not become a command of the workflow. */
    @Test
    void namesFromWheelsAreNoCommands() throws IOException {
        Path hostile = HostileNamesTest.wheel().writeTo(folder);
        Path commands = WheelBuilder.named("commands-1.0-py3-none-any.whl")
                .phantom("\n::add-path::/tmp")
                .phantom("%0A::set-output name=x::y")
                .phantom("##[error]x")
                .writeTo(folder);

        for (Path wheel : List.of(hostile, commands)) {
            List<String> lines = github("--fail-on", "warning", wheel);

            assertThat(lines).hasSizeGreaterThan(1);
            assertThat(lines.subList(0, lines.size() - 1))
                    .allMatch(line -> COMMAND.matcher(line).matches())
                    .allMatch(line -> line.codePoints().noneMatch(Character::isISOControl));
            assertThat(lines.get(lines.size() - 1)).matches("1 wheel: [\\w ,]+");
        }
    }

    /** The order is that of the runner: the escape of the escape comes last. */
    private static String unescaped(String text) {
        return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
    }

    private static List<String> github(Object... arguments) {
        Object[] all = new Object[arguments.length + 3];
        all[0] = "check";
        all[1] = "--format";
        all[2] = "github";
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return Outcome.of(all).out().lines().toList();
    }
}
