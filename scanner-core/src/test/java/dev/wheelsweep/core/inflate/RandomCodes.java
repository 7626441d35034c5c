package dev.wheelsweep.core.inflate;

import java.util.Random;

/** Complete prefix codes of random shape, most of them much less balanced than those of a compressor. */
final class RandomCodes {
    private RandomCodes() {}

    /** @return bits of each symbol's code, 0 for those without; at least two have one */
    static byte[] lengths(Random random, int symbols, int longest) {
        byte[] lengths = new byte[symbols];
        int[] order = random.ints(0, symbols).distinct().limit(symbols).toArray();
        lengths[order[0]] = 1;
        lengths[order[1]] = 1;
        int used = 2;
        int wanted = 2 + random.nextInt(symbols - 1);
        boolean deep = random.nextBoolean();
        // Splitting any code into two that are a bit longer keeps the code complete.
        for (int tries = 0; used < wanted && tries < 20 * symbols; tries++) {
            int split = order[deep ? used - 1 - random.nextInt(Math.min(used, 4)) : random.nextInt(used)];
            if (lengths[split] < longest) {
                lengths[split]++;
                lengths[order[used++]] = lengths[split];
            }
        }
        return lengths;
    }
}
