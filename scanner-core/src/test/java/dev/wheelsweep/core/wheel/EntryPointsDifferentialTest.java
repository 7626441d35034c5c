package dev.wheelsweep.core.wheel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The files that CPython's {@code configparser} reads, and whose scripts have proper names, have no fault. */
@EnabledIfSystemProperty(named = PythonReference.PYTHON, matches = ".+")
class EntryPointsDifferentialTest {
    private static final long SEED = 22;
    private static final int FILES = 20_000;

    private static final String PROGRAM = """
            import configparser, re
            class Parser(configparser.ConfigParser):
                optionxform = staticmethod(str)
            def answer(question):
                parser = Parser(delimiters=("=",))
                try:
                    parser.read_string(question.decode())
                except (UnicodeError, configparser.Error):
                    return None
                for section in ("console_scripts", "gui_scripts"):
                    if parser.has_section(section):
                        if not all(re.fullmatch(r"[\\w.-]+", name) for name in parser[section]):
                            return None
                return [""]
            """;

    private static final List<String> LINES = List.of(
            "[console_scripts]",
            "[gui_scripts]",
            "[other]",
            "[DEFAULT]",
            "[]",
            "[a]b]",
            "  [indented]",
            "[open",
            "a = b:c",
            "a=b",
            "a.b-c_1 = d",
            "a/b = c",
            "a: b",
            "= b",
            "a b = c",
            "é = d",
            "no delimiter",
            "",
            "  ",
            "# comment",
            "  ; comment",
            "   continued = x",
            "\ttab",
            "x = y # z",
            "x",
            "\u2028",
            "b = c\r");

    @Test
    void sameFilesAreRefused() throws IOException, InterruptedException {
        Random random = new Random(SEED);
        List<byte[]> files = new ArrayList<>();
        while (files.size() < FILES) {
            StringBuilder text = new StringBuilder(random.nextInt(4) > 0 ? "[console_scripts]\n" : "");
            for (int lines = random.nextInt(5); lines >= 0; lines--) {
                text.append(LINES.get(random.nextInt(LINES.size()))).append('\n');
            }
            files.add(text.toString().getBytes(StandardCharsets.UTF_8));
        }
        files.add(new byte[] {'[', 'a', ']', '\n', (byte) 0xff});
        List<Optional<List<String>>> theirs = PythonReference.answers(PythonReference.PYTHON, PROGRAM, files);
        for (int i = 0; i < files.size(); i++) {
            Optional<String> fault = EntryPoints.fault(files.get(i));
            assertThat(fault.isEmpty())
                    .as("seed %d: %s in <%s>", SEED, fault, new String(files.get(i), StandardCharsets.UTF_8))
                    .isEqualTo(theirs.get(i).isPresent());
        }
    }
}
