package dev.wheelsweep.spark.dataset;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.Optional;

/**
 * Names one sweep by the second it began, in UTC; ids sort as text in order of time. A sweep that begins in the same
 * second as another, or after the clock was set back, takes the second after the last id, so that later sweeps sort later.
 *
 * @param text such as {@code "20261122T021500Z"}
 */
public record SweepId(String text) implements Comparable<SweepId> {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    public static SweepId at(Instant start) {
        return new SweepId(FORM.format(start));
    }

    /** @return empty if the text is no such name */
    public static Optional<SweepId> parse(String text) {
        try {
            return Optional.of(at(FORM.parse(text, Instant::from)));
        } catch (DateTimeParseException other) {
            return Optional.empty();
        }
    }

    /** @return what is wrong with names from a file; empty if nothing is */
    public static Optional<String> fault(Collection<String> names) {
        return names.stream().filter(name -> parse(name).isEmpty()).findFirst().map("\"%s\" is no sweep"::formatted);
    }

    /** @return the name of the second after this one's */
    public SweepId next() {
        return at(FORM.parse(text, Instant::from).plusSeconds(1));
    }

    @Override
    public int compareTo(SweepId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
