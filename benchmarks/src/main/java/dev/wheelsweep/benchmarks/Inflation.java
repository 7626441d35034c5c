package dev.wheelsweep.benchmarks;

import dev.wheelsweep.core.input.FormatException;
import java.io.IOException;

/** A way to inflate entries whole, with what it needs for that. One thread's. */
interface Inflation {
    /** @return number of bytes put into {@code out} */
    int inflate(DeflatedElf entry, byte[] out) throws IOException, FormatException;
}
