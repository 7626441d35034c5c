package dev.wheelsweep.core.wheel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The text of a tag is the one it was parsed from, and its parts make the same tag. */
class PlatformTagPropertyTest {
    private static final long SEED = 20261122L;
    private static final int ROUNDS = 200_000;

    private static final List<String> PIECES = List.of(
            "manylinux",
            "manylinux1",
            "manylinux2014",
            "musllinux",
            "linux",
            "macosx",
            "win",
            "win32",
            "android",
            "ios",
            "pyodide",
            "pyemscripten",
            "emscripten",
            "any",
            "Any",
            "WIN32",
            "0",
            "00",
            "1",
            "2",
            "017",
            "17",
            "24",
            "2024",
            "999999999",
            "1000000000",
            "99999999999",
            "x86",
            "64",
            "x86_64",
            "AARCH64",
            "arm64",
            "iphoneos",
            "iphonesimulator",
            "wasm32",
            "",
            "ß",
            "İ",
            " ",
            "-",
            ".");

    @Test
    void aTagIsParsedFromItsOwnText() {
        Random random = new Random(SEED);
        int known = 0;
        for (int round = 0; round < ROUNDS; round++) {
            StringBuilder text = new StringBuilder(piece(random));
            for (int more = random.nextInt(6); more > 0; more--) {
                text.append(random.nextInt(20) == 0 ? "" : "_").append(piece(random));
            }
            PlatformTag tag = PlatformTag.parse(text.toString());
            assertThat(tag.text())
                    .as("seed %d, round %d", SEED, round)
                    .isEqualTo(text.toString().toLowerCase(Locale.ROOT));
            assertThat(PlatformTag.parse(tag.text()))
                    .as("seed %d, round %d", SEED, round)
                    .isEqualTo(tag);
            known += tag instanceof PlatformTag.Other ? 0 : 1;
        }
        assertThat(known).as("tags of a known family among the random ones").isGreaterThan(ROUNDS / 100);
    }

    private static String piece(Random random) {
        return PIECES.get(random.nextInt(PIECES.size()));
    }
}
