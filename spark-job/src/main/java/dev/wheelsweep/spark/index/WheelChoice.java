package dev.wheelsweep.spark.index;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.supply.Glob;
import dev.wheelsweep.core.wheel.Pep440Order;
import dev.wheelsweep.core.wheel.WheelFilename;
import dev.wheelsweep.spark.listing.SimpleIndex;
import dev.wheelsweep.spark.listing.SimpleIndex.Listed;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which wheels of a project are listed. A wheel whose name or upload time is not known is kept: an unknown value excludes
 * nothing. A version that PEP 440 does not define is older than all others.
 *
 * @param newest how many of the newest releases that have a wheel which the other conditions keep
 * @param since the first day of uploads, in UTC
 * @param platform a {@link Glob} that one of the platform tags must match
 */
public record WheelChoice(OptionalInt newest, Optional<LocalDate> since, Optional<String> platform) {
    public static final WheelChoice ALL = new WheelChoice(OptionalInt.empty(), Optional.empty(), Optional.empty());

    private static final String WHEEL = ".whl";

    /** @param name empty if it is invalid */
    private record Named(Listed file, Optional<WheelFilename> name) {
        private static Named of(Listed file) {
            try {
                return new Named(file, Optional.of(WheelFilename.parse(file.filename())));
            } catch (FormatException invalid) {
                // The scan reports why the name is invalid.
                return new Named(file, Optional.empty());
            }
        }

        private Optional<Pep440Order> version() {
            return name.map(WheelFilename::version).map(Pep440Order::of);
        }
    }

    /** @return whether all wheels are chosen */
    public boolean isAll() {
        return equals(ALL);
    }

    /** @return the chosen files of one project, in their order */
    List<Listed> of(List<Listed> files) {
        Optional<Glob> glob = platform.map(text -> Glob.of(text.toLowerCase(Locale.ROOT)));
        List<Named> wheels = files.stream()
                .filter(file -> file.filename().toLowerCase(Locale.ROOT).endsWith(WHEEL))
                .filter(this::isRecent)
                .map(Named::of)
                .filter(wheel -> glob.isEmpty() || fits(wheel, glob.get()))
                .toList();
        if (newest.isPresent()) {
            Set<Pep440Order> releases = newest(wheels);
            wheels = wheels.stream()
                    .filter(wheel -> wheel.version().map(releases::contains).orElse(true))
                    .toList();
        }
        return wheels.stream().map(Named::file).toList();
    }

    private Set<Pep440Order> newest(List<Named> wheels) {
        TreeSet<Pep440Order> releases = wheels.stream()
                .flatMap(wheel -> wheel.version().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        List<Pep440Order> first = new ArrayList<>(releases.descendingSet());
        return Set.copyOf(first.subList(0, Math.min(newest.getAsInt(), first.size())));
    }

    private boolean isRecent(Listed file) {
        if (since.isEmpty() || file.entry().uploadMicros().isEmpty()) {
            return true;
        }
        Instant first = since.get().atStartOfDay(ZoneOffset.UTC).toInstant();
        return file.entry().uploadMicros().get() >= SimpleIndex.micros(first).orElse(Long.MAX_VALUE);
    }

    private static boolean fits(Named wheel, Glob glob) {
        return wheel.name()
                .map(name -> name.platformTags().stream().anyMatch(tag -> glob.matches(tag.text())))
                .orElse(true);
    }

    /** @return the conditions as a part of the name of what is swept; empty for {@link #ALL} */
    String text() {
        List<String> conditions = new ArrayList<>();
        newest.ifPresent(count -> conditions.add("newest=" + count));
        since.ifPresent(day -> conditions.add("since=" + day));
        platform.ifPresent(glob -> conditions.add("platform=" + glob));
        return String.join("&", conditions);
    }
}
