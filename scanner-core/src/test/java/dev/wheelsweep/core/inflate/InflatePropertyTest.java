package dev.wheelsweep.core.inflate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.inflate.SampleStreams.Sample;
import dev.wheelsweep.core.input.FormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every changed stream gives a result or a {@link FormatException}, and zlib agrees. */
class InflatePropertyTest {
    @Test
    void everyTruncation() {
        for (Sample sample : SampleStreams.small(11)) {
            for (int length = 0; length < sample.stream().length; length++) {
                byte[] cut = Arrays.copyOf(sample.stream(), length);
                Outcome ours = Outcome.of(cut);
                assertThat(ours.verdict()).isEqualTo(Outcome.TRUNCATED);
                assertThat(ours).as("%s, cut at %d", sample.name(), length).isEqualTo(Outcome.ofZlib(cut));
                assertThat(ours.output().mismatch(ByteBuffer.wrap(sample.content())))
                        .isIn(-1, ours.output().limit());
            }
        }
    }

    @Test
    void everyFlippedBit() {
        for (Sample sample : SampleStreams.small(12)) {
            byte[] flipped = sample.stream().clone();
            for (int bit = 0; bit < Math.min(flipped.length, 400) * 8; bit++) {
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                assertThat(Outcome.of(flipped))
                        .as("%s, bit %d", sample.name(), bit)
                        .isEqualTo(Outcome.ofZlib(flipped));
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
            }
        }
    }

    @Test
    void nothingIsWrittenOutsideTheRange() throws Exception {
        for (int seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            for (Sample sample : SampleStreams.all(seed)) {
                byte[] stream = sample.stream();
                if (random.nextBoolean()) {
                    stream[random.nextInt(stream.length)] ^= (byte) (1 << random.nextInt(8));
                }
                decodeBetweenGuards("%s, seed %d".formatted(sample.name(), seed), stream, random);
            }
        }
    }

    private static void decodeBetweenGuards(String name, byte[] stream, Random random) throws IOException {
        InflateDecoder decoder = new InflateDecoder();
        decoder.start(StridedBytes.of(stream, 1 << 16), 0, stream.length);
        byte[] out = new byte[300_000];
        random.nextBytes(out);
        byte[] before = out.clone();
        int at = 0;
        int to = 0;
        boolean more = true;
        while (more && at < 250_000) {
            to = at + 1 + random.nextInt(40_000);
            try {
                int length = decoder.decode(out, at, to);
                more = length == to - at;
            } catch (FormatException bad) {
                more = false;
            }
            assertThat(Arrays.mismatch(out, 0, at, before, 0, at)).as(name).isEqualTo(-1);
            assertThat(Arrays.mismatch(out, to, out.length, before, to, out.length))
                    .as(name)
                    .isEqualTo(-1);
            System.arraycopy(out, at, before, at, to - at);
            at = to;
        }
    }

    /** Streams that are expensive and give little output: blocks without content, one after the other. */
    @Test
    void emptyBlocksTakeTimeInProportionToTheirLength() {
        DeflateStreamBuilder fixed = new DeflateStreamBuilder();
        DeflateStreamBuilder dynamic = new DeflateStreamBuilder();
        int[] onlyEnd = DeflateStreamBuilder.lengths(257, 256, 1);
        for (int i = 0; i < 1000; i++) {
            fixed.bits(0, 1).bits(1, 2).fixed(256);
            dynamic.dynamic(0, onlyEnd, new int[1]).bits(0, 1);
        }
        for (DeflateStreamBuilder stream : List.of(fixed, dynamic)) {
            assertThat(Outcome.of(stream.build())).isEqualTo(Outcome.ofZlib(stream.build()));
        }
    }
}
