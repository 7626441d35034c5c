package dev.wheelsweep.spark.advisory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdvisoryExportTest {
    @TempDir
    private Path folder;

    @Test
    void filesAndZipsAreRead() throws IOException {
        Files.createDirectories(folder.resolve("below"));
        Files.writeString(folder.resolve("A-1.json"), """
                {"id": "A-1", "aliases": ["CVE-2025-2", "GHSA-x"], "related": ["CVE-2025-1"],
                 "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N"}],
                 "affected": [{"ranges": [{"type": "GIT", "events": [{"introduced": "0"}]}]},
                   {"package": {"ecosystem": "Alpine:v3.18", "name": "zlib"}, "versions": ["1.2-r0"],
                    "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0", "fixed": "1.3-r0"}]}]}]}
                """);
        zip("below/all.zip", Map.of("B-1.json", """
                {"id": "B-1", "database_specific": {"severity": "HIGH"}}""", "B-2.json", """
                {"id": "B-2", "withdrawn": "2025-01-01T00:00:00Z"}"""));
        Files.writeString(folder.resolve("README.md"), "no advisory");
        List<Advisory> all = new ArrayList<>();

        assertThat(AdvisoryExport.read(folder, all::add)).isEqualTo(new AdvisoryExport.Reading(3, 1, 0, List.of()));
        assertThat(all).extracting(Advisory::id).containsExactly("A-1", "B-1");
        assertThat(all.get(0).cves()).containsExactly("CVE-2025-1", "CVE-2025-2");
        assertThat(all).extracting(Advisory::severity).containsExactly("CVSS:3.1/AV:N", "HIGH");
        assertThat(all.get(0).affected()).singleElement().satisfies(affected -> {
            assertThat(affected.ecosystemName()).isEqualTo("Alpine");
            assertThat(affected.release()).isEqualTo("v3.18");
            assertThat(affected.ranges().get(0).events()).hasSize(2);
        });
    }

    @Test
    void whatCannotBeReadIsNamedAndCounted() throws IOException {
        Map<String, String> broken = new TreeMap<>(Map.of(
                "a.json", "{\"id\": \"A\"",
                "b.json", "",
                "c.json", "[]",
                "d.json", "{\"aliases\": []}",
                "e.json", "{\"id\": \"E\", \"affected\": {}}",
                "f.json", "{\"id\": \"F\", \"aliases\": [1]}",
                "g.json",
                        "{\"id\": \"G\", \"affected\": [{\"package\": {\"ecosystem\": \"npm\", \"name\": \"x\"}, \"ranges\": [{\"type\":"
                                + " \"SEMVER\", \"events\": [{\"started\": \"0\"}]}]}]}"));
        for (Map.Entry<String, String> file : broken.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        Files.writeString(folder.resolve("h.zip"), "no zip");
        zip("i.zip", Map.of("inside.json", "{"));
        Files.createSymbolicLink(folder.resolve("j.json"), Path.of("gone.json"));
        Files.createDirectory(folder.resolve("ignored.json"));

        AdvisoryExport.Reading reading = AdvisoryExport.read(folder, any -> {});

        assertThat(reading.advisories()).isZero();
        assertThat(reading.bad()).isEqualTo(10);
        assertThat(reading.problems())
                .satisfiesExactly(
                        a -> assertThat(a).startsWith("a.json: line 1, column ").contains("end-of-input"),
                        b -> assertThat(b).isEqualTo("b.json: not a JSON object"),
                        c -> assertThat(c).isEqualTo("c.json: not a JSON object"),
                        d -> assertThat(d).isEqualTo("d.json: no text id"),
                        e -> assertThat(e).isEqualTo("e.json: affected is no list"),
                        f -> assertThat(f).isEqualTo("f.json: aliases has something else than texts"),
                        g -> assertThat(g)
                                .isEqualTo("g.json: an event without introduced, fixed, last_affected and limit"),
                        h -> assertThat(h).startsWith("h.zip: "),
                        i -> assertThat(i).startsWith("i.zip/inside.json: line 1, column "),
                        j -> assertThat(j).isEqualTo("j.json: not a file, or a link to none"));
    }

    @Test
    void ofManyProblemsTheFirstAreNamed() throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (int i = 0; i < 50; i++) {
            files.put("%02d.json".formatted(i), "null");
        }
        zip("all.zip", files);

        AdvisoryExport.Reading reading = AdvisoryExport.read(folder, any -> {});

        assertThat(reading.bad()).isEqualTo(50);
        assertThat(reading.problems()).hasSize(20);
    }

    private void zip(String name, Map<String, String> files) throws IOException {
        try (OutputStream out = Files.newOutputStream(folder.resolve(name));
                ZipOutputStream zip = new ZipOutputStream(out, UTF_8)) {
            for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(UTF_8));
                zip.closeEntry();
            }
        }
    }
}
