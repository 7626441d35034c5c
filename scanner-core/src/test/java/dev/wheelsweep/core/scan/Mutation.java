package dev.wheelsweep.core.scan;

import java.util.Arrays;
import java.util.Random;

/** One way to mutate a structure, so that it stays similar to a valid one. */
enum Mutation {
    /** A field becomes a boundary value. */
    BOUNDARY {
        @Override
        byte[] apply(byte[] bytes, int at, Random random) {
            int width = 1 << random.nextInt(4);
            long[] numbers = {
                0, 1, -1, 2, 0x7f, 0xff, 0x7fff, 0xffff, 0x7fff_ffff, 0xffff_fffeL, Long.MAX_VALUE, bytes.length, at
            };
            return put(bytes, at, width, numbers[random.nextInt(numbers.length)], random);
        }
    },
    /** A field becomes a little larger or smaller. */
    NUDGE {
        @Override
        byte[] apply(byte[] bytes, int at, Random random) {
            byte[] changed = bytes.clone();
            changed[at] += (byte) (random.nextInt(9) - 4);
            return changed;
        }
    },
    FLIP {
        @Override
        byte[] apply(byte[] bytes, int at, Random random) {
            byte[] changed = bytes.clone();
            changed[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            return changed;
        }
    },
    /** A field gets the value of another. */
    COPY {
        @Override
        byte[] apply(byte[] bytes, int at, Random random) {
            byte[] changed = bytes.clone();
            int length = Math.min(1 << random.nextInt(6), bytes.length - at);
            System.arraycopy(bytes, random.nextInt(bytes.length - length + 1), changed, at, length);
            return changed;
        }
    },
    INSERT {
        @Override
        byte[] apply(byte[] bytes, int at, Random random) {
            byte[] junk = new byte[1 + random.nextInt(40)];
            random.nextBytes(junk);
            byte[] changed = Arrays.copyOf(bytes, bytes.length + junk.length);
            System.arraycopy(junk, 0, changed, at, junk.length);
            System.arraycopy(bytes, at, changed, at + junk.length, bytes.length - at);
            return changed;
        }
    },
    REMOVE {
        @Override
        byte[] apply(byte[] bytes, int at, Random random) {
            int length = Math.min(1 + random.nextInt(40), bytes.length - at);
            byte[] changed = Arrays.copyOf(bytes, bytes.length - length);
            System.arraycopy(bytes, at + length, changed, at, bytes.length - at - length);
            return changed;
        }
    },
    TRUNCATE {
        @Override
        byte[] apply(byte[] bytes, int at, Random random) {
            return Arrays.copyOf(bytes, at);
        }
    };

    /** @param at a byte of the structure to mutate */
    abstract byte[] apply(byte[] bytes, int at, Random random);

    private static byte[] put(byte[] bytes, int at, int width, long value, Random random) {
        byte[] changed = bytes.clone();
        boolean bigEndian = random.nextInt(4) == 0;
        for (int i = 0; i < width && at + i < changed.length; i++) {
            changed[at + i] = (byte) (value >> (Byte.SIZE * (bigEndian ? width - 1 - i : i)));
        }
        return changed;
    }
}
