package dev.wheelsweep.core.scan;

/**
 * What reading one wheel took.
 *
 * @param bytesRead bytes of the file that parsers asked for
 * @param bytesDecoded uncompressed bytes produced
 * @param micros wall time in microseconds
 */
public record ScanCost(long bytesRead, long bytesDecoded, long micros) {}
