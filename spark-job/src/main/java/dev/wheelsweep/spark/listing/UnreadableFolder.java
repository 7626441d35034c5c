package dev.wheelsweep.spark.listing;

import dev.wheelsweep.core.input.Reason;

/**
 * A folder whose wheels are missing from a listing.
 *
 * @param location as {@link WheelFile#location}
 * @param reason {@link Reason#ACCESS_DENIED}, or {@link Reason#FILE_VANISHED} if it was removed during the walk
 */
public record UnreadableFolder(String location, Reason reason) {}
