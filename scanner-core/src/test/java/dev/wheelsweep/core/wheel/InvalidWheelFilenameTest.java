package dev.wheelsweep.core.wheel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Names that neither grammar accepts, and their messages. */
class InvalidWheelFilenameTest {
    private static final String TEMPLATE =
            "a wheel is called project-version[-build]-python-abi-platform[-variant].whl, in \"";

    /** @param offset of the part the message names */
    private record Case(String name, int offset, String detail) {}

    private static final List<Case> CASES = List.of(
            // Extension
            new Case("", 0, "the extension is not \".whl\", in \"\""),
            new Case("readme", 0, "the extension is not \".whl\", in \"readme\""),
            new Case(
                    "a-1-py3-none-any.WHL",
                    16,
                    "the extension must be \".whl\" in lower case, in \"a-1-py3-none-any.WHL\""),
            new Case("a-1.tar.gz", 7, "the extension is not \".whl\", in \"a-1.tar.gz\""),
            new Case(
                    "a-1-py3-none-any.whl.metadata",
                    20,
                    "the extension is not \".whl\", in \"a-1-py3-none-any.whl.metadata\""),
            new Case("a-1-py3-none-any.whl\n", 16, "the extension is not \".whl\", in \"a-1-py3-none-any.whl\n\""),
            // Too few parts, too many parts
            new Case(".whl", 0, "the version is missing: " + TEMPLATE + ".whl\""),
            new Case("gm.whl", 2, "the version is missing: " + TEMPLATE + "gm.whl\""),
            new Case("gm-3.0.11.whl", 9, "the python tag is missing: " + TEMPLATE + "gm-3.0.11.whl\""),
            new Case("pyswEOS-0.whl", 9, "the python tag is missing: " + TEMPLATE + "pyswEOS-0.whl\""),
            new Case("pyarmor.mini-1..whl", 15, "the python tag is missing: " + TEMPLATE + "pyarmor.mini-1..whl\""),
            new Case("a-1-py3.whl", 7, "the abi tag is missing: " + TEMPLATE + "a-1-py3.whl\""),
            new Case("a-1-py3-none.whl", 12, "the platform tag is missing: " + TEMPLATE + "a-1-py3-none.whl\""),
            new Case(
                    "voxec-0.4.1-cp$mm-.whl",
                    18,
                    "the platform tag is missing: " + TEMPLATE + "voxec-0.4.1-cp$mm-.whl\""),
            new Case(
                    "simplex_solver-3.0.18-37-.whl",
                    25,
                    "the platform tag is missing: " + TEMPLATE + "simplex_solver-3.0.18-37-.whl\""),
            new Case(
                    "pyffmpeg-2.0.5-cp35.cp36.cp37.cp38.cp39-macosx_10_14_x86_64.whl",
                    40,
                    "the abi tag is missing: " + TEMPLATE
                            + "pyffmpeg-2.0.5-cp35.cp36.cp37.cp38.cp39-macosx_10_14_x86_64.whl\""),
            new Case(
                    "a-1-2-py3-none-any-v3-b.whl",
                    22,
                    "8 parts, at most 7: " + TEMPLATE + "a-1-2-py3-none-any-v3-b.whl\""),
            // Empty parts
            new Case("-1-py3-none-any.whl", 0, "the project name \"\" is empty, in \"-1-py3-none-any.whl\""),
            new Case("a-1--none-any.whl", 4, "the python tag \"\" is empty, in \"a-1--none-any.whl\""),
            new Case("a-1-py3--any.whl", 8, "the abi tag \"\" is empty, in \"a-1-py3--any.whl\""),
            new Case("a-1-py3-none-.whl", 13, "the platform tag \"\" is empty, in \"a-1-py3-none-.whl\""),
            new Case("a-1-py3-none-...whl", 13, "the platform tag \"..\" is empty, in \"a-1-py3-none-...whl\""),
            new Case("-----.whl", 0, "the project name \"\" is empty, in \"-----.whl\""),
            // White space
            new Case(
                    "a b-1-py3-none-any.whl",
                    0,
                    "the project name \"a b\" has white space, in \"a b-1-py3-none-any.whl\""),
            new Case("a-1 x-py3-none-any.whl", 2, "the version \"1 x\" has white space, in \"a-1 x-py3-none-any.whl\""),
            new Case(
                    "a-1-p\u00a0y-none-any.whl",
                    4,
                    "the python tag \"p\u00a0y\" has white space, in \"a-1-p\u00a0y-none-any.whl\""),
            new Case(
                    "a-x-py3-none-any .whl",
                    13,
                    "the platform tag \"any \" has white space, in \"a-x-py3-none-any .whl\""),
            // With a variant label there is no older grammar to fall back to.
            new Case(
                    "a-x-py3-none-any-v3.whl",
                    2,
                    "the version \"x\" is not a version of PEP 440, in \"a-x-py3-none-any-v3.whl\""),
            new Case(
                    "a__b-1-py3-none-any-v3.whl",
                    0,
                    "the project name \"a__b\" has two underscores in a row, in \"a__b-1-py3-none-any-v3.whl\""),
            new Case(
                    "a!-1-py3-none-any-v3.whl",
                    0,
                    "the project name \"a!\" has characters other than letters, digits, \"_\" and \".\", in"
                            + " \"a!-1-py3-none-any-v3.whl\""),
            new Case("-1-py3-none-any-v3.whl", 0, "the project name \"\" is empty, in \"-1-py3-none-any-v3.whl\""),
            new Case(
                    "a-1-x1-py3-none-any.whl",
                    4,
                    "the build tag \"x1\" does not begin with a digit, in \"a-1-x1-py3-none-any.whl\""),
            new Case(
                    "a-1--cp312-cp312-linux_x86_64.whl",
                    4,
                    "the build tag \"\" does not begin with a digit, in \"a-1--cp312-cp312-linux_x86_64.whl\""),
            new Case(
                    "a-1-b-cp312-cp312-unknown.whl",
                    4,
                    "the build tag \"b\" does not begin with a digit, in \"a-1-b-cp312-cp312-unknown.whl\""),
            new Case(
                    "a-1-b-py3-none-any-v3.whl",
                    4,
                    "the build tag \"b\" does not begin with a digit, in \"a-1-b-py3-none-any-v3.whl\""),
            new Case(
                    "a-1-py3-none.-any-v3.whl",
                    8,
                    "the abi tag \"none.\" has an empty member, in \"a-1-py3-none.-any-v3.whl\""),
            new Case(
                    "a-1-2-3.py3-none-any-v3.whl",
                    6,
                    "the python tag \"3.py3\" has a member that is no Python identifier, in"
                            + " \"a-1-2-3.py3-none-any-v3.whl\""),
            new Case(
                    "a-1-py3-none-any-V3.whl",
                    17,
                    "the variant label \"V3\" is empty or has characters other than 0-9, a-z, \"_\" and \".\", in"
                            + " \"a-1-py3-none-any-V3.whl\""),
            new Case(
                    "a-1-py3-none-any-.whl",
                    17,
                    "the variant label \"\" is empty or has characters other than 0-9, a-z, \"_\" and \".\", in"
                            + " \"a-1-py3-none-any-.whl\""));

    @Test
    void theMessageNamesTheWrongPartAndItsOffset() {
        for (Case expected : CASES) {
            FormatException bad = refusal(expected.name);
            assertThat(new Case(expected.name, (int) bad.offset(), bad.detail()))
                    .isEqualTo(expected);
            assertThat(bad.reason()).as(expected.name).isEqualTo(Reason.INVALID_NAME);
            assertThat(bad.format()).as(expected.name).isEqualTo(Format.NAME);
        }
    }

    @Test
    void refusesANameThatIsTooLong() throws FormatException {
        String longest = "a".repeat(1_024 - "-1-py3-none-any.whl".length()) + "-1-py3-none-any.whl";
        assertThat(WheelFilename.parse(longest).project().normalized()).startsWith("aaa");
        FormatException bad = refusal("a" + longest);
        assertThat(bad)
                .hasMessage("name: limit_name_characters at offset 1024: the name has 1025 characters, more than 1024");
        assertThat(bad.reason()).isEqualTo(Reason.LIMIT_NAME_CHARACTERS);
    }

    @Test
    void refusesTooManyTags() throws FormatException {
        assertThat(WheelFilename.parse("a-1-" + set("p", 16) + "-" + set("a", 16) + "-" + set("l", 16) + ".whl")
                        .tags())
                .hasSize(4_096);
        FormatException bad = refusal("a-1-" + set("p", 17) + "-" + set("a", 16) + "-" + set("l", 16) + ".whl");
        assertThat(bad).hasMessage("name: limit_tags at offset 4: the name claims 4352 tags, more than 4096");
        assertThat(bad.reason()).isEqualTo(Reason.LIMIT_TAGS);
    }

    /** @return as many different members, joined as a compressed set */
    private static String set(String prefix, int size) {
        return String.join(
                ".", IntStream.range(0, size).mapToObj(i -> prefix + i).toList());
    }

    private static FormatException refusal(String name) {
        FormatException bad = catchThrowableOfType(FormatException.class, () -> WheelFilename.parse(name));
        assertThat(bad).as(name).isNotNull();
        return bad;
    }
}
