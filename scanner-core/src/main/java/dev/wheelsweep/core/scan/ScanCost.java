package dev.wheelsweep.core.scan;

import java.util.OptionalLong;

/**
 * What reading one wheel took.
 *
 * @param bytesRead bytes of the file that parsers asked for; of a file that is read over a network, those that arrived
 * @param bytesDecoded uncompressed bytes produced
 * @param micros wall time in microseconds
 * @param requests that were sent over a network; empty for a local file
 */
public record ScanCost(long bytesRead, long bytesDecoded, long micros, OptionalLong requests) {

    /** The cost of a local file. */
    public ScanCost(long bytesRead, long bytesDecoded, long micros) {
        this(bytesRead, bytesDecoded, micros, OptionalLong.empty());
    }
}
