package dev.wheelsweep.core.install;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.SharedFacts;
import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.wheel.Tag;
import dev.wheelsweep.core.wheel.WheelFilename;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Vectors that packaging 21.3 to 26.3 made. Two kinds are omitted: a soft-float ARM interpreter, which an environment cannot
 * have, and a free-threaded one with packaging 21.3, whose abi tag the vectors give, while pip with 21.3 does not find it.
 */
@EnabledIfSystemProperty(named = "wheelsweep.shared", matches = ".+")
class PackagingVectorsGoldenTest {
    private static final Map<String, String> PIP_OF_PACKAGING =
            Map.of("21.3", "24.0", "24.2", "25.0", "26.2", "26.2", "26.3", "26.3");

    private static final int LISTS = 15 * 4 - 4 - 2;

    @Test
    void sameListsAndRanks() throws IOException, FormatException, NoSuchAlgorithmException {
        Map<?, ?> all = SharedFacts.of("pip-selection-vectors.json");
        List<?> wheels = (List<?>) ((Map<?, ?>) all.get("_meta")).get("wheels_offered");
        int lists = 0;
        for (Object vector : (List<?>) all.get("vectors")) {
            Map<?, ?> machine = (Map<?, ?>) ((Map<?, ?>) vector).get("env");
            Map<?, ?> answers = (Map<?, ?>) ((Map<?, ?>) vector).get("by_packaging");
            for (Map.Entry<?, ?> answer : answers.entrySet()) {
                String packaging = (String) answer.getKey();
                boolean isUnnoticed = packaging.equals("21.3")
                        && machine.get("abi").toString().endsWith("t");
                if (machine.containsKey("hardfloat") || isUnnoticed) {
                    continue;
                }
                compare(environment(machine, PIP_OF_PACKAGING.get(packaging)), (Map<?, ?>) answer.getValue(), wheels);
                lists++;
            }
        }
        assertThat(lists).isEqualTo(LISTS);
    }

    private static void compare(Environment environment, Map<?, ?> answer, List<?> wheels)
            throws FormatException, NoSuchAlgorithmException {
        SupportedTags tags = SupportedTags.of(environment);
        String text = tags.stream().map(Tag::text).collect(joining("\n"));
        assertThat(tags.size()).as("%s", environment).isEqualTo(Integer.parseInt((String) answer.get("n_tags")));
        assertThat(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8))))
                .as("%s", environment)
                .isEqualTo(answer.get("sha256_of_newline_joined_tags"));
        Map<String, Integer> theirs = new LinkedHashMap<>();
        for (Object ranked : (List<?>) answer.get("ranked_wheels")) {
            theirs.put((String) ((List<?>) ranked).get(1), Integer.valueOf((String) ((List<?>) ranked).get(0)));
        }
        Map<String, Integer> ours = new LinkedHashMap<>();
        for (Object wheel : wheels) {
            OptionalInt rank = tags.rank(WheelFilename.parse((String) wheel));
            rank.ifPresent(it -> ours.put((String) wheel, it));
        }
        assertThat(ours).as("%s", environment).isEqualTo(theirs);
    }

    private static Environment environment(Map<?, ?> machine, String pip) {
        boolean is32Bit = "32".equals(machine.get("bits"));
        String arch = switch ((String) machine.get("arch")) {
            case "x86_64" -> is32Bit ? "i686" : "x86_64";
            case "aarch64" -> is32Bit ? "armv8l" : "aarch64";
            default -> (String) machine.get("arch");
        };
        boolean isMusl = machine.containsKey("musl");
        return new Environment(
                Installer.pip(pip).orElseThrow(),
                Implementation.CPYTHON,
                number(machine.get("py")),
                (String) machine.get("abi"),
                new Arch(arch),
                isMusl ? Libc.MUSL : Libc.GLIBC,
                number(machine.get(isMusl ? "musl" : "glibc")));
    }

    private static DottedNumber number(Object numbers) {
        return new DottedNumber(((List<?>) numbers)
                .stream().map(it -> Integer.valueOf((String) it)).toList());
    }
}
