package dev.wheelsweep.core.install;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.wheel.Tag;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Releases of pip, and of packaging, make the same list of tags for random machines. */
@EnabledIfSystemProperty(named = RealInstaller.INSTALLERS, matches = ".+")
class SupportedTagsDifferentialTest {
    private static final long SEED = 425;
    private static final int ENVIRONMENTS = 120;

    /** A pip that has the same tags as a release of packaging, which may have no pip of its own. */
    private static final Map<String, String> PIP_OF_PACKAGING = Map.of(
            "20.9", "21.1", "21.3", "24.0", "24.2", "25.0", "26.2", "26.2", "26.4", "26.4");

    @Test
    void sameTagsInTheSameOrder() throws IOException, InterruptedException {
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
                String ours = SupportedTags.of(environments.get(i)).stream()
                        .map(Tag::text)
                        .collect(joining(" "));
                if (!ours.equals(theirs.get(i))) {
                    differences.putIfAbsent(
                            release.toString(), "%s: %s".formatted(environments.get(i), difference(ours, theirs.get(i))));
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
