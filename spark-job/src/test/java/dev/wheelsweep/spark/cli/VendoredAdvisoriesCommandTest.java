package dev.wheelsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wheelsweep.core.elf.ElfBuilder;
import dev.wheelsweep.core.scan.NativeWheel;
import dev.wheelsweep.core.scan.WheelBuilder;
import dev.wheelsweep.spark.LocalSweep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which wheels ship a vulnerable copy, from wheels and an export of advisories to the answer. */
class VendoredAdvisoriesCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void aVulnerableCopyIsFoundAndAFixedOneIsNot() throws Exception {
        Path mirror = Files.createDirectory(folder.resolve("mirror"));
        wheel("db_driver", "1.0", "13.20-1.el8_10").writeTo(mirror);
        wheel("db_driver", "1.1", "13.22-1.el8_10").writeTo(mirror);
        wheel("other", "2.0", "13.5-1.el8_6").writeTo(mirror);
        WheelBuilder.named("mute-1.0-cp313-cp313-manylinux_2_28_x86_64.whl")
                .elf("mute/_native.so", NativeWheel.extension())
                .elf("mute.libs/libpq-1a2b3c4d.so.5", ElfBuilder.library().soname("libpq-1a2b3c4d.so.5"))
                .writeTo(mirror);
        Path dataset = folder.resolve("dataset");
        LocalSweep.of(mirror, dataset);
        Path export = Files.createDirectory(folder.resolve("export"));
        Files.writeString(export.resolve("ALSA-2025-1.json"), """
                {"id": "ALSA-2025:1", "related": ["CVE-2025-1094"], "database_specific": {"severity": "Important"},
                 "affected": [{"package": {"ecosystem": "AlmaLinux:8", "name": "libpq"}, "ranges": [
                   {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "13.22-1.el8_10"}]}]}]}
                """);

        Outcome found = ask("vendored-advisories", dataset, export);

        assertThat(found.code()).as(found.err()).isZero();
        assertThat(found.err())
                .isEqualTo(
                        "advisories: 1 read, 0 of them withdrawn%ncomponents: 4 in bills of materials, 1 of them not compared:"
                                        .formatted()
                                + " the question unjudged-components says why\n");
        List<JsonNode> rows = rows(found);
        assertThat(rows).extracting(row -> row.get("project").asText()).containsExactly("db-driver", "other");
        assertThat(rows.get(0).get("version").asText()).isEqualTo("1.0");
        assertThat(rows.get(0).get("is_newest").asBoolean()).isFalse();
        assertThat(rows.get(1).get("is_newest").asBoolean()).isTrue();
        assertThat(rows.get(1).get("platform_tags").get(0).asText()).isEqualTo("manylinux_2_28_x86_64");
        assertThat(rows.get(1).get("component").asText()).isEqualTo("libpq");
        assertThat(rows.get(1).get("component_version").asText()).isEqualTo("13.5-1.el8_6");
        assertThat(rows.get(1).get("advisory").asText()).isEqualTo("ALSA-2025:1");
        assertThat(rows.get(1).get("cves").asText()).isEqualTo("CVE-2025-1094");
        assertThat(rows.get(1).get("severity").asText()).isEqualTo("Important");
        assertThat(rows.get(1).get("fixed_version").asText()).isEqualTo("13.22-1.el8_10");
        assertThat(rows.get(1).get("outcome").asText()).isEqualTo("affected");

        assertThat(rows(ask("vendored-advisories", dataset, export, "--newest")))
                .extracting(row -> row.get("project").asText())
                .containsExactly("other");
        assertThat(ask("vendored-advisories", dataset, export, "--master", "local[1]"))
                .as("in Spark")
                .isEqualTo(found);

        assertThat(rows(ask("unjudged-components", dataset, export)))
                .extracting(row ->
                        row.get("reason").asText() + " " + row.get("component").asText())
                .containsExactly("no_bill_of_materials libpq.so.5", "no_ecosystem pkg:generic/zlib");

        Files.writeString(export.resolve("broken.json"), "{");
        Outcome partial = ask("vendored-advisories", dataset, export);
        assertThat(partial.code()).isEqualTo(4);
        assertThat(partial.out()).isEqualTo(found.out());
        assertThat(partial.err())
                .startsWith("advisories: 1 read, 0 of them withdrawn%n  cannot be read: broken.json: line 1, column "
                        .formatted());
    }

    @Test
    void withoutAdvisoriesNothingIsAnswered() throws Exception {
        Outcome none = Outcome.of("query", "vendored-advisories", folder);
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("vendored-advisories needs --advisories, a folder with advisories of OSV");

        Outcome nowhere = ask("vendored-advisories", folder, folder.resolve("nowhere"));
        assertThat(nowhere.code()).isEqualTo(3);
        assertThat(nowhere.err())
                .isEqualTo(Outcome.error(
                        "cannot read advisories in " + folder.resolve("nowhere"),
                        "there is no such folder",
                        "give --advisories a folder with JSON files or zips that OSV has exported"));

        Outcome superfluous = ask("overclaims", folder, folder);
        assertThat(superfluous.code()).isEqualTo(2);
        assertThat(superfluous.err()).contains("overclaims takes no --advisories");
    }

    private static WheelBuilder wheel(String name, String version, String libpq) {
        return WheelBuilder.named("%s-%s-cp313-cp313-manylinux_2_28_x86_64.whl".formatted(name, version))
                .elf(name + "/_native.so", NativeWheel.extension())
                .text("%s-%s.dist-info/sboms/auditwheel.cdx.json".formatted(name, version), """
                        {"bomFormat": "CycloneDX", "specVersion": "1.4", "components": [
                          {"name": "%1$s", "version": "%2$s", "purl": "pkg:pypi/%1$s@%2$s?file_name=x.whl"},
                          {"name": "zlib", "version": "1.3", "purl": "pkg:generic/zlib@1.3"},
                          {"name": "libpq", "version": "%3$s", "purl": "pkg:rpm/almalinux/libpq@%3$s"}]}
                        """.formatted(
                                name, version, libpq));
    }

    private static Outcome ask(String question, Path dataset, Path export, String... more) {
        List<Object> arguments =
                new ArrayList<>(List.of("query", question, dataset, "--advisories", export, "--format", "json"));
        arguments.addAll(List.of(more));
        return Outcome.of(arguments.toArray());
    }

    private static List<JsonNode> rows(Outcome outcome) throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        for (String line : outcome.out().lines().toList()) {
            rows.add(JSON.readTree(line));
        }
        return rows;
    }
}
