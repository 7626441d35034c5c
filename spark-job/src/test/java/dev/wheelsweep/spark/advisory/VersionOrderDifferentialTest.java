package dev.wheelsweep.spark.advisory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random pairs of versions are in the order that univers, packaging and dpkg say. */
class VersionOrderDifferentialTest {
    private static final int PAIRS = 5_000;
    private static final int PAIRS_OF_DPKG = 1_000;
    private static final Pattern UNKNOWN_TO_UNIVERS = Pattern.compile("(?<![0-9])0[0-9]|~|_[a-z]+(?![a-z0-9])");
    private static final Path DPKG = Path.of("/usr/bin/dpkg");

    private static final String UNIVERS = """
            import sys
            try:
                from packaging.version import Version
                from univers import versions
            except ImportError:
                sys.exit("univers is missing: pip install univers")
            order = {"PEP_440": Version, "SEMVER": versions.SemverVersion, "RPM": versions.RpmVersion,
                     "DEBIAN": versions.DebianVersion, "ALPINE": versions.AlpineLinuxVersion}[sys.argv[1]]
            for line in open(sys.argv[2], encoding="utf-8"):
                one, other = map(order, line.split())
                print(-1 if one < other else 1 if one > other else 0)
            """;

    private static final String DPKG_LOOP = """
            while read -r one other; do
              if dpkg --compare-versions "$one" lt "$other"; then echo -1
              elif dpkg --compare-versions "$one" gt "$other"; then echo 1; else echo 0; fi
            done <"$0"
            """;

    @TempDir
    private Path folder;

    private record Pair(String one, String other) {}

    @ParameterizedTest
    @EnumSource(VersionOrder.class)
    @EnabledIfSystemProperty(named = "wheelsweep.python", matches = ".+")
    void univers(VersionOrder order) throws IOException, InterruptedException {
        compare(order, PAIRS, System.getProperty("wheelsweep.python"), "-c", UNIVERS, order.name());
    }

    @Test
    void dpkg() throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(DPKG), "no dpkg on this machine");
        compare(VersionOrder.DEBIAN, PAIRS_OF_DPKG, "sh", "-c", DPKG_LOOP);
    }

    private void compare(VersionOrder order, int count, String... judge) throws IOException, InterruptedException {
        long seed = Long.getLong("wheelsweep.seed", 20261130L);
        List<Pair> pairs = pairs(order, count, new Random(seed));
        Path file = Files.write(
                folder.resolve("pairs"),
                pairs.stream().map(pair -> pair.one() + " " + pair.other()).toList());
        List<String> command = new ArrayList<>(List.of(judge));
        command.add(file.toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> said = new String(process.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).as("%s", said).isZero();
        assertThat(said).hasSize(count);
        List<String> different = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int expected = Integer.parseInt(said.get(i));
            Pair pair = pairs.get(i);
            if (Integer.signum(order.compare(pair.one(), pair.other())) != expected) {
                different.add("%s %s: %d".formatted(pair.one(), pair.other(), expected));
            }
            assertThat(Integer.signum(order.compare(pair.other(), pair.one())))
                    .as("%s", pair)
                    .isEqualTo(-Integer.signum(order.compare(pair.one(), pair.other())));
        }
        assertThat(different).as("seed %d", seed).isEmpty();
        assertThat(said).contains("-1", "0", "1");
    }

    private static List<Pair> pairs(VersionOrder order, int count, Random random) {
        List<Pair> pairs = new ArrayList<>();
        while (pairs.size() < count) {
            String one = version(order, random);
            String other = random.nextInt(3) == 0 ? version(order, random) : changed(one, random);
            if (order.isVersion(one) && order.isVersion(other) && isClear(order, one, other)) {
                pairs.add(new Pair(one, other));
            }
        }
        return pairs;
    }

    /**
     * Without an epoch, rpm means zero, and here it is any; so both have one, or none. univers does not know hashes and all suffixes
     * of apk, and compares numbers that begin with zero, and
     * missing numbers with zero, as Gentoo does.
     */
    private static boolean isClear(VersionOrder order, String one, String other) {
        return switch (order) {
            case RPM -> one.contains(":") == other.contains(":");
            case ALPINE ->
                !UNKNOWN_TO_UNIVERS.matcher(one + " " + other).find() && one.contains("-r") == other.contains("-r");
            default -> true;
        };
    }

    /** Of each grammar, with few different characters, so that pairs have long beginnings in common. */
    private static String version(VersionOrder order, Random random) {
        return switch (order) {
            case PEP_440 ->
                optional(random, "1!")
                        + numbers(random, 3)
                        + optional(random, pick(random, "a", "b", "rc", "alpha") + random.nextInt(3))
                        + optional(random, ".post" + random.nextInt(3))
                        + optional(random, ".dev" + random.nextInt(3))
                        + optional(random, "+" + pick(random, "el8", "2", "local.1"));
            case SEMVER ->
                random.nextInt(3) + "." + random.nextInt(12) + "." + random.nextInt(3)
                        + optional(random, "-" + pick(random, "alpha", "beta", "1", "10", "rc-1", "x"))
                        + optional(random, "." + pick(random, "1", "2", "11", "a", "b-2"));
            case RPM ->
                optional(random, random.nextInt(2) + ":")
                        + text(random, "0129ab.._+~^", 8)
                        + "-"
                        + text(random, "0129e._~^", 5);
            case DEBIAN ->
                optional(random, random.nextInt(2) + ":")
                        + random.nextInt(3)
                        + text(random, "0129ab..+~-", 8)
                        + optional(random, "-" + text(random, "0129ab.+~", 4));
            case ALPINE ->
                numbers(random, 3)
                        + optional(random, pick(random, "a", "b"))
                        + optional(random, "_" + pick(random, "alpha", "beta", "pre", "rc", "p"))
                        + optional(random, random.nextInt(12) + "")
                        + optional(random, "-r" + random.nextInt(12));
        };
    }

    private static String optional(Random random, String text) {
        return random.nextInt(3) == 0 ? text : "";
    }

    private static String pick(Random random, String... texts) {
        return texts[random.nextInt(texts.length)];
    }

    private static String numbers(Random random, int most) {
        StringBuilder numbers = new StringBuilder(String.valueOf(random.nextInt(3)));
        for (int more = random.nextInt(most); more > 0; more--) {
            numbers.append('.').append(random.nextInt(12));
        }
        return numbers.toString();
    }

    private static String text(Random random, String alphabet, int most) {
        StringBuilder text = new StringBuilder();
        for (int length = 1 + random.nextInt(most); length > 0; length--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private static String changed(String version, Random random) {
        int at = random.nextInt(version.length());
        return switch (random.nextInt(4)) {
            case 0 -> version;
            case 1 -> version.substring(0, at) + version.substring(at + 1);
            case 2 -> version.substring(0, at) + pick(random, "0", "1", "2", ".", "~", "a") + version.substring(at);
            default -> version.substring(0, at) + pick(random, "0", "9", "b") + version.substring(at + 1);
        };
    }
}
