package dev.wheelsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.spark.LocalSweep;
import dev.wheelsweep.spark.dataset.Damage;
import dev.wheelsweep.spark.dataset.SweepId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged file of a dataset ends every command that reads it in three lines that name it, without a stack trace. */
class DamagedDatasetTest {
    private static final int NO_INPUT = 3;
    private static final Instant FIRST = Instant.parse("2026-11-22T02:15:00Z");
    private static final List<String> ON_SPARK = List.of("--master", "local[1]");
    private static final List<String> SQL =
            List.of("query", "--sql", "SELECT count(DISTINCT wheel_path) AS n FROM wheels");

    @TempDir
    private Path folder;

    private Path dataset;

    /**
     * @param place a part of the paths of the files that are damaged
     * @param options of the command, without the dataset
     */
    private record Case(String place, List<String> command, List<String> options) {}

    @Test
    void theFileIsNamed() throws Exception {
        Path mirror = folder.resolve("mirror");
        Wheels.honest().writeTo(mirror);
        dataset = folder.resolve("dataset");
        sweep(mirror, FIRST);
        sweep(mirror, FIRST.plus(Duration.ofDays(1)));
        // Other bytes are another set of policies.
        String policy = Files.writeString(
                        folder.resolve("policy.json"),
                        Outcome.of("policies", "--format", "json").out() + System.lineSeparator())
                .toString();
        List<Case> withoutSpark = List.of(
                new Case("/facts/", List.of("judge"), List.of("--policy", policy)),
                new Case("/verdicts/", List.of("judge"), List.of()),
                new Case("/tables/mirror_files/", List.of("judge"), List.of()),
                new Case("/tables/wheels/", SQL, List.of()),
                new Case("/tables/wheels/", List.of("show", "honest"), List.of()),
                new Case("/tables/", List.of("report"), List.of("--html", folder + "/report.html")),
                new Case("/sweeps/", List.of("report"), List.of()),
                new Case("/sweeps/", List.of("judge"), List.of()));
        for (Case it : withoutSpark) {
            for (Damage damage : Damage.values()) {
                check(it, damage);
            }
        }
        check(new Case("/tables/", SQL, ON_SPARK), Damage.CUT);
        check(new Case("/tables/", SQL, ON_SPARK), Damage.EMPTY);
        check(new Case("/sweeps/" + SweepId.at(FIRST), SQL, ON_SPARK), Damage.CUT);
        check(new Case("/tables/mirror_files/", List.of("diff"), ON_SPARK), Damage.EMPTY);
        Files.delete(Wheels.honest().writeTo(mirror));
        Wheels.pure().writeTo(mirror);
        sweep(mirror, FIRST.plus(Duration.ofDays(2)));
        List<String> resweep = List.of(mirror.toString(), "--master", "local[1]");
        check(new Case("/tables/mirror_files/", List.of("sweep", "--dataset"), resweep), Damage.EMPTY);
        check(new Case("/facts/", List.of("compact"), ON_SPARK), Damage.EMPTY);
        for (String gone : List.of("facts", "verdicts", "tables/wheels")) {
            aMissingFileIsNamed(dataset.resolve(gone), List.of("compact"));
        }
        aMissingFileIsNamed(dataset.resolve("tables/wheels"), SQL);
        assertThat(Outcome.of("compact", dataset, "--master", "local[1]").code())
                .isZero();
        check(new Case("generation.json", List.of("diff"), ON_SPARK), Damage.ZEROED);
    }

    /** Rows would be missing without a word. */
    private void aMissingFileIsNamed(Path gone, List<String> command) throws IOException {
        Path aside = folder.resolve("aside");
        Files.move(gone, aside);

        Outcome outcome = Outcome.of(Stream.of(command.stream(), Stream.of(dataset.toString()), ON_SPARK.stream())
                .flatMap(part -> part)
                .toArray());

        assertThat(outcome.code()).as("%s: %s", gone, outcome).isEqualTo(NO_INPUT);
        assertThat(outcome.err().lines()).as("%s", gone).hasSize(3);
        assertThat(outcome.err()).contains("the file " + gone).contains(" is damaged: it is missing, and had ");
        Files.move(aside, gone);
    }

    private void check(Case it, Damage damage) throws IOException {
        List<Path> damaged = files(it.place());
        List<byte[]> contents =
                damaged.stream().map(DamagedDatasetTest::content).toList();
        for (int i = 0; i < damaged.size(); i++) {
            Files.write(damaged.get(i), damage.of(contents.get(i)));
        }

        Outcome outcome =
                Outcome.of(Stream.of(it.command().stream(), Stream.of(dataset.toString()), it.options().stream())
                        .flatMap(part -> part)
                        .toArray());

        assertThat(outcome.code()).as("%s, %s: %s", it, damage, outcome.err()).isEqualTo(NO_INPUT);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().lines()).as("%s, %s", it, damage).hasSize(3).satisfies(lines -> {
            assertThat(lines.get(0)).startsWith("wheelsweep: '").endsWith(" could not be finished");
            assertThat(damaged)
                    .anyMatch(file -> lines.get(1).startsWith("  cause:  the file %s is damaged: ".formatted(file)));
            assertThat(lines.get(2)).startsWith("  remedy: restore it from a backup");
        });
        for (int i = 0; i < damaged.size(); i++) {
            Files.write(damaged.get(i), contents.get(i));
        }
    }

    private void sweep(Path mirror, Instant at) throws Exception {
        LocalSweep.of(mirror, dataset, at);
    }

    private List<Path> files(String place) throws IOException {
        try (Stream<Path> all = Files.walk(dataset)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains(place))
                    .toList();
        }
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
