package dev.wheelsweep.spark.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MirrorsPropertyTest {
    private static final long SEED = 20_261_130;
    private static final List<String> PARTS = List.of("a", "b", "w", "file:", "%E9");

    /** A name must lead to one file only, and must not depend on where the folder of all mirrors is. */
    @Test
    void noTwoFilesHaveOneNameAndMovingEverythingChangesNone() {
        Random random = new Random(SEED);
        int several = 0;
        for (int round = 0; round < 1_000; round++) {
            String as = "seed %d round %d".formatted(SEED, round);
            List<String> mirrors = IntStream.rangeClosed(0, random.nextInt(4))
                    .mapToObj(i -> "/all/" + path(random, 3))
                    .toList();
            List<String> moved =
                    mirrors.stream().map(MirrorsPropertyTest::moved).toList();
            several += mirrors.size() > 1 ? 1 : 0;
            Map<String, String> byName = new HashMap<>();
            for (String mirror : mirrors) {
                for (int i = 0; i < 10; i++) {
                    Path file = Path.of(mirror, path(random, 3));
                    // %E9 is a byte that no UTF-8 has.
                    String location = i % 2 == 0 ? file.toString() : file.toUri() + "/%E9";
                    String name = name(mirrors, location);
                    String known = byName.putIfAbsent(name, location);
                    assertThat(known == null ? location : known)
                            .as("%s %s %s", as, mirrors, name)
                            .isEqualTo(location);
                    assertThat(name(moved, moved(location))).as(as).isEqualTo(name);
                }
            }
        }
        assertThat(several).isGreaterThan(600);
    }

    private static String name(List<String> mirrors, String location) {
        return Mirrors.of(mirrors)
                .named(new WheelFile(location, 0, 0, FileState.REGULAR))
                .wheelPath();
    }

    private static String moved(String location) {
        return location.replaceFirst("/all/", "/moved/all/");
    }

    private static String path(Random random, int most) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(most); i++) {
            parts.add(PARTS.get(random.nextInt(PARTS.size())));
        }
        return String.join("/", parts);
    }
}
