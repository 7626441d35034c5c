package dev.wheelsweep.spark.index;

import dev.wheelsweep.spark.listing.SimpleIndex;
import java.net.URISyntaxException;
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

    /** @return the addresses of all other files; one whose link leads to no address has been read by no sweep */
    List<String> locationsWithout(List<SimpleIndex.Listed> some) {
        Set<SimpleIndex.Listed> left = new LinkedHashSet<>(files);
        left.removeAll(Set.copyOf(some));
        return left.stream().flatMap(file -> location(file).stream()).toList();
    }

    private Optional<String> location(SimpleIndex.Listed file) {
        try {
            return Optional.of(address.resolve(file.url()).toString());
        } catch (URISyntaxException noAddress) {
            return Optional.empty();
        }
    }
}
