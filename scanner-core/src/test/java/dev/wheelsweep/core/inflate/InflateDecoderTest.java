package dev.wheelsweep.core.inflate;

import static dev.wheelsweep.core.inflate.DeflateStreamBuilder.lengths;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.input.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Streams built bit by bit: every error with the byte in which it is found, and everything that is unusual but legal.
 */
class InflateDecoderTest {
    private static final int EMPTY = 0;

    /** @param offset the byte of the stream in which the offending field begins */
    record Bad(String name, DeflateStreamBuilder stream, Reason reason, int offset) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Bad> bad() {
        return Stream.of(badBlocks(), badHeaders(), badSymbols(), truncated()).flatMap(List::stream);
    }

    private static List<Bad> badBlocks() {
        return List.of(
                new Bad("block type 3", stream().bits(1, 1).bits(3, 2), Reason.INVALID_BLOCK_TYPE, 0),
                new Bad(
                        "block type 3 in the byte after BFINAL",
                        stream()
                                .bits(0, 1)
                                .bits(1, 2)
                                .fixed(200)
                                .fixed(256) // 19 bits
                                .bits(0, 1)
                                .bits(1, 2)
                                .fixed(256) // 29 bits
                                .bits(0, 1)
                                .bits(1, 2)
                                .fixed(256) // 39 bits
                                .bits(1, 1) // BFINAL
                                .bits(3, 2), // BTYPE
                        Reason.INVALID_BLOCK_TYPE,
                        5),
                new Bad(
                        "NLEN is LEN",
                        stream().bits(1, 1).bits(0, 2).pad(0).bits(1, 16).bits(1, 16),
                        Reason.INVALID_STORED_LENGTH,
                        1));
    }

    /** Counts begin at bit 3, the precode at bit 17, the code lengths at bit 74. */
    private static List<Bad> badHeaders() {
        int[] repeats = lengths(19, 16, 1, 18, 1); // 0: previous again, 1: 11 to 138 zeros
        return List.of(
                new Bad("287 literals", dynamicCounts(30, 0), Reason.TOO_MANY_SYMBOLS, 0),
                new Bad("31 distances", dynamicCounts(29, 30), Reason.TOO_MANY_SYMBOLS, 1),
                new Bad("precode of three bits", dynamic(lengths(19, 0, 1, 1, 1, 2, 1)), Reason.INVALID_PRECODE, 2),
                new Bad("precode of one bit", dynamic(lengths(19, 0, 1)), Reason.INVALID_PRECODE, 2),
                new Bad("precode with a gap", dynamic(lengths(19, 0, 1, 1, 2)), Reason.INVALID_PRECODE, 2),
                new Bad(
                        "empty precode, which zlib reads as lengths of 0",
                        dynamic(new int[19]).bits(-1, 32).bytes(new int[29]), // 257 + 1 bits and some
                        Reason.MISSING_END_OF_BLOCK,
                        9),
                new Bad("nothing to repeat", dynamic(repeats).code(0, 1).bits(0, 2), Reason.INVALID_LENGTH_REPEAT, 9),
                new Bad(
                        "repeats past the last length",
                        dynamic(repeats).code(1, 1).bits(127, 7).code(1, 1).bits(127, 7), // 138 + 138 of 258
                        Reason.INVALID_LENGTH_REPEAT,
                        10),
                new Bad(
                        "no code for 256",
                        dynamic(repeats).code(1, 1).bits(127, 7).code(1, 1).bits(109, 7), // 138 + 120 zeros
                        Reason.MISSING_END_OF_BLOCK,
                        9),
                new Bad(
                        "too many literal codes",
                        stream().dynamic(1, lengths(257, 0, 1, 1, 1, 256, 1), new int[1]),
                        Reason.INVALID_LITERAL_CODE,
                        9),
                new Bad(
                        "too few literal codes",
                        stream().dynamic(1, lengths(257, 0, 1, 256, 2), new int[1]),
                        Reason.INVALID_LITERAL_CODE,
                        9),
                new Bad(
                        "a single literal code of two bits",
                        stream().dynamic(1, lengths(257, 256, 2), new int[1]),
                        Reason.INVALID_LITERAL_CODE,
                        9),
                new Bad(
                        "too many distance codes",
                        stream().dynamic(1, lengths(257, 0, 1, 256, 1), new int[] {1, 1, 1}),
                        Reason.INVALID_DISTANCE_CODE,
                        9),
                new Bad(
                        "too few distance codes",
                        stream().dynamic(1, lengths(257, 0, 1, 256, 1), new int[] {2, 2}),
                        Reason.INVALID_DISTANCE_CODE,
                        9));
    }

    private static List<Bad> badSymbols() {
        int[] onlyEnd = lengths(257, 256, 1);
        int[] short3 = lengths(258, 'a', 2, 256, 2, 257, 1); // 257: length 3
        return List.of(
                new Bad("literal 286", fixed().fixed('a').fixed(286), Reason.INVALID_LITERAL_SYMBOL, 1),
                new Bad("literal 287", fixed().fixed('a').fixed(287), Reason.INVALID_LITERAL_SYMBOL, 1),
                new Bad(
                        "the unused half of a literal code of one bit",
                        stream().dynamic(1, onlyEnd, new int[1]).bits(1, 1), // after 74 + 258 * 4 bits
                        Reason.INVALID_LITERAL_SYMBOL,
                        138),
                new Bad("distance 30", fixed().fixed('a').fixed(257).code(30, 5), Reason.INVALID_DISTANCE_SYMBOL, 2),
                new Bad("distance 31", fixed().fixed('a').fixed(257).code(31, 5), Reason.INVALID_DISTANCE_SYMBOL, 2),
                new Bad(
                        "a match without a distance code",
                        stream()
                                .dynamic(1, short3, new int[1]) // 74 + 259 * 4 bits
                                .symbol(short3, 'a')
                                .symbol(short3, 257)
                                .bits(0, 1),
                        Reason.INVALID_DISTANCE_SYMBOL,
                        139),
                new Bad(
                        "the unused half of a distance code of one bit",
                        stream()
                                .dynamic(1, short3, new int[] {1})
                                .symbol(short3, 'a')
                                .symbol(short3, 257)
                                .bits(1, 1),
                        Reason.INVALID_DISTANCE_SYMBOL,
                        139),
                new Bad("a match before any output", fixed().fixed(257).code(0, 5), Reason.DISTANCE_TOO_FAR_BACK, 1),
                new Bad(
                        "one byte too far back",
                        fixed().fixed('a').fixed(257).code(1, 5),
                        Reason.DISTANCE_TOO_FAR_BACK,
                        2));
    }

    private static List<Bad> truncated() {
        return List.of(
                new Bad("nothing at all", stream(), Reason.TRUNCATED_STREAM, 0),
                new Bad("no block after the last", stream().stored(0, 0, EMPTY), Reason.TRUNCATED_STREAM, 5),
                new Bad("half a LEN", stream().bits(1, 1).bits(0, 2).pad(0).bits(0, 8), Reason.TRUNCATED_STREAM, 1),
                new Bad(
                        "two of five stored bytes",
                        stream()
                                .bits(1, 1)
                                .bits(0, 2)
                                .pad(0)
                                .bits(5, 16)
                                .bits(~5, 16)
                                .bytes(1, 2),
                        Reason.TRUNCATED_STREAM,
                        7),
                new Bad("half of HLIT, HDIST, HCLEN", stream().bits(1, 1).bits(2, 2), Reason.TRUNCATED_STREAM, 0),
                new Bad(
                        "half a precode",
                        stream()
                                .bits(1, 1)
                                .bits(2, 2)
                                .bits(0, 5)
                                .bits(0, 5)
                                .bits(15, 4)
                                .bits(0, 3 * 5),
                        Reason.TRUNCATED_STREAM,
                        4),
                new Bad("no code lengths", dynamic(DeflateStreamBuilder.flatPrecode()), Reason.TRUNCATED_STREAM, 9),
                new Bad("part of a literal", fixed().fixed('a'), Reason.TRUNCATED_STREAM, 1),
                new Bad("no extra bits", fixed().fixed(200).fixed(284), Reason.TRUNCATED_STREAM, 1),
                new Bad("no distance", fixed().fixed(200).fixed(285), Reason.TRUNCATED_STREAM, 2));
    }

    /** The offset is absolute, and the verdict zlib's. */
    @ParameterizedTest
    @MethodSource
    void bad(Bad bad) {
        byte[] stream = bad.stream.build();
        int before = 1000;
        byte[] file = new byte[before + stream.length + before];
        Arrays.fill(file, (byte) 0xff);
        System.arraycopy(stream, 0, file, before, stream.length);
        InflateDecoder decoder = new InflateDecoder();
        decoder.start(new StridedBytes(file, 3, before, before + stream.length), before, stream.length);

        FormatException thrown =
                catchThrowableOfType(FormatException.class, () -> decoder.decode(new byte[1000], 0, 1000));

        assertThat(thrown.format()).isEqualTo(Format.DEFLATE);
        assertThat(thrown.reason()).isEqualTo(bad.reason);
        assertThat(thrown.offset()).isEqualTo(before + bad.offset);
        assertThat(decoder.finished()).isFalse();
        assertThat(Outcome.of(stream)).isEqualTo(Outcome.ofZlib(stream));
    }

    /** @param output the bytes as Latin-1 */
    record Odd(String name, DeflateStreamBuilder stream, String output) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Odd> odd() {
        int[] ab = lengths(257, 'a', 1, 'b', 2, 256, 2);
        int[] onlyEnd = lengths(257, 256, 1);
        int[] short3 = lengths(258, 'a', 2, 256, 2, 257, 1);
        int[] steps = new int[286]; // codes of 1 to 15 bits
        for (int i = 0; i < 14; i++) {
            steps['a' + i] = i + 1;
        }
        steps[256] = 15;
        steps[285] = 15;
        int[] distanceSteps = lengths(16, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11);
        distanceSteps[11] = 12;
        distanceSteps[12] = 13;
        distanceSteps[13] = 14;
        distanceSteps[14] = 15;
        distanceSteps[15] = 15;
        return Stream.of(
                new Odd(
                        "no distance code",
                        stream()
                                .dynamic(1, ab, new int[1])
                                .symbol(ab, 'b')
                                .symbol(ab, 'a')
                                .symbol(ab, 256),
                        "ba"),
                new Odd(
                        "one literal code of one bit",
                        stream().dynamic(1, onlyEnd, new int[1]).bits(0, 1),
                        ""),
                new Odd(
                        "one distance code of one bit",
                        stream()
                                .dynamic(1, short3, new int[] {1})
                                .symbol(short3, 'a')
                                .symbol(short3, 257)
                                .bits(0, 1)
                                .symbol(short3, 256),
                        "aaaa"),
                new Odd(
                        "length 258 as 284 and 31",
                        fixed().fixed('a').fixed(284).bits(31, 5).code(0, 5).fixed(256),
                        "a".repeat(259)),
                new Odd(
                        "length 258 as 285",
                        fixed().fixed('a').fixed(285).code(0, 5).fixed(256),
                        "a".repeat(259)),
                new Odd(
                        "distance 32768, across blocks",
                        stream()
                                .stored(0, 1, 'x')
                                .stored(0, 32767, 'y')
                                .bits(1, 1)
                                .bits(1, 2)
                                .fixed(257)
                                .code(29, 5)
                                .bits(8191, 13)
                                .fixed(256),
                        "x" + "y".repeat(32767) + "xyy"),
                new Odd(
                        "stored blocks of no bytes",
                        stream().stored(0, 0, EMPTY).stored(0, 0, EMPTY).stored(1, 0, EMPTY),
                        ""),
                new Odd(
                        "padding that is not zero",
                        stream()
                                .bits(1, 1)
                                .bits(0, 2)
                                .pad(1)
                                .bits(1, 16)
                                .bits(~1, 16)
                                .bytes('a'),
                        "a"),
                new Odd("rest of the last byte is not zero", fixed().fixed(256).pad(1), ""),
                new Odd(
                        "codes of 15 bits",
                        stream()
                                .dynamic(1, steps, distanceSteps)
                                .symbol(steps, 'a')
                                .symbol(steps, 'n')
                                .symbol(steps, 285)
                                .symbol(distanceSteps, 1)
                                .symbol(steps, 'c')
                                .symbol(steps, 256),
                        "an".repeat(130) + "c"),
                new Odd(
                        "lengths repeated from literals into distances",
                        // 0, 1: 0; 10: 1; 110: previous again; 111: zeros. 97 and 256 zeros, then 1 four times over.
                        dynamic(258, 3, lengths(19, 0, 1, 1, 2, 16, 3, 18, 3))
                                .code(7, 3)
                                .bits(127, 7)
                                .code(7, 3)
                                .bits(107, 7) // 256 zeros
                                .code(2, 2)
                                .code(2, 2)
                                .code(2, 2)
                                .code(2, 2)
                                .code(0, 1) // 256, 257; 0, 1; 2
                                .bits(0, 1),
                        ""));
    }

    @ParameterizedTest
    @MethodSource
    void odd(Odd odd) {
        byte[] stream = odd.stream.build();
        Outcome ours = Outcome.of(stream);
        assertThat(ours.verdict()).isEqualTo(Outcome.OK);
        assertThat(ours.outputText()).isEqualTo(odd.output);
        assertThat(ours.consumed()).isEqualTo(stream.length);
        assertThat(ours).isEqualTo(Outcome.ofZlib(stream));
    }

    private static DeflateStreamBuilder stream() {
        return new DeflateStreamBuilder();
    }

    /** A final block with the fixed codes; its first symbol begins at bit 3. */
    private static DeflateStreamBuilder fixed() {
        return stream().bits(1, 1).bits(1, 2); // BFINAL, BTYPE
    }

    private static DeflateStreamBuilder dynamic(int[] precode) {
        return dynamic(257, 1, precode);
    }

    private static DeflateStreamBuilder dynamic(int literals, int distances, int[] precode) {
        return stream().dynamic(1, literals, distances, precode);
    }

    private static DeflateStreamBuilder dynamicCounts(int literals, int distances) {
        return stream()
                .bits(1, 1)
                .bits(2, 2)
                .bits(literals, 5)
                .bits(distances, 5)
                .bits(15, 4); // HLIT, HDIST, HCLEN
    }
}
