package dev.wheelsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Options in wheelsweep.toml and pyproject.toml. */
class ConfiguredOptionsTest {
    @TempDir
    private Path folder;

    private Path project;
    private Path wheel;

    @BeforeEach
    void makeAProject() throws IOException {
        project = Files.createDirectories(folder.resolve("project/package")).getParent();
        wheel = Wheels.honest().writeTo(folder);
    }

    @Test
    void aTableOfPyprojectHasTheOptionsOfACommand() throws IOException {
        write("pyproject.toml", "[tool.wheelsweep.check]\non = ['debian:12', 'rhel:6']\nformat = 'json'\n");

        Outcome checked = check(project);

        assertThat(checked.out()).startsWith("{").contains("\"debian:12\"", "\"rhel:6\"");
    }

    @Test
    void theNearestFileAboveTheWorkingFolderCounts() throws IOException {
        write("../wheelsweep.toml", "[check]\nformat = 'sarif'\n");
        write("wheelsweep.toml", "[check]\nformat = 'json'\n");
        write("pyproject.toml", "[tool.wheelsweep.check]\nformat = 'github'\n");
        write("package/pyproject.toml", "[project]\nname = 'demo'\n");

        assertThat(check(project.resolve("package")).out()).startsWith("{\"wheel\"");
    }

    @Test
    void theCommandLineReplacesTheFile() throws IOException {
        write("wheelsweep.toml", "[check]\nformat = 'json'\non = ['debian:12']\nquiet = true\n");

        assertThat(check(project, "--format", "text", "--on", "rhel:7", "--quiet=false")
                        .out())
                .startsWith(Wheels.HONEST)
                .contains("rhel:7")
                .doesNotContain("debian:12");
    }

    @Test
    void pathsAreRelativeToTheFile() throws IOException {
        write("wheelsweep.toml", "[check]\nbaseline = 'accepted.jsonl'\n");

        assertThat(check(project.resolve("package")).err())
                .contains(project.resolve("accepted.jsonl").toString());
        write("accepted.jsonl", "");
        assertThat(check(project.resolve("package")).err()).isEmpty();
    }

    @Test
    void tablesOfOtherCommandsDoNotMatter() throws IOException {
        write("wheelsweep.toml", "[sweep]\nverify = 'sample'\n");

        assertThat(check(project).code()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [check                          | line 1: Newline not permitted here
            [chek]                          | chek is no table of a command, such as check
            format = 'json'                 | format is no table of a command, such as check
            [check]\\nfomat = 'json'         | check has no option --fomat
            [check]\\noutput = 'a.json'      | --output can only be given on the command line
            [sweep]\\nconf = 'a=b'           |
            [check]\\nformat = ['json']      | --format takes one value, not a list
            [check]\\non = [['rhel:7']]      | check.on is no text, number, boolean, or list of them
            [check]\\nformat = '\\u00ff'      | it is not UTF-8
            """)
    void aWrongFileIsNamedWithItsFault(String toml, String cause) throws IOException {
        Path file = project.resolve("wheelsweep.toml");
        String text = toml.replace("\\n", "\n").replace("\\u00ff", "\u00ff") + "\n";
        Files.write(file, text.getBytes(StandardCharsets.ISO_8859_1));

        Outcome checked = check(project);

        assertThat(checked.err())
                .isEqualTo(
                        cause == null
                                ? ""
                                : Outcome.error(
                                        "cannot use the options of " + file,
                                        cause,
                                        "correct the file, or move it away"));
        assertThat(checked.code()).isEqualTo(cause == null ? 0 : 2);
    }

    @Test
    void aWrongValueIsReportedWithTheFile() throws IOException {
        write("wheelsweep.toml", "[check]\nfail-on = 'never'\n");

        assertThat(check(project).err())
                .contains("--fail-on takes one of none, error, warning, not 'never'")
                .contains("the value may be that of " + project.resolve("wheelsweep.toml"));
    }

    /** Reading a device might never end. */
    @ParameterizedTest
    @ValueSource(strings = {"wheelsweep.toml", "pyproject.toml"})
    void aDeviceIsRefused(String name) throws IOException {
        Path file = Files.createSymbolicLink(project.resolve(name), Path.of("/dev/zero"));

        assertThat(check(project))
                .isEqualTo(new Outcome(
                        2,
                        "",
                        Outcome.error(
                                "cannot use the options of " + file,
                                "it is a pipe, a socket or a device, not a file",
                                "correct the file, or move it away")));
    }

    private void write(String file, String toml) throws IOException {
        Files.writeString(project.resolve(file), toml);
    }

    private Outcome check(Path workingFolder, String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "check";
        arguments[1] = wheel.toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine program =
                Main.commandLine(arguments).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return new Outcome(Program.execute(program, workingFolder, arguments), out.toString(), err.toString());
    }
}
