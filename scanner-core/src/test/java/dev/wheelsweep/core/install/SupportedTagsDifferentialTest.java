package dev.wheelsweep.core.install;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.wheel.Tag;
import dev.wheelsweep.core.wheel.WheelFilename;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Releases of pip, and of packaging, make the same list of tags for random machines, and so rank wheels alike. */
@EnabledIfSystemProperty(named = RealInstaller.INSTALLERS, matches = ".+")
class SupportedTagsDifferentialTest {
    private static final long SEED = 425;
    private static final int ENVIRONMENTS = 100;

    /** A pip that has the same tags as a release of packaging, which may have no pip of its own. */
    private static final Map<String, String> PIP_OF_PACKAGING =
            Map.of("20.9", "21.1", "21.3", "24.0", "24.2", "25.0", "26.2", "26.2", "26.4", "26.4");

    /** Of each python and abi tag a wheel for each platform is ranked. */
    private static final List<String> PYTHONS = List.of(
            "cp311-cp311",
            "cp37-cp37m",
            "cp313.cp314-cp313t",
            "cp38-abi3",
            "cp315-abi3.abi3t",
            "py3-none",
            "py2.py3-none");

    private static final List<String> PLATFORMS = List.of(
            "any",
            "linux_x86_64",
            "manylinux1_x86_64",
            "manylinux_2_17_x86_64.manylinux2014_x86_64",
            "manylinux_2_28_aarch64",
            "musllinux_1_1_x86_64");

    @Test
    void sameTagsInTheSameOrder() throws IOException, InterruptedException, FormatException {
        List<WheelFilename> wheels = new ArrayList<>();
        for (String python : PYTHONS) {
            for (String platform : PLATFORMS) {
                wheels.add(WheelFilename.parse("pkg-1-%s-%s.whl".formatted(python, platform)));
            }
        }
        List<RealInstaller> releases = RealInstaller.all();
        assertThat(releases).isNotEmpty();
        Map<String, String> differences = new TreeMap<>();
        for (RealInstaller release : releases) {
            Installer pip = pip(release);
            RandomEnvironments random = new RandomEnvironments(SEED);
            List<Environment> environments =
                    Stream.generate(() -> random.next(pip)).limit(ENVIRONMENTS).toList();
            List<String> theirs = release.supported(environments);
            for (int i = 0; i < ENVIRONMENTS; i++) {
                SupportedTags tags = SupportedTags.of(environments.get(i));
                String ours = tags.stream().map(Tag::text).collect(joining(" "));
                if (!ours.equals(theirs.get(i))) {
                    differences.putIfAbsent(
                            release.toString(),
                            "%s: %s".formatted(environments.get(i), difference(ours, theirs.get(i))));
                }
                String[] list = theirs.get(i).split(" ", -1);
                Map<String, Integer> places = new HashMap<>();
                for (int place = 0; place < list.length; place++) {
                    places.putIfAbsent(list[place], place);
                }
                for (WheelFilename wheel : wheels) {
                    OptionalInt rank = wheel.tags()
                            .filter(tag -> places.containsKey(tag.text()))
                            .mapToInt(tag -> places.get(tag.text()))
                            .min();
                    if (!tags.rank(wheel).equals(rank)) {
                        differences.putIfAbsent(
                                release.toString(), "%s: %s has rank %s".formatted(environments.get(i), wheel, rank));
                    }
                }
            }
        }
        assertThat(differences).as("seed %d", SEED).isEmpty();
    }

    private static Installer pip(RealInstaller it) {
        String release = it.distribution().equals("pip") ? it.release() : PIP_OF_PACKAGING.get(it.release());
        return new Installer.Pip(DottedNumber.parse(release).orElseThrow());
    }

    private static String difference(String ours, String theirs) {
        String[] left = ours.split(" ", -1);
        String[] right = theirs.split(" ", -1);
        int place = IntStream.range(0, Math.min(left.length, right.length))
                .filter(i -> !left[i].equals(right[i]))
                .findFirst()
                .orElse(Math.min(left.length, right.length));
        return "%d and %d tags; at %d %s instead of %s"
                .formatted(left.length, right.length, place, at(left, place), at(right, place));
    }

    private static String at(String[] tags, int place) {
        return place < tags.length ? tags[place] : "nothing";
    }
}
