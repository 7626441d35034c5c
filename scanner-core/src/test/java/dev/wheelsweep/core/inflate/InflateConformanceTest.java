package dev.wheelsweep.core.inflate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Streams from the test suites of zlib, tinf and other decoders, with what zlib 1.2.13 makes of each: verdict, length
 * and CRC-32 of the output, bytes left over. Headers and trailers of gzip and zlib are read here; an error that zlib
 * finds in them must not change what our decoder reads from the stream itself.
 */
@EnabledIfSystemProperty(named = "wheelsweep.shared", matches = ".+")
class InflateConformanceTest {
    private static final Path FOLDER = Path.of(System.getProperty("wheelsweep.shared", ""), "conformance");

    /** A line of ORACLES_deflate.tsv. */
    private record Line(String file, String format, String verdict, int length, String crc, int unused) {
        static Line parse(String line) {
            String[] columns = line.split("\\t", -1);
            return new Line(
                    columns[0],
                    columns[1],
                    columns[2].replaceFirst("^ERROR ", ""),
                    Integer.parseInt(columns[3]),
                    columns[4],
                    Integer.parseInt(columns[5]));
        }

        /** With an error the table has no output. */
        void check(String ourVerdict, ByteBuffer output, int unusedBytes) {
            if (ourVerdict.equals(Outcome.OK) || ourVerdict.equals(Outcome.TRUNCATED)) {
                CRC32 contentCrc = new CRC32();
                contentCrc.update(output.duplicate());
                assertThat(output.limit()).as(file).isEqualTo(length);
                assertThat("%08x".formatted(contentCrc.getValue())).as(file).isEqualTo(crc);
            }
            if (ourVerdict.equals(Outcome.OK)) {
                assertThat(unusedBytes).as(file).isEqualTo(unused);
            }
        }
    }

    @Test
    void agreesWithZlibOnEveryStream() throws IOException {
        List<Line> lines = Files.readAllLines(FOLDER.resolve("ORACLES_deflate.tsv")).stream()
                .skip(1)
                .map(Line::parse)
                .toList();
        assertThat(lines).hasSize(120);
        int streams = 0;
        for (Line line : lines) {
            Wrapper wrapper = Wrapper.valueOf(line.format.toUpperCase(Locale.ROOT));
            ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(FOLDER.resolve(line.file)));
            String verdict = wrapper.readHeader(file);
            if (verdict.equals(Outcome.OK)) {
                streams++;
                byte[] stream = new byte[file.remaining()];
                file.duplicate().get(stream);
                Outcome ours = Outcome.of(stream);
                assertThat(ours).as(line.file).isEqualTo(Outcome.ofZlib(stream));
                verdict = ours.verdict();
                if (verdict.equals(Outcome.OK)) {
                    file.position(file.position() + (int) ours.consumed());
                    verdict = wrapper.readTrailer(file, ours.output().duplicate());
                }
                line.check(verdict, ours.output(), file.remaining());
            }
            assertThat(verdict).as(line.file).isEqualTo(line.verdict);
        }
        assertThat(streams).as("files that are more than a bad header").isGreaterThan(100);
    }
}
