package dev.wheelsweep.core.wheel;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordFileTest {

    private record Case(String csv, List<String> names) {}

    private static final List<Case> CASES = List.of(
            new Case("", List.of()),
            new Case("a.py,sha256=x,1\nb.py,sha256=y,2\n", List.of("a.py", "b.py")),
            new Case("a.py,sha256=x,1\r\nb.py,sha256=y,2\r\n", List.of("a.py", "b.py")),
            new Case("a.py,,\rb.py,,", List.of("a.py", "b.py")),
            new Case("a.py", List.of("a.py")),
            new Case("a.py\n\n\r\n\nb.py\n", List.of("a.py", "b.py")),
            new Case("a.py,,\na.py,,\n", List.of("a.py")),
            new Case("\ufeffa.py,,\n", List.of("a.py")),
            new Case("a b.py ,,\n", List.of("a b.py ")),
            new Case("pkg\\a.py,,\n", List.of("pkg\\a.py")),
            // Quotes at the beginning of a field
            new Case("\"a,b.py\",,\n", List.of("a,b.py")),
            new Case("\"a\nb.py\",,\nc.py,,\n", List.of("a\nb.py", "c.py")),
            new Case("\"a\r\nb.py\",,\r\n", List.of("a\r\nb.py")),
            new Case("\"a\"\"b.py\",,\n", List.of("a\"b.py")),
            new Case("\"\"\"\",,\n", List.of("\"")),
            new Case("\"a\"b\"c,,\n", List.of("ab\"c")),
            new Case("\"a\"", List.of("a")),
            // Quotes elsewhere
            new Case("a\"b,c\",,\nd\n", List.of("a\"b", "d")),
            new Case(" \"a,b\n", List.of(" \"a")),
            new Case("a,\"x\ny\",\nb\n", List.of("a", "b")),
            new Case("a,\"x\"\"\ny\",\nb\n", List.of("a", "b")),
            // An open quote ends with the file.
            new Case("\"a\nb,,\n", List.of("a\nb,,\n")),
            new Case("\"", List.of("")),
            // No name
            new Case(",sha256=x,1\n", List.of("")),
            new Case("\"\",,\n", List.of("")),
            new Case("a\0b,,\n\u4e2d.py,,\n", List.of("a\0b", "\u4e2d.py")));

    @Test
    void readsNamesAsCpythonDoes() throws FormatException {
        for (Case expected : CASES) {
            assertThat(RecordFile.hashes(expected.csv.getBytes(UTF_8)).keySet())
                    .as(expected.csv)
                    .containsExactlyElementsOf(expected.names);
        }
    }

    @Test
    void escapesBytesThatAreNotUtf8() throws FormatException {
        assertThat(RecordFile.hashes("caf\u00e9.py,,\n".getBytes(ISO_8859_1)).keySet())
                .containsExactly("caf\\xe9.py");
    }

    @Test
    void refusesANameThatIsTooLong() throws FormatException {
        String longest = "x".repeat(RecordFile.MAX_NAME);
        assertThat(RecordFile.hashes((longest + "," + "y".repeat(1 << 20)).getBytes(UTF_8))
                        .keySet())
                .containsExactly(longest);
        FormatException bad = catchThrowableOfType(
                FormatException.class,
                () -> RecordFile.hashes(("a\n" + longest + "x\n").getBytes(UTF_8))
                        .keySet());
        assertThat(bad).hasMessage("metadata: limit_record_name_bytes at offset 4098: a name of more than 4096 bytes");
        assertThat(bad.reason()).isEqualTo(Reason.LIMIT_RECORD_NAME_BYTES);
    }

    @Test
    void refusesTooManyRows() throws FormatException {
        String most = "a\n".repeat(RecordFile.MAX_ROWS);
        assertThat(RecordFile.hashes(most.getBytes(UTF_8)).keySet()).containsExactly("a");
        FormatException bad = catchThrowableOfType(
                FormatException.class,
                () -> RecordFile.hashes((most + "a").getBytes(UTF_8)).keySet());
        assertThat(bad).hasMessage("metadata: limit_record_rows at offset 524289: more than 262144 rows");
        assertThat(bad.reason()).isEqualTo(Reason.LIMIT_RECORD_ROWS);
    }
}
