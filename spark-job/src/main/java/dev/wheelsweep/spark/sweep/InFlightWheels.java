package dev.wheelsweep.spark.sweep;

import dev.wheelsweep.spark.dataset.DatasetLock;
import dev.wheelsweep.spark.source.InFlightJournal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * The wheels that were being read when a JVM died, from the files of {@link InFlightJournal}.
 *
 * <p>When a JVM dies, every wheel its tasks were reading is suspect, and most are harmless. So a wheel that was in flight at
 * a death is read isolated from then on. It is quarantined after two deaths, one of them while it was isolated.
 *
 * <p>Journals need a folder that is local or mounted, as datasets on other file systems are not.
 *
 * @param folder of one staged sweep
 */
record InFlightWheels(Path folder) {
    /** Deaths after which a wheel is quarantined. */
    private static final int DEATHS = 2;

    private static final Duration STOPPING = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(20);

    /** Whether a Spark job reads one wheel or many; each has a folder of journals. */
    enum Isolation {
        SHARED,
        ISOLATED;

        private String folder() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @return empty if the folder cannot hold journals */
    static Optional<InFlightWheels> in(URI folder) {
        return DatasetLock.endsWithProcess(folder)
                ? Optional.of(new InFlightWheels(Path.of(folder)))
                : Optional.empty();
    }

    /** Where tasks put their journals. */
    Path journals(Isolation isolation) {
        return folder.resolve(isolation.folder());
    }

    private Path deaths(Isolation isolation) {
        return folder.resolve("deaths").resolve(isolation.folder());
    }

    /**
     * Waits until no task reads, at most {@link #STOPPING}. Spark reports a failed job while it still stops the job's other
     * tasks.
     */
    void awaitTasks() throws IOException {
        Instant end = Instant.now().plus(STOPPING);
        for (Isolation isolation : Isolation.values()) {
            for (Path journal : list(journals(isolation))) {
                while (InFlightJournal.isBeingWritten(journal) && Instant.now().isBefore(end)) {
                    LockSupport.parkNanos(POLL.toNanos());
                }
            }
        }
    }

    /**
     * Counts every wheel that a journal names as in flight at a death. The journals of tasks that still run stay.
     *
     * @return how many wheels were in flight
     */
    int collect() throws IOException {
        int found = 0;
        for (Isolation isolation : Isolation.values()) {
            Files.createDirectories(deaths(isolation));
            for (Path journal : list(journals(isolation))) {
                if (InFlightJournal.isBeingWritten(journal) || Files.notExists(journal)) {
                    continue;
                }
                if (InFlightJournal.wheelIn(Files.readString(journal)).isPresent()) {
                    Files.move(journal, deaths(isolation).resolve(journal.getFileName()));
                    found++;
                } else {
                    Files.delete(journal);
                }
            }
        }
        return found;
    }

    /** @return the locations of the wheels to read isolated, one per Spark job */
    Set<String> toIsolate() throws IOException {
        Set<String> toIsolate = new HashSet<>(deaths().keySet());
        toIsolate.removeAll(toQuarantine());
        return toIsolate;
    }

    /** @return the locations of the wheels that are never opened again */
    Set<String> toQuarantine() throws IOException {
        Map<String, Integer> deaths = deaths();
        Set<String> toQuarantine = new HashSet<>();
        count(Isolation.ISOLATED).keySet().stream()
                .filter(wheel -> deaths.get(wheel) >= DEATHS)
                .forEach(toQuarantine::add);
        return toQuarantine;
    }

    private Map<String, Integer> deaths() throws IOException {
        Map<String, Integer> all = new HashMap<>();
        for (Isolation isolation : Isolation.values()) {
            count(isolation).forEach((wheel, deaths) -> all.merge(wheel, deaths, Integer::sum));
        }
        return all;
    }

    private Map<String, Integer> count(Isolation isolation) throws IOException {
        Map<String, Integer> counts = new HashMap<>();
        for (Path death : list(deaths(isolation))) {
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
