package dev.wheelsweep.spark.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.scan.WheelBuilder;
import dev.wheelsweep.spark.cli.Outcome;
import dev.wheelsweep.spark.cli.Wheels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The three shapes of auditwheel's show-schema.json, which allows no key beyond these. */
class AuditwheelReportsTest {
    @TempDir
    private Path folder;

    @Test
    void aPlatformWheel() throws IOException {
        assertThat(check(Wheels.overclaiming().writeTo(folder))).isEqualTo(Documents.read("""
                {"version": 1, "wheel": "over-1.0-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
                 "pure": false,
                 "overall_tag": "manylinux_2_36_x86_64", "sym_tag": "manylinux_2_36_x86_64",
                 "pyfpe": false, "ucs2": false, "unsupported_isa": false,
                 "versioned_symbols": {"libc.so.6": ["GLIBC_2.2.5", "GLIBC_2.25", "GLIBC_2.34", "GLIBC_2.36"]},
                 "external_libs": {}, "policy_upgrades": {}}
                """));
    }

    @Test
    void librariesThatNoPolicyGrantsPreventEveryPolicy() throws IOException {
        JsonNode wheel = check(Wheels.obstructed().writeTo(folder));

        assertThat(wheel.get("overall_tag").asText()).isEqualTo("linux_x86_64");
        assertThat(wheel.get("sym_tag").asText()).isEqualTo("manylinux_2_5_x86_64");
        assertThat(wheel.get("external_libs")).isEqualTo(Documents.read("{\"libfoo.so.3\": null}"));
        assertThat(Documents.keys(wheel.get("policy_upgrades")))
                .startsWith("manylinux_2_5_x86_64", "manylinux_2_12_x86_64")
                .doesNotContain("linux_x86_64");
        assertThat(wheel.get("policy_upgrades"))
                .allSatisfy(upgrade ->
                        assertThat(upgrade).isEqualTo(Documents.read("{\"libs_to_eliminate\": [\"libfoo.so.3\"]}")));
    }

    @Test
    void forbiddenSymbolsPreventEveryPolicy() throws IOException {
        ElfBuilder extension = ElfBuilder.library()
                .needed("libz.so.1", Wheels.LIBC)
                .need("libz.so.1", "ZLIB_1.2.9", "inflateValidate")
                .importing("zcalloc")
                .importing("zcfree")
                .exporting("PyInit_local");

        JsonNode wheel = check(
                WheelBuilder.named(Wheels.OBSTRUCTED).elf("local.so", extension).writeTo(folder));

        assertThat(wheel.get("overall_tag").asText()).isEqualTo("linux_x86_64");
        assertThat(wheel.get("policy_upgrades").get("manylinux_2_17_x86_64")).isEqualTo(Documents.read("""
                {"blacklisted_symbols": {"libz.so.1": ["zcalloc", "zcfree"]}}
                """));
    }

    @Test
    void aPureWheel() throws IOException {
        assertThat(check(Wheels.pure().writeTo(folder)))
                .isEqualTo(
                        Documents.read("{\"version\": 1, \"wheel\": \"pure-1.0-py3-none-any.whl\", \"pure\": true}"));
    }

    @Test
    void aWheelThatIsNeitherIsAnError() throws IOException {
        Path windows = WheelBuilder.named("a-1.0-cp312-cp312-win_amd64.whl")
                .text("a.py", "")
                .writeTo(folder);
        Path broken = Files.writeString(folder.resolve("b-1.0-py3-none-any.whl"), "<html>");

        for (Path path : List.of(windows, broken)) {
            JsonNode wheel = check(path);

            assertThat(Documents.keys(wheel)).containsExactly("version", "wheel", "error");
            assertThat(wheel.get("wheel").asText()).isEqualTo(path.getFileName().toString());
            assertThat(wheel.get("error").asText()).isNotBlank();
        }
    }

    private static JsonNode check(Path path) {
        return Documents.read(
                Outcome.of("check", "--format", "auditwheel-json", path).out());
    }
}
