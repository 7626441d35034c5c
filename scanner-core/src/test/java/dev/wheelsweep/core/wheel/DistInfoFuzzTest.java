package dev.wheelsweep.core.wheel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.JsonNode;
import dev.wheelsweep.core.input.Reason;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever bytes a text of a wheel has, or a policy file: they are read, or refused at a place in them. */
class DistInfoFuzzTest {

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "Wheel-Version: 1.0\nTag: py3-none-any\n",
                        "\ufeffName: a\r\n b\r\nRequires-Dist: c>=1; python_version<'3'\r\n\r\nbody",
                        "a.py,sha256=x,1\n\"b,\"\"c\",,\r\n",
                        "[console_scripts]\na = b:c\n  [d]\n",
                        "{\"bomFormat\": \"CycloneDX\", \"components\": [{\"name\": \"a\", \"components\": []}]}",
                        "{\"spdxVersion\": \"SPDX-2.3\", \"packages\": [{\"name\": \"a\"}]}",
                        "[{\"name\": [\"a\"]}]",
                        "\0\0\0{",
                        "\0a\0\0")
                .map(text -> text.getBytes(UTF_8));
    }

    private interface Parser {
        void parse(byte[] bytes) throws FormatException;
    }

    @MethodSource("seeds")
    @FuzzTest
    void everyTextIsReadOrRefused(byte[] bytes) {
        for (Parser parser : new Parser[] {
            text -> CoreMetadata.parse(
                    text, leftOut -> assertThat(leftOut.offset()).isLessThan(text.length)),
            RecordFile::hashes,
            EntryPoints::fault,
            text -> assertThat(Sbom.read("sbom", text, 3).components()).hasSizeBetween(0, 4),
            text -> JsonNode.parse(Format.POLICY, Reason.BAD_POLICY, "file", text)
        }) {
            try {
                parser.parse(bytes);
            } catch (FormatException bad) {
                assertThat(bad.offset()).isBetween(0L, (long) bytes.length);
            }
        }
    }
}
