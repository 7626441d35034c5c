package dev.wheelsweep.core.wheel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EntryPointsTest {
    private record Case(String text, String fault) {}

    private static final List<Case> WRONG = List.of(
            new Case("[console_scripts]\na = b\na = c\n", "has a twice in [console_scripts]"),
            new Case("[a]\nb = c\n[a]\n", "has the section a twice"),
            new Case("a = b\n", "has the line \"a = b\" before the first section"),
            new Case("[a]\nb: c\n", "has the line \"b: c\" without \"=\""),
            new Case("[a]\n= c\n", "has the line \"= c\" without a name"),
            new Case("[DEFAULT]\nb/c = d\n[gui_scripts]\n", "has the name \"b/c\" in [DEFAULT]"),
            new Case("[gui_scripts]\n../a = c\n", "has the name \"../a\" in [gui_scripts]"));

    private static final List<String> RIGHT = List.of(
            "",
            "[console_scripts]\na.b-c = d:e [f]\n",
            "# comment\n[a]\nb/c = d\n    e = f\n    e = f\n\n[g]\nb/c = d",
            "[DEFAULT]\nb/c = d\n",
            "[a]\nb = c\n[d]\nb = c\n");

    @Test
    void theFirstFault() {
        for (Case it : WRONG) {
            assertThat(EntryPoints.fault(it.text.getBytes(UTF_8))).as(it.text).contains(it.fault);
        }
        assertThat(EntryPoints.fault(new byte[] {'[', (byte) 0xff})).contains("is not UTF-8");
    }

    @Test
    void properFiles() {
        for (String text : RIGHT) {
            assertThat(EntryPoints.fault(text.getBytes(UTF_8))).as(text).isEmpty();
        }
    }
}
