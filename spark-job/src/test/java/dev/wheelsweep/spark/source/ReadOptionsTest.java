package dev.wheelsweep.spark.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.scan.Verification;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.junit.jupiter.api.Test;

class ReadOptionsTest {

    @Test
    void onePathIsTakenAsItIs() {
        assertThat(parse(Map.of("path", "/mirror/a [b], c")))
                .isEqualTo(new ReadOptions(
                        List.of(Path.of("/mirror/a [b], c")),
                        Optional.empty(),
                        InputMode.MMAP,
                        Verification.SAMPLE,
                        Optional.empty()));
    }

    @Test
    void severalPathsComeAsJson() {
        assertThat(parse(Map.of("paths", "[\"/a\", \"file:///b%20c\"]")).roots())
                .containsExactly(Path.of("/a"), Path.of("/b c"));
    }

    @Test
    void anInventoryReplacesPaths() {
        assertThat(parse(Map.of("inventory", "/i.jsonl", "IO", "Read", "verify", "all")))
                .isEqualTo(new ReadOptions(
                        List.of(),
                        Optional.of(Path.of("/i.jsonl")),
                        InputMode.READ,
                        Verification.ALL,
                        Optional.empty()));
    }

    @Test
    void errorsNameTheRemedy() {
        assertThatThrownBy(() -> parse(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("Give one of the two.");
        assertThatThrownBy(() -> parse(Map.of("path", "/m", "inventory", "/i")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("Give one of the two.");
        assertThatThrownBy(() -> parse(Map.of("path", "/m", "io", "fast")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Option \"io\" is \"fast\". It can be mmap or read.");
        assertThatThrownBy(() -> parse(Map.of("path", "/m", "verify", "some")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Option \"verify\" is \"some\". It can be none or sample or all.");
        assertThatThrownBy(() -> parse(Map.of("path", "s3a://bucket/web")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("\"s3a://bucket/web\" is not a local path.");
        assertThatThrownBy(() -> parse(Map.of("paths", "/a,/b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Option \"paths\" is not a JSON array of strings.");
    }

    private static ReadOptions parse(Map<String, String> options) {
        return ReadOptions.of(new CaseInsensitiveStringMap(options));
    }
}
