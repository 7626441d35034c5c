package dev.wheelsweep.spark.report;

import dev.wheelsweep.spark.query.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The glibc that names promise against the glibc that files need, for one architecture: a row per promised version, a column
 * per needed version.
 *
 * @param arch the architecture
 * @param needed column heads, oldest first
 * @param rows oldest promise first
 */
record HeatMap(String arch, List<String> needed, List<Row> rows) {
    private static final double FAINTEST = 0.15;
    private static final double STRONGEST = 0.6;

    /**
     * @param promised the glibc that names promise
     * @param cells one per column
     */
    record Row(String promised, List<Cell> cells) {}

    /**
     * @param wheels how many; empty for none
     * @param style {@code over} where more is needed than promised, {@code fits} elsewhere, {@code none} for no wheel
     * @param strength of the colour, by the share of the architecture's wheels
     */
    record Cell(String wheels, String style, String strength) {}

    /** @param answer to {@code claimed-against-measured} */
    static List<HeatMap> of(Answer answer) {
        SortedMap<String, List<Answer.Line>> byArch = new TreeMap<>();
        answer.lines()
                .forEach(line -> byArch.computeIfAbsent(line.text("arch"), arch -> new ArrayList<>())
                        .add(line));
        return byArch.entrySet().stream()
                .map(arch -> of(arch.getKey(), arch.getValue()))
                .toList();
    }

    private static HeatMap of(String arch, List<Answer.Line> lines) {
        SortedSet<Long> needed = new TreeSet<>();
        SortedMap<Long, SortedMap<Long, Long>> wheels = new TreeMap<>();
        for (Answer.Line line : lines) {
            needed.add(line.number("needed_minor"));
            wheels.computeIfAbsent(line.number("promised_minor"), promised -> new TreeMap<>())
                    .put(line.number("needed_minor"), line.number("wheels"));
        }
        long most = wheels.values().stream()
                .flatMap(row -> row.values().stream())
                .mapToLong(Long::longValue)
                .max()
                .orElse(1);
        return new HeatMap(
                Texts.shown(arch),
                needed.stream().map(Texts::glibc).toList(),
                wheels.entrySet().stream()
                        .map(row -> new Row(
                                Texts.glibc(row.getKey()),
                                needed.stream()
                                        .map(column -> cell(row.getKey(), column, row.getValue(), most))
                                        .toList()))
                        .toList());
    }

    private static Cell cell(long promised, long needed, SortedMap<Long, Long> wheels, long most) {
        Long count = wheels.get(needed);
        if (count == null) {
            return new Cell("", "none", "0");
        }
        double strength = FAINTEST + (STRONGEST - FAINTEST) * count / most;
        return new Cell(
                Texts.number(count), needed > promised ? "over" : "fits", String.format(Locale.ROOT, "%.2f", strength));
    }
}
