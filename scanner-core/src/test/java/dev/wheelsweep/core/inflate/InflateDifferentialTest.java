package dev.wheelsweep.core.inflate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** The JDK's zlib is the judge: the decoder gives the same bytes, and refuses the same streams for the same reason. */
class InflateDifferentialTest {
    private final InflateDecoder decoder = new InflateDecoder();

    @Test
    void decodesAllOutputOfDeflater() {
        for (SampleStreams.Sample sample : SampleStreams.all(1)) {
            Outcome ours = Outcome.of(sample.stream());
            assertThat(ours)
                    .as(sample.name())
                    .isEqualTo(new Outcome(Outcome.OK, ByteBuffer.wrap(sample.content()), sample.stream().length));
        }
    }

    @Test
    void outputMayBeCutAnywhere() {
        Random random = new Random(2);
        List<IntUnaryOperator> cuts = List.of(
                room -> 1,
                room -> 1 + random.nextInt(Math.min(room, 9)),
                room -> 1 + random.nextInt(Math.min(room, 600)),
                room -> 1 + random.nextInt(room),
                room -> Math.min(room, 32 * 1024));
        for (SampleStreams.Sample sample : SampleStreams.all(2)) {
            for (IntUnaryOperator cut : cuts) {
                Outcome ours = Outcome.of(decoder, StridedBytes.of(sample.stream(), 1 << 20), cut);
                assertThat(ours)
                        .as(sample.name() + " cut " + cuts.indexOf(cut))
                        .isEqualTo(Outcome.ofZlib(sample.stream()));
            }
        }
    }

    @Test
    void inputMayComeInPiecesOfAnySize() {
        for (SampleStreams.Sample sample : SampleStreams.all(3)) {
            for (int stride : new int[] {1, 2, 3, 7, 8, 9, 63, 1000, 16 * 1024 - 1, 16 * 1024, 16 * 1024 + 1}) {
                Outcome ours = Outcome.of(decoder, StridedBytes.of(sample.stream(), stride), room -> room);
                assertThat(ours).as(sample.name() + " stride " + stride).isEqualTo(Outcome.ofZlib(sample.stream()));
            }
        }
    }

    @Test
    void judgesDamagedStreamsAsZlibDoes() {
        TreeMap<String, Integer> verdicts = new TreeMap<>();
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            for (SampleStreams.Sample sample : SampleStreams.small(seed)) {
                byte[] damaged = sample.stream().clone();
                for (int n = random.nextInt(3); n >= 0; n--) {
                    damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
                }
                Outcome zlibs = Outcome.ofZlib(damaged);
                assertThat(Outcome.of(damaged))
                        .as("seed %d, %s".formatted(seed, sample.name()))
                        .isEqualTo(zlibs);
                verdicts.merge(zlibs.verdict(), 1, Integer::sum);
            }
        }
        assertThat(verdicts).as("all sorts of damage").hasSizeGreaterThan(8);
    }

    @Test
    void judgesNoiseAsZlibDoes() {
        TreeMap<String, Integer> verdicts = new TreeMap<>();
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            byte[] noise = new byte[1 + random.nextInt(200)];
            random.nextBytes(noise);
            // A third of them begin with a dynamic header whose HLIT and HDIST are legal; otherwise few would reach the
            // symbols.
            noise[0] = seed % 3 == 0 ? (byte) (0b101 | random.nextInt(28) << 3) : noise[0];
            Outcome zlibs = Outcome.ofZlib(noise);
            assertThat(Outcome.of(noise)).as("seed " + seed).isEqualTo(zlibs);
            verdicts.merge(zlibs.verdict(), 1, Integer::sum);
        }
        assertThat(verdicts).as("all sorts of noise").hasSizeGreaterThan(8);
    }

    /** Codes that no compressor would choose: long ones for common symbols, second-level tables of every size. */
    @Test
    void decodesAnyLegalCode() {
        for (int seed = 0; seed < 150; seed++) {
            byte[] stream = randomBlock(new Random(seed)).build();
            Outcome zlibs = Outcome.ofZlib(stream);
            assertThat(zlibs.verdict()).as("seed %d", seed).isEqualTo(Outcome.OK);
            assertThat(Outcome.of(stream)).as("seed %d", seed).isEqualTo(zlibs);
            assertThat(Outcome.of(decoder, StridedBytes.of(stream, 100), room -> Math.min(room, 777)))
                    .as("seed %d, cut", seed)
                    .isEqualTo(zlibs);
        }
    }

    /** A full window, then symbols drawn evenly from random codes. */
    private static DeflateStreamBuilder randomBlock(Random random) {
        int[] literals = randomLengths(random, 286);
        int[] distances = randomLengths(random, 30);
        DeflateStreamBuilder stream =
                new DeflateStreamBuilder().bits(0, 1).bits(0, 2).pad(0);
        stream.bits(32 * 1024, 16).bits(~(32 * 1024), 16);
        random.ints(32 * 1024).forEach(value -> stream.bits(value, 8));
        stream.dynamic(1, literals, distances);
        for (int n = random.nextInt(3000); n > 0; n--) {
            int symbol = anyCoded(random, literals);
            if (symbol < 256) {
                stream.symbol(literals, symbol);
            } else if (symbol > 256) {
                stream.symbol(literals, symbol).bits(random.nextInt(), DeflateFormat.lengthExtraBits(symbol));
                int distance = anyCoded(random, distances);
                stream.symbol(distances, distance).bits(random.nextInt(), DeflateFormat.distanceExtraBits(distance));
            }
        }
        return stream.symbol(literals, 256);
    }

    private static int[] randomLengths(Random random, int symbols) {
        byte[] bytes = RandomCodes.lengths(random, symbols, 15);
        int[] lengths = new int[symbols];
        for (int symbol = 0; symbol < symbols; symbol++) {
            lengths[symbol] = bytes[symbol];
        }
        if (symbols > 256 && lengths[256] == 0) {
            int other = anyCoded(random, lengths);
            lengths[256] = lengths[other];
            lengths[other] = 0;
        }
        return lengths;
    }

    private static int anyCoded(Random random, int[] lengths) {
        int symbol;
        do {
            symbol = random.nextInt(lengths.length);
        } while (lengths[symbol] == 0);
        return symbol;
    }
}
