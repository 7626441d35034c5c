package dev.wheelsweep.spark.sweep;

import dev.wheelsweep.spark.dataset.DatasetLock;
import dev.wheelsweep.spark.source.InFlightJournal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The wheels that were being read when a JVM died, from what {@link InFlightJournal} left.
 *
 * <p>Whoever dies takes the wheels of all its tasks along, most of them innocent. So a wheel that was in flight once is
 * read alone from then on, and only a death that it had alone convicts it: two deaths, the second its own.
 *
 * <p>Journals need a folder that is local or mounted, as datasets on other file systems are not.
 *
 * @param folder of one staged sweep
 */
record InFlightWheels(Path folder) {
    /** Deaths that make a wheel one to leave alone. */
    private static final int DEATHS = 2;

    /** Where the journals of a run lie. */
    enum Company {
        AMONG_OTHERS,
        ALONE;

        private String folder() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** @return empty if the place can hold no journals */
    static Optional<InFlightWheels> in(URI folder) {
        return DatasetLock.isPossible(folder) ? Optional.of(new InFlightWheels(Path.of(folder))) : Optional.empty();
    }

    /** Where tasks put their journals. */
    Path journals(Company company) {
        return folder.resolve(company.folder());
    }

    private Path deaths(Company company) {
        return folder.resolve("deaths").resolve(company.folder());
    }

    /**
     * Takes what journals say for deaths; to be called when no task runs.
     *
     * @return how many wheels were in flight
     */
    int collect() throws IOException {
        int found = 0;
        for (Company company : Company.values()) {
            Files.createDirectories(deaths(company));
            for (Path journal : list(journals(company))) {
                if (InFlightJournal.wheelIn(Files.readString(journal)).isPresent()) {
                    Files.move(journal, deaths(company).resolve(journal.getFileName()));
                    found++;
                } else {
                    Files.delete(journal);
                }
            }
        }
        return found;
    }

    /** @return the locations of the wheels to read alone */
    Set<String> suspects() throws IOException {
        Set<String> suspects = new HashSet<>(deaths().keySet());
        suspects.removeAll(convicts());
        return suspects;
    }

    /** @return the locations of the wheels to leave alone */
    Set<String> convicts() throws IOException {
        Map<String, Integer> deaths = deaths();
        Set<String> convicts = new HashSet<>();
        count(Company.ALONE).keySet().stream()
                .filter(wheel -> deaths.get(wheel) >= DEATHS)
                .forEach(convicts::add);
        return convicts;
    }

    private Map<String, Integer> deaths() throws IOException {
        Map<String, Integer> all = new HashMap<>();
        for (Company company : Company.values()) {
            count(company).forEach((wheel, deaths) -> all.merge(wheel, deaths, Integer::sum));
        }
        return all;
    }

    private Map<String, Integer> count(Company company) throws IOException {
        Map<String, Integer> counts = new HashMap<>();
        for (Path death : list(deaths(company))) {
            InFlightJournal.wheelIn(Files.readString(death)).ifPresent(wheel -> counts.merge(wheel, 1, Integer::sum));
        }
        return counts;
    }

    private static Set<Path> list(Path folder) throws IOException {
        Set<Path> entries = new HashSet<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(entries::add);
        } catch (NoSuchFileException none) {
            return entries;
        }
        return entries;
    }
}
