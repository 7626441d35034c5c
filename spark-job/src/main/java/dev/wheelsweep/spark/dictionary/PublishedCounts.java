package dev.wheelsweep.spark.dictionary;

import java.util.List;

/**
 * What the data card says about the sweeps of a dataset.
 *
 * @param sweeps how many there are
 * @param first the id of the first one
 * @param last the id of the last one
 * @param mirrors what the last one swept, in words for the public
 * @param listed how many files it listed
 * @param wheels how many of them have rows
 * @param scannerVersion the release that read them
 */
public record PublishedCounts(
        long sweeps, String first, String last, List<String> mirrors, long listed, long wheels, String scannerVersion) {
    public PublishedCounts {
        mirrors = List.copyOf(mirrors);
    }
}
