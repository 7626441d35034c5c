package dev.wheelsweep.core.wheel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.FormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Compares header blocks with CPython's {@code email} package, and RECORD with its {@code csv} module, on random texts.
 */
@EnabledIfSystemProperty(named = PythonReference.PYTHON, matches = ".+")
class TextFilesDifferentialTest {
    private static final long SEED = 822;
    private static final int TEXTS = 20_000;

    private static final List<String> HEADER_PIECES = List.of(
            "Tag",
            "tag",
            "Tags",
            "From ",
            "From",
            ":",
            ": ",
            ":\t",
            " ",
            "\t",
            "\n",
            "\n",
            "\n",
            "\r\n",
            "\r",
            "x",
            "y z",
            "Generator: a\n",
            "Tag: b\n",
            "Tag: c\r\n",
            "\u00e9",
            "\u0001",
            "\u007f",
            "!",
            "~");

    /** CPython keeps line ends in values; they are unfolded here, like ours. None for a text without header. */
    private static final String EMAIL = """
            import email, re
            def answer(question):
                message = email.message_from_string(question.decode())
                if not message.keys():
                    return None
                return [re.sub(r"[ \\t]*(?:\\r\\n|\\r|\\n)[ \\t]*", " ", value).strip()
                        for value in message.get_all("Tag", [])]
            """;

    @Test
    void readsHeadersAsTheEmailPackageDoes() throws IOException, InterruptedException, FormatException {
        List<String> texts = texts(HEADER_PIECES, 14);
        List<Optional<List<String>>> theirs = PythonReference.answers(
                PythonReference.PYTHON,
                EMAIL,
                texts.stream().map(text -> text.getBytes(UTF_8)).toList());
        for (int i = 0; i < TEXTS; i++) {
            assertThat(tags(texts.get(i))).as("seed %d: %s", SEED, texts.get(i)).isEqualTo(theirs.get(i));
        }
        assertThat(theirs.stream().filter(Optional::isPresent)).hasSizeBetween(TEXTS / 5, TEXTS * 4 / 5);
    }

    private static Optional<List<String>> tags(String text) throws FormatException {
        try {
            return Optional.of(HeaderBlock.read(text.getBytes(UTF_8)).all("Tag"));
        } catch (FormatException noHeader) {
            return Optional.empty();
        }
    }

    private static final List<String> CSV_PIECES = List.of(
            "a", "b/c.py", ",", ",", "\"", "\"", "\"\"", "\n", "\n", "\r\n", "\r", " ", "\\", "\u00e9", "'", ";");

    private static final String CSV = """
            import csv, io
            def answer(question):
                rows = csv.reader(io.StringIO(question.decode(), newline=""))
                return list(dict.fromkeys(row[0] for row in rows if row))
            """;

    @Test
    void readsRecordAsTheCsvModuleDoes() throws IOException, InterruptedException, FormatException {
        List<String> texts = texts(CSV_PIECES, 20);
        List<Optional<List<String>>> theirs = PythonReference.answers(
                PythonReference.PYTHON,
                CSV,
                texts.stream().map(text -> text.getBytes(UTF_8)).toList());
        for (int i = 0; i < TEXTS; i++) {
            assertThat(RecordFile.hashes(texts.get(i).getBytes(UTF_8)).keySet())
                    .as("seed %d: %s", SEED, texts.get(i))
                    .containsExactlyElementsOf(theirs.get(i).orElseThrow());
        }
    }

    private static List<String> texts(List<String> pieces, int most) {
        Random random = new Random(SEED);
        List<String> texts = new ArrayList<>();
        while (texts.size() < TEXTS) {
            StringBuilder text = new StringBuilder();
            for (int more = random.nextInt(most); more >= 0; more--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            texts.add(text.toString());
        }
        return texts;
    }
}
