package dev.wheelsweep.spark.cli.wheels;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wheelsweep.spark.cli.Outcome;
import dev.wheelsweep.spark.cli.Wheels;
import dev.wheelsweep.spark.cli.options.CommandException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PathListTest {
    private static final InputStream STANDARD = System.in;

    @TempDir
    private Path folder;

    @AfterEach
    void standardInput() {
        System.setIn(STANDARD);
    }

    private record Case(String input, PathList.End end, List<String> paths) {}

    @Test
    void everyPathEndsWithALineBreakOrNul() throws IOException, CommandException {
        for (Case it : List.of(
                new Case("", PathList.End.LINE, List.of()),
                new Case("\n\n", PathList.End.LINE, List.of()),
                new Case("a.whl", PathList.End.LINE, List.of("a.whl")),
                new Case("a.whl\nb c.whl\n", PathList.End.LINE, List.of("a.whl", "b c.whl")),
                new Case("a.whl\r\n\r\nb.whl\r\n", PathList.End.LINE, List.of("a.whl", "b.whl")),
                new Case("a.whl\0b\nc.whl\0", PathList.End.NUL, List.of("a.whl", "b\nc.whl")),
                new Case("\0\0", PathList.End.NUL, List.of()))) {
            assertThat(PathList.expand(List.of(Path.of("x"), Path.of("-"), Path.of("y")), stream(it.input()), it.end()))
                    .as("%s", it)
                    .extracting(Path::toString)
                    .startsWith("x")
                    .endsWith("y")
                    .hasSize(it.paths().size() + 2)
                    .containsAll(it.paths());
        }
    }

    @Test
    void aListOfNulWithoutTheOptionIsWrongUsage() {
        assertThatThrownBy(() -> PathList.expand(List.of(Path.of("-")), stream("a\0b\0"), PathList.End.LINE))
                .isInstanceOfSatisfying(CommandException.class, wrong -> {
                    assertThat(wrong.exitCode().code()).isEqualTo(2);
                    assertThat(wrong.remedy()).contains("--null");
                });
    }

    @Test
    void aListWithoutEndIsWrongUsage() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'a';
            }
        };

        assertThatThrownBy(() -> PathList.expand(List.of(Path.of("-")), endless, PathList.End.LINE))
                .isInstanceOfSatisfying(
                        CommandException.class,
                        wrong -> assertThat(wrong.cause())
                                .isEqualTo("standard input is no list of paths: it is longer than 67,108,864 bytes"));
    }

    @Test
    void checkReadsTheList() throws IOException {
        Path honest = Wheels.honest().writeTo(folder.resolve("a b"));
        Path pure = Wheels.pure().writeTo(folder.resolve("c"));

        assertThat(check(honest + "\n" + pure.getParent() + "\n", "-"))
                .contains(Wheels.HONEST, Wheels.PURE, "2 wheels: ");
        assertThat(check(honest + "\0", "-0", "-", pure)).contains(Wheels.HONEST, Wheels.PURE);
        assertThat(check(honest + "\0", "--null", "-")).contains(Wheels.HONEST);
    }

    @Test
    void anEmptyListAndAMissingFileAreNoInput() {
        Path missing = folder.resolve("missing.whl");

        assertThat(checked("", "-").code()).isEqualTo(3);
        assertThat(checked(missing + "\n", "-").err()).contains("there is no file or folder " + missing);
    }

    @Test
    void nullWithoutAListIsWrongUsage() {
        assertThat(Outcome.of("check", "--null", folder).err()).contains("--null needs -, the list on standard input");
    }

    /** In JSON every wheel is named as the user named it, or the folder above it. */
    @Test
    void pathsAreNamedAsGiven() {
        Path here = Path.of("").toAbsolutePath();
        for (List<String> it : List.of(
                List.of("dist", "dist/a.whl", "dist/a.whl"),
                List.of("./dist/", "dist/sub/a.whl", "./dist/sub/a.whl"),
                List.of("dist/../dist/a.whl", "dist/a.whl", "dist/../dist/a.whl"),
                List.of("", "a.whl", "a.whl"),
                List.of("/srv/wheels", "/srv/wheels/a.whl", "/srv/wheels/a.whl"))) {
            assertThat(new GivenPaths(List.of(Path.of(it.get(0))))
                            .of(here.resolve(it.get(1)))
                            .toString())
                    .as("%s", it)
                    .isEqualTo(it.get(2));
        }
    }

    private static String check(String input, Object... arguments) {
        return checked(input, arguments).out();
    }

    private static Outcome checked(String input, Object... arguments) {
        System.setIn(stream(input));
        Object[] all = new Object[arguments.length + 1];
        all[0] = "check";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Outcome.of(all);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }
}
