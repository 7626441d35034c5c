package dev.wheelsweep.core.inflate;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.Deflater;

/** Generated content of several kinds, deflated by zlib in all its ways. */
final class SampleStreams {

    /**
     * @param name kind, level and strategy
     * @param content what was compressed
     * @param stream the raw deflate stream
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Sample(String name, byte[] content, byte[] stream) {}

    private SampleStreams() {}

    /** Each kind of content with each level and strategy that differ, a few thousand to 200,000 bytes long. */
    static List<Sample> all(long seed) {
        return samples(seed, 200_000);
    }

    /** As {@link #all}, up to 2,000 bytes long. */
    static List<Sample> small(long seed) {
        return samples(seed, 2_000);
    }

    private static List<Sample> samples(long seed, int longest) {
        Random random = new Random(seed);
        List<Sample> samples = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            byte[] content = kind.generate(random, 1 + random.nextInt(longest));
            for (int level : new int[] {0, 1, 6, 9}) {
                for (int strategy : new int[] {Deflater.DEFAULT_STRATEGY, Deflater.FILTERED, Deflater.HUFFMAN_ONLY}) {
                    String name = "%s, level %d, strategy %d, seed %d".formatted(kind, level, strategy, seed);
                    samples.add(new Sample(name, content, deflate(content, level, strategy, random)));
                }
            }
        }
        return samples;
    }

    /** Some streams are flushed in between: that puts empty stored blocks into them. */
    private static byte[] deflate(byte[] content, int level, int strategy, Random random) {
        Deflater deflater = new Deflater(level, true);
        deflater.setStrategy(strategy);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        byte[] piece = new byte[1 << 16];
        int half = random.nextBoolean() ? random.nextInt(content.length) : 0;
        deflater.setInput(content, 0, half);
        int length;
        do {
            length = deflater.deflate(piece, 0, piece.length, half == 0 ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH);
            stream.write(piece, 0, length);
        } while (length > 0 || !deflater.needsInput());
        deflater.setInput(content, half, content.length - half);
        deflater.finish();
        while (!deflater.finished()) {
            stream.write(piece, 0, deflater.deflate(piece));
        }
        deflater.end();
        return stream.toByteArray();
    }

    private enum Kind {
        RANDOM {
            @Override
            byte[] generate(Random random, int length) {
                byte[] content = new byte[length];
                random.nextBytes(content);
                return content;
            }
        },
        TEXT {
            @Override
            byte[] generate(Random random, int length) {
                StringBuilder text = new StringBuilder();
                while (text.length() < length) {
                    text.append(Long.toString(random.nextInt(1 << (4 + random.nextInt(16))), 36))
                            .append(random.nextInt(9) == 0 ? ".\n" : " ");
                }
                return Arrays.copyOf(text.toString().getBytes(StandardCharsets.US_ASCII), length);
            }
        },
        /** Repetitions with every distance from 1 to 16: the copying loops overlap. */
        RUNS {
            @Override
            byte[] generate(Random random, int length) {
                byte[] content = new byte[length];
                int at = 0;
                while (at < length) {
                    int period = 1 + random.nextInt(16);
                    int end = Math.min(length, at + period + random.nextInt(600));
                    for (int i = at; i < end; i++) {
                        content[i] = i < at + period ? (byte) random.nextInt() : content[i - period];
                    }
                    at = end;
                }
                return content;
            }
        },
        /** Records of 24 bytes with small differences, as in symbol tables. */
        RECORDS {
            @Override
            byte[] generate(Random random, int length) {
                byte[] content = new byte[length];
                for (int i = 0; i < length; i++) {
                    content[i] = i % 24 < 8 ? (byte) (random.nextGaussian() * 4) : (byte) (i % 24);
                }
                return content;
            }
        },
        ZEROS {
            @Override
            byte[] generate(Random random, int length) {
                return new byte[length];
            }
        };

        abstract byte[] generate(Random random, int length);
    }
}
