package dev.wheelsweep.core.inflate;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.wheelsweep.core.FuzzSeeds;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** For any bytes our decoder and zlib agree: the same verdict, the same output, the same number of bytes consumed. */
class InflateFuzzTest {
    private static final InflateDecoder DECODER = new InflateDecoder();
    private static final int MOST_PIECES = 1000;

    static Stream<byte[]> seeds() throws IOException {
        return Stream.concat(
                SampleStreams.small(20261122).stream().map(SampleStreams.Sample::stream),
                FuzzSeeds.conformance("deflate").stream());
    }

    @MethodSource("seeds")
    @FuzzTest
    void agreesWithZlib(byte[] stream) {
        Outcome zlib = Outcome.ofZlib(stream);
        assertThat(Outcome.of(DECODER, StridedBytes.of(stream, Integer.MAX_VALUE), room -> room))
                .isEqualTo(zlib);
        // The ends of input and output decide which loop runs, and must change nothing else.
        int stride = 1 + (Arrays.hashCode(stream) >>> 1) % 300;
        // A megabyte of zeros, byte by byte, would only be slow.
        int piece = stride + 1 + zlib.output().remaining() / MOST_PIECES;
        assertThat(Outcome.of(DECODER, StridedBytes.of(stream, stride), room -> Math.min(room, piece)))
                .isEqualTo(zlib);
    }
}
