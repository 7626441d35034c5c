package dev.wheelsweep.spark.index;

import dev.wheelsweep.spark.listing.SimpleIndex;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an index says of one project.
 *
 * @param address of the page, which its references are relative to
 * @param status such as {@code "archived"} (PEP 792); empty if the index names none
 * @param files in the order of the page
 */
record ProjectPage(Address address, Optional<String> status, List<SimpleIndex.Listed> files) {

    /** @return what identifies a file of a project in a dataset, unless another one of its name does */
    static String wheelPath(String project, String filename) {
        return project + "/" + filename;
    }

    /** @return every wheel path that the other files may have; one whose link leads to no address has been read by no sweep */
    List<String> pathsWithout(List<SimpleIndex.Listed> some, String project) {
        Set<SimpleIndex.Listed> left = new LinkedHashSet<>(files);
        left.removeAll(Set.copyOf(some));
        return left.stream()
                .flatMap(file -> Stream.concat(Stream.of(wheelPath(project, file.filename())), location(file).stream()))
                .toList();
    }

    private Optional<String> location(SimpleIndex.Listed file) {
        try {
            return Optional.of(address.resolve(file.url()).toString());
        } catch (URISyntaxException noAddress) {
            return Optional.empty();
        }
    }
}
