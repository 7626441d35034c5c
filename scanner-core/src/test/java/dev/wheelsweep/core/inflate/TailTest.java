package dev.wheelsweep.core.inflate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.FormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

/** Streams whose end cannot be read alone, or that pretend to have another end. */
class TailTest {
    private static final int SIZE = 3_000_000;
    private static final byte[] CONTENT = Blends.content(new Random(1), SIZE);
    private static final byte[] STREAM = Blends.deflate(CONTENT, 6, Deflater.DEFAULT_STRATEGY, 0);
    private static final int NEAR_THE_END = SIZE - 1000;
    private static final int PERIOD = 20_000;

    private static Tail of(byte[] stream, long size) {
        Tail tail = new Tail(32 << 20);
        tail.start(StridedBytes.of(stream, 1 << 16), 0, stream.length, size);
        return tail;
    }

    /** @return the last bytes, from {@code from} on */
    private static byte[] read(Tail tail, int from, int size) throws IOException, FormatException {
        byte[] out = new byte[size - from];
        assertThat(tail.copy(from, out, 0, out.length, 0)).isTrue();
        return out;
    }

    private static void assertNoTail(byte[] stream, int size) throws IOException, FormatException {
        Tail tail = of(stream, size);
        assertThat(tail.reach(size - 1, 0)).isFalse();
        assertThat(tail.start()).isEqualTo(size);
    }

    @Test
    void showsTheEndAndDecodesLittle() throws IOException, FormatException {
        Tail tail = of(STREAM, SIZE);
        assertThat(tail.start()).isEqualTo(SIZE);
        assertThat(tail.reach(NEAR_THE_END, 0)).isTrue();
        assertThat(tail.start()).isLessThanOrEqualTo(NEAR_THE_END);
        assertThat(read(tail, NEAR_THE_END, SIZE)).isEqualTo(Arrays.copyOfRange(CONTENT, NEAR_THE_END, SIZE));
        assertThat(tail.bytesDecoded()).isLessThan(SIZE / 2);
        assertThat(tail.bytesRead()).isLessThan(STREAM.length);
    }

    @Test
    void growsBackwardsWithoutDecodingTwice() throws IOException, FormatException {
        Tail tail = of(STREAM, SIZE);
        for (int from = SIZE; from > SIZE / 2; from -= 20_000) {
            assertThat(tail.reach(from - 1, 0)).as("%d", from).isTrue();
        }
        assertThat(tail.bytesDecoded()).isLessThan(SIZE - tail.start() + SIZE / 10);
        assertThat(read(tail, SIZE / 2, SIZE)).isEqualTo(Arrays.copyOfRange(CONTENT, SIZE / 2, SIZE));
    }

    @Test
    void staysAfterTheFloor() throws IOException, FormatException {
        Tail tail = of(STREAM, SIZE);
        assertThat(tail.reach(0, STREAM.length / 2)).isFalse();
        assertThat(tail.start()).isGreaterThan(SIZE / 10);
    }

    /** From {@code first} on every 20,000 bytes begin with a copy of the copy before; the rest is noise. */
    private static byte[] copiesOfCopies(int first) {
        byte[] content = new byte[SIZE];
        Random random = new Random(2);
        for (int i = 0; i < SIZE; i++) {
            boolean copied = i >= first + PERIOD && (i - first) % PERIOD < 300;
            content[i] = copied ? content[i - PERIOD] : (byte) random.nextInt(40);
        }
        return content;
    }

    /** In each stretch but the earliest the copies are only markers. */
    @Test
    void followsMarkersBackToTheirOrigin() throws IOException, FormatException {
        byte[] content = copiesOfCopies(SIZE - 30 * PERIOD);
        Tail tail = of(Blends.deflate(content, 9, Deflater.DEFAULT_STRATEGY, 0), SIZE);
        assertThat(tail.reach(SIZE - PERIOD, 0)).isTrue();
        long start = tail.start();
        assertThat(read(tail, SIZE - PERIOD, SIZE)).isEqualTo(Arrays.copyOfRange(content, SIZE - PERIOD, SIZE));
        assertThat(tail.start()).as("the tail grew to the origin of the copies").isLessThan(start);
    }

    @Test
    void copiesFromTooFarBackAreKnownOnceTheEndsMeet() throws IOException, FormatException {
        byte[] content = copiesOfCopies(0);
        byte[] stream = Blends.deflate(content, 9, Deflater.DEFAULT_STRATEGY, 0);
        Tail tail = of(stream, SIZE);
        byte[] out = new byte[PERIOD];
        assertThat(tail.reach(SIZE - PERIOD, 0)).isTrue();
        assertThat(tail.copy(SIZE - PERIOD, out, 0, PERIOD, 0)).isFalse();
        assertThat(tail.start()).as("followed for half of the way at most").isGreaterThan(SIZE / 3);

        int start = (int) tail.start();
        InflateDecoder decoder = new InflateDecoder();
        decoder.start(StridedBytes.of(stream, 1 << 16), 0, stream.length);
        byte[] head = new byte[start];
        decoder.decode(head, 0, start);
        byte[] before = Arrays.copyOfRange(head, start - DeflateFormat.WINDOW, start);
        assertThat(tail.meet(before, decoder.consumed())).isTrue();
        assertThat(read(tail, SIZE - PERIOD, SIZE)).isEqualTo(Arrays.copyOfRange(content, SIZE - PERIOD, SIZE));
        assertThat(tail.meet(before, decoder.consumed() - 1000))
                .as("a block that begins later")
                .isFalse();
        assertThat(tail.meet(before, decoder.consumed() + 1000))
                .as("a block that began earlier")
                .isFalse();
    }

    @Test
    void aStreamOfOneBlockHasNoTail() throws IOException, FormatException {
        assertNoTail(Blends.deflate(new byte[100_000], 6, Deflater.DEFAULT_STRATEGY, 0), 100_000);
    }

    @Test
    void storedAndFixedBlocksHaveNoTail() throws IOException, FormatException {
        byte[] noise = new byte[SIZE];
        new Random(3).nextBytes(noise);
        assertNoTail(Blends.deflate(noise, 0, Deflater.DEFAULT_STRATEGY, 0), SIZE);
        DeflateStreamBuilder fixed = new DeflateStreamBuilder();
        for (int block = 0; block < 1000; block++) {
            fixed.bits(block == 999 ? 1 : 0, 1).bits(1, 2);
            for (int i = 0; i < 100; i++) {
                fixed.fixed(i);
            }
            fixed.fixed(256);
        }
        assertNoTail(fixed.build(), 100_000);
    }

    @Test
    void manyTinyBlocks() throws IOException, FormatException {
        byte[] stream = Blends.deflate(CONTENT, 6, Deflater.DEFAULT_STRATEGY, 3000);
        Tail tail = of(stream, SIZE);
        assertThat(tail.reach(NEAR_THE_END, 0)).isTrue();
        assertThat(read(tail, NEAR_THE_END, SIZE)).isEqualTo(Arrays.copyOfRange(CONTENT, NEAR_THE_END, SIZE));
    }

    /** Each step back covers 8 KiB of the stream and gives no byte, so it could go on for the whole stream. */
    @Test
    void manyEmptyBlocksEndTheGrowth() throws IOException, FormatException {
        DeflateStreamBuilder stream = new DeflateStreamBuilder();
        for (int block = 0; block < 60_000; block++) {
            int last = block == 59_999 ? 1 : 0;
            stream.dynamic(last, DeflateStreamBuilder.lengths(257, 0, 1, 256, 1), new int[17]);
            stream.code(1, 1);
        }
        byte[] blocks = stream.build();
        assertThat(blocks.length).isGreaterThan(300 * 8 * 1024);
        Tail tail = of(blocks, SIZE);
        assertThat(tail.reach(SIZE - 1, 0)).isFalse();
        assertThat(tail.isLost()).isTrue();
        assertThat(tail.bytesRead()).isLessThan(2L * blocks.length);
    }

    @Test
    void aStreamThatDoesNotEndWithItsLastBlockHasNoTail() throws IOException, FormatException {
        assertNoTail(Arrays.copyOf(STREAM, STREAM.length + 1), SIZE);
        assertNoTail(Arrays.copyOf(STREAM, STREAM.length - 1), SIZE);
    }

    @Test
    void aStreamOfMoreBytesThanDeclaredHasNoTail() throws IOException, FormatException {
        assertNoTail(STREAM, 10);
    }

    /**
     * A stored block that holds the end of another stream: in the whole stream it is content, for a tail a chain of
     * blocks that ends where it must. So the tail is wrong, and cannot detect it; {@code --verify all} does.
     */
    @Test
    void aChainHiddenInAStoredBlockMisleads() throws IOException, FormatException {
        byte[] content = CONTENT.clone();
        Random random = new Random(6);
        for (int i = SIZE - 60_000; i < SIZE; i++) {
            content[i] = (byte) random.nextInt(64); // so the end copies nothing from before the stored block
        }
        byte[] hidden = Blends.deflate(content, 6, Deflater.DEFAULT_STRATEGY, 0);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        byte[] lie = Arrays.copyOfRange(hidden, hidden.length - 60_000, hidden.length);
        stream.write(new byte[] {1, (byte) lie.length, (byte) (lie.length >> 8)});
        stream.write(new byte[] {(byte) ~lie.length, (byte) (~lie.length >> 8)});
        stream.write(lie);
        assertThat(Outcome.of(stream.toByteArray()).output().remaining()).isEqualTo(lie.length);
        Tail tail = of(stream.toByteArray(), SIZE);
        assertThat(tail.reach(NEAR_THE_END, 0)).isTrue();
        assertThat(read(tail, NEAR_THE_END, SIZE)).isEqualTo(Arrays.copyOfRange(content, NEAR_THE_END, SIZE));
    }

    /** Markers of bytes before the only boundary that can be found: the tail reports that it cannot show them. */
    @Test
    void copiesFromBeforeTheOnlyBoundaryAreUnknown() throws IOException, FormatException {
        int[] literals = DeflateStreamBuilder.lengths(258, 256, 1, 257, 1); // end of block, and a match of 3 bytes
        int[] distances = DeflateStreamBuilder.lengths(17, 0, 1); // always 1 byte back
        DeflateStreamBuilder stream = new DeflateStreamBuilder().bits(0, 1).bits(1, 2);
        stream.fixed('a').fixed(256);
        stream.dynamic(0, literals, distances);
        stream.symbol(literals, 257).symbol(distances, 0).symbol(literals, 256);
        stream.stored(1, 5, 'z');
        byte[] bytes = stream.build();
        assertThat(Outcome.of(bytes).outputText()).isEqualTo("aaaazzzzz");
        Tail tail = of(bytes, 9);
        assertThat(tail.reach(1, 0)).isTrue();
        assertThat(read(tail, 4, 9)).containsOnly('z');
        assertThat(tail.copy(1, new byte[8], 0, 8, 0)).isFalse();
        assertThat(tail.start()).isEqualTo(1);
    }

    /** One match after the other makes a block longer than a tail takes; the whole is read then. */
    @Test
    void aBlockOfManyMegabytesHasNoTail() throws IOException, FormatException {
        int[] literals = DeflateStreamBuilder.lengths(286, 0, 2, 256, 2, 285, 1); // a match of 258 bytes
        int[] distances = DeflateStreamBuilder.lengths(17, 0, 1);
        DeflateStreamBuilder stream = new DeflateStreamBuilder().dynamic(0, literals, distances);
        int matches = (9 << 20) / 258;
        stream.symbol(literals, 0);
        for (int i = 0; i < matches; i++) {
            stream.symbol(literals, 285).symbol(distances, 0);
        }
        stream.symbol(literals, 256).stored(1, 5, 0);
        assertNoTail(stream.build(), 1 + 258 * matches + 5);
    }

    /**
     * Boundaries after which a code has no symbol for the next bits: no block begins there, even with a legal header.
     */
    @Test
    void blocksWithBitsThatAreNoCodeHaveNoTail() throws IOException, FormatException {
        int[] lone = DeflateStreamBuilder.lengths(257, 256, 1); // incomplete: a 1 has no meaning
        int[] match = DeflateStreamBuilder.lengths(258, 256, 1, 257, 1);
        int[] distance = DeflateStreamBuilder.lengths(17, 0, 1);
        for (DeflateStreamBuilder bad : new DeflateStreamBuilder[] {
            new DeflateStreamBuilder().dynamic(0, lone, distance).bits(1, 1),
            new DeflateStreamBuilder()
                    .dynamic(0, match, distance)
                    .symbol(match, 257)
                    .bits(1, 1)
        }) {
            assertNoTail(bad.stored(1, 5, 'z').build(), 9);
        }
    }

    @Test
    void oneTailServesManyStreams() throws IOException, FormatException {
        Tail tail = of(STREAM, SIZE);
        tail.reach(SIZE / 2, 0);
        byte[] other = Blends.content(new Random(4), 300_000);
        byte[] stream = Blends.deflate(other, 9, Deflater.FILTERED, 0);
        tail.start(StridedBytes.of(stream, 1000), 0, stream.length, other.length);
        assertThat(tail.start()).isEqualTo(other.length);
        assertThat(tail.bytesDecoded()).isZero();
        assertThat(tail.reach(other.length - 1, 0)).isTrue();
        assertThat(read(tail, other.length - 1, other.length)).containsExactly(other[other.length - 1]);
    }
}
