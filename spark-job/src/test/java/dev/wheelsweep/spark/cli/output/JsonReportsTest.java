package dev.wheelsweep.spark.cli.output;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.policy.PolicyCatalog;
import dev.wheelsweep.core.scan.WheelBuilder;
import dev.wheelsweep.spark.cli.Outcome;
import dev.wheelsweep.spark.cli.Wheels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonReportsTest {
    /** The keys that scripts rely on. */
    private static final List<String> KEYS = List.of(
            "wheel",
            "status",
            "reason",
            "project",
            "version",
            "build",
            "python_tags",
            "abi_tags",
            "platform_tags",
            "arch",
            "libc",
            "elf_files",
            "policy_id",
            "policy",
            "axes",
            "floor",
            "external_libraries",
            "verdict",
            "claims",
            "violations",
            "devices",
            "opened_libraries",
            "findings",
            "failures",
            "systems",
            "path");

    private static final List<String> AXES =
            List.of("symbols", "libraries", "forbidden_symbols", "isa", "ucs2", "pyfpe");

    @TempDir
    private Path folder;

    @Test
    void everyWheelHasEveryKeyWhateverItsStatus() throws IOException {
        Wheels.honest().writeTo(folder);
        Wheels.overclaiming().writeTo(folder);
        Wheels.pure().writeTo(folder);
        Files.write(folder.resolve("invalid.whl"), new byte[0]);

        List<JsonNode> wheels = check(folder);

        assertThat(wheels).hasSize(4);
        for (JsonNode wheel : wheels) {
            assertThat(Documents.keys(wheel)).isEqualTo(KEYS);
            assertThat(Documents.keys(wheel.get("axes"))).isEqualTo(AXES);
        }
    }

    @Test
    void anHonestWheel() throws IOException {
        assertThat(check(Wheels.honest().writeTo(folder))).containsExactly(Documents.read("""
                        {"wheel": "honest-1.0-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
                         "status": "ok", "reason": null,
                         "project": "honest", "version": "1.0", "build": null,
                         "python_tags": ["cp312"], "abi_tags": ["cp312"],
                         "platform_tags": ["manylinux_2_17_x86_64", "manylinux2014_x86_64"],
                         "arch": "x86_64", "libc": "glibc", "elf_files": 1,
                         "policy_id": "%s", "policy": "manylinux_2_17_x86_64",
                         "axes": {"symbols": "manylinux_2_17_x86_64", "libraries": "manylinux_2_5_x86_64",
                                  "forbidden_symbols": "manylinux_2_5_x86_64", "isa": "manylinux_2_5_x86_64",
                                  "ucs2": "manylinux_2_5_x86_64", "pyfpe": "manylinux_2_5_x86_64"},
                         "floor": {"GLIBC": "2.17"}, "external_libraries": [], "verdict": "honest",
                         "claims": [{"tag": "manylinux_2_17_x86_64", "standing": "satisfied", "violation_count": 0},
                                    {"tag": "manylinux2014_x86_64", "standing": "satisfied", "violation_count": 0}],
                         "violations": [], "devices": [], "opened_libraries": [], "findings": [], "failures": [], "systems": [], "path": "%s"}
                        """.formatted(
                        PolicyCatalog.builtIn().id(), folder.resolve(Wheels.HONEST))));
    }

    @Test
    void thePathIsTheOneOnTheCommandLine() throws IOException {
        Path relative = Path.of("").toAbsolutePath().relativize(folder);
        Path wheel = Wheels.honest().writeTo(folder.resolve("dist"));
        for (Path given : List.of(folder, relative, relative.resolve("./dist"), folder.relativize(wheel))) {
            Path named = given.startsWith("dist") ? relative.resolve(given) : given;
            JsonNode json = check(named).get(0);

            assertThat(json.get("path").asText()).startsWith(named.toString()).endsWith("/dist/" + Wheels.HONEST);
            assertThat(Path.of(json.get("path").asText())).exists();
            assertThat(json.get("wheel").asText()).isEqualTo(Wheels.HONEST);
        }
    }

    @Test
    void violationsNameTagFileLibraryVersionAndSymbols() throws IOException {
        JsonNode wheel = check(Wheels.overclaiming().writeTo(folder)).get(0);

        assertThat(wheel.get("verdict").asText()).isEqualTo("overclaims");
        assertThat(wheel.get("policy").asText()).isEqualTo("manylinux_2_36_x86_64");
        assertThat(wheel.get("floor")).isEqualTo(Documents.read("{\"GLIBC\": \"2.34\"}"));
        assertThat(wheel.get("violations")).hasSize(6);
        assertThat(wheel.get("violations").get(0)).isEqualTo(Documents.read("""
                {"tag": "manylinux_2_17_x86_64", "axis": "symbols", "file": "over/_a.so", "library": "libc.so.6",
                 "version": "GLIBC_2.34", "symbols": ["dlclose", "dlopen", "dlsym", "pthread_create", "sem_post"],
                 "weak": false}
                """));
        assertThat(wheel.get("violations").get(1)).isEqualTo(Documents.read("""
                {"tag": "manylinux_2_17_x86_64", "axis": "symbols", "file": "over/_a.so", "library": "libc.so.6",
                 "version": "GLIBC_2.36", "symbols": ["arc4random"], "weak": true}
                """));
        assertThat(wheel.get("violations").get(5).get("tag").asText()).isEqualTo("manylinux2014_x86_64");
        assertThat(wheel.get("findings")).contains(Documents.read("""
                {"id": "executable_stack", "severity": "error", "file": "over/_c.so", "detail": "", "accepted": false}
                """));
    }

    @Test
    void whatNoPolicyGrantsIsExternal() throws IOException {
        JsonNode wheel = check(Wheels.obstructed().writeTo(folder)).get(0);

        assertThat(wheel.get("external_libraries")).isEqualTo(Documents.read("[\"libfoo.so.3\"]"));
        assertThat(wheel.get("axes").get("libraries").asText()).isEqualTo("linux_x86_64");
        assertThat(wheel.get("policy").asText()).isEqualTo("linux_x86_64");
    }

    @Test
    void withoutElfFilesThereIsNoPolicy() throws IOException {
        JsonNode wheel = check(Wheels.pure().writeTo(folder)).get(0);

        assertThat(wheel.get("policy").isNull()).isTrue();
        assertThat(wheel.get("axes").get("symbols").isNull()).isTrue();
        assertThat(wheel.get("verdict").asText()).isEqualTo("not_applicable");
        assertThat(wheel.get("libc").asText()).isEqualTo("none");
        assertThat(wheel.get("arch").isNull()).isTrue();
        assertThat(wheel.get("floor")).isEmpty();
    }

    @Test
    void aWheelThatCannotBeReadHasAReasonAndNoVerdict() throws IOException {
        Files.write(folder.resolve("zz-1.0-py3-none-any.whl"), new byte[0]);

        JsonNode wheel = check(folder).get(0);

        assertThat(wheel.get("status").asText()).isEqualTo("failed");
        assertThat(wheel.get("reason")).isEqualTo(Documents.read("""
                {"stage": "file", "reason": "empty_file", "entry": null, "offset": 0, "detail": "a file of zero bytes"}
                """));
        assertThat(wheel.get("verdict").isNull()).isTrue();
        assertThat(wheel.get("violations")).isEmpty();
    }

    @Test
    void isAsciiAndKeepsEveryCharacter() throws IOException {
        String name = "\u00fc\u001b\u202e\ud83d\ude00\"\\\n.so";
        byte[] corrupt = ElfBuilder.library().bytes();
        corrupt[4] = 7; // EI_CLASS
        Path wheel = WheelBuilder.named(Wheels.PURE).file(name, corrupt).writeTo(folder);

        Outcome outcome = Outcome.of("check", "--format", "json", wheel);

        assertThat(US_ASCII.newEncoder().canEncode(outcome.out())).isTrue();
        assertThat(outcome.out()).endsWith("}" + System.lineSeparator()).hasLineCount(1);
        JsonNode failure = Documents.read(outcome.out()).get("failures").get(0);
        assertThat(failure.get("entry").asText()).isEqualTo(name);
        assertThat(failure.get("offset").asLong()).isEqualTo(4);
    }

    private static List<JsonNode> check(Path path) {
        return Documents.lines(Outcome.of("check", "--format", "json", "--fail-on", "none", path)
                .out());
    }
}
