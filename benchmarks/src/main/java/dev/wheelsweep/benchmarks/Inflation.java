package dev.wheelsweep.benchmarks;

import dev.wheelsweep.core.input.FormatException;
import java.io.IOException;

/** A way to inflate entries whole, with the memory it needs. Not thread-safe. */
interface Inflation {
    /** @return number of bytes put into {@code out} */
    int inflate(DeflatedElf entry, byte[] out) throws IOException, FormatException;
}
