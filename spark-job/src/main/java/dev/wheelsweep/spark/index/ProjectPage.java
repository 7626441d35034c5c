package dev.wheelsweep.spark.index;

import dev.wheelsweep.spark.listing.SimpleIndex;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an index says of one project.
 *
 * @param address of the page, which its references are relative to
 * @param status such as {@code "archived"} (PEP 792); empty if the index names none
 * @param files in the order of the page
 */
record ProjectPage(Address address, Optional<String> status, List<SimpleIndex.Listed> files) {

    /** @return the addresses of all other files */
    List<String> locationsWithout(List<SimpleIndex.Listed> some) {
        Set<SimpleIndex.Listed> left = new LinkedHashSet<>(files);
        left.removeAll(Set.copyOf(some));
        List<String> locations = new ArrayList<>();
        for (SimpleIndex.Listed file : left) {
            try {
                locations.add(address.resolve(file.url()).toString());
            } catch (URISyntaxException noAddress) {
                // No sweep has read it.
                continue;
            }
        }
        return locations;
    }
}
