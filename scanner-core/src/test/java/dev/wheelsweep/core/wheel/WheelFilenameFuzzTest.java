package dev.wheelsweep.core.wheel;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.wheelsweep.core.input.Format;
import dev.wheelsweep.core.input.FormatException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any text gives the parts of a name, the same each time, or an error that points into the text. */
class WheelFilenameFuzzTest {

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "numpy-2.1.0-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
                        "a-1-2build-py2.py3-none-any.whl",
                        "p-1.0+local.1-cp313-cp313t-musllinux_1_2_aarch64.whl",
                        "a-1-cp312-abi3-macosx_10_9_universal2.whl",
                        "a-1-cp312-abi3-android_21_arm64_v8a.ios_13_0_arm64_iphoneos.whl",
                        "\u00fc-1-py3-none-win_amd64.whl",
                        "-----.whl",
                        "../../etc/passwd-1-py3-none-any.whl")
                .map(name -> name.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void everyNameGivesPartsOrAnErrorInsideTheName(byte[] bytes) {
        String name = new String(bytes, StandardCharsets.UTF_8);
        try {
            WheelFilename parsed = WheelFilename.parse(name);
            assertThat(parsed.text()).isEqualTo(name);
            assertThat(parsed.tags().count()).isEqualTo(parsed.tagCount());
            assertThat(WheelFilename.parse(name)).isEqualTo(parsed);
        } catch (FormatException bad) {
            assertThat(bad.format()).isEqualTo(Format.NAME);
            assertThat(bad.offset()).isBetween(0L, (long) name.length());
        }
    }
}
