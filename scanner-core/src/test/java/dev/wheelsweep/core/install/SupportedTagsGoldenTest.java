package dev.wheelsweep.core.install;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.DottedNumber;
import dev.wheelsweep.core.platform.Libc;
import dev.wheelsweep.core.wheel.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Lists that real releases of pip made; {@code SupportedTagsDifferentialTest} asks them again. */
class SupportedTagsGoldenTest {
    @Test
    void sameTagsInTheSameOrder() throws IOException, NoSuchAlgorithmException {
        List<String> lines;
        try (InputStream stream = Objects.requireNonNull(getClass().getResourceAsStream("tag-lists.tsv"))) {
            lines = new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
        assertThat(lines).hasSizeGreaterThan(100);
        for (String line : lines) {
            String[] cells = line.split("\t", -1);
            SupportedTags tags = SupportedTags.of(environment(cells));
            byte[] text = tags.stream().map(Tag::text).collect(joining(" ")).getBytes(StandardCharsets.UTF_8);
            assertThat(tags.size() + "\t"
                            + HexFormat.of()
                                    .formatHex(
                                            MessageDigest.getInstance("SHA-256").digest(text)))
                    .as(line)
                    .isEqualTo(cells[7] + "\t" + cells[8]);
        }
    }

    @Test
    void theRankOfATagIsItsPlace() throws IOException {
        RandomEnvironments random = new RandomEnvironments(1);
        for (String pip : List.of("1.3", "8.0", "19.3", "20.2", "24.0", "26.3")) {
            SupportedTags tags = SupportedTags.of(random.next(Installer.pip(pip).orElseThrow()));
            List<Tag> list = tags.stream().toList();
            assertThat(list).hasSize(tags.size());
            for (int i = 0; i < list.size(); i++) {
                assertThat(tags.rank(list.get(i))).as("%s", list.get(i)).hasValue(list.indexOf(list.get(i)));
            }
        }
    }

    private static Environment environment(String[] cells) {
        return new Environment(
                Installer.pip(cells[6]).orElseThrow(),
                Arrays.stream(Implementation.values())
                        .filter(it -> it.word().equals(cells[0]))
                        .findAny()
                        .orElseThrow(),
                DottedNumber.parse(cells[1]).orElseThrow(),
                cells[2],
                new Arch(cells[3]),
                Libc.valueOf(cells[4].toUpperCase(Locale.ROOT)),
                DottedNumber.parse(cells[5]).orElseThrow());
    }
}
