package dev.wheelsweep.spark.index;

import dev.wheelsweep.spark.listing.SimpleIndex;
import java.util.List;
import java.util.Optional;

/**
 * What an index says of one project.
 *
 * @param address of the page, which its references are relative to
 * @param status such as {@code "archived"} (PEP 792); empty if the index names none
 * @param files in the order of the page
 */
record ProjectPage(Address address, Optional<String> status, List<SimpleIndex.Listed> files) {}
