package dev.wheelsweep.core.wheel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SbomTest {
    private static final String ENTRY = "pkg-1.0.dist-info/sboms/a.json";

    @Test
    void componentsOfCycloneDxAndThoseInsideThem() {
        assertThat(texts("""
                {"components": [
                   {"type": "library", "name": "openssl", "version": "3.0.7-2.el9",
                    "purl": "pkg:rpm/almalinux/openssl@3.0.7-2.el9", "licenses": [{"name": "x"}],
                    "components": [{"name": "inner", "purl": "pkg:generic/inner"}]},
                   {"name": "zlib", "version": "1.3"}, "a string"],
                 "specVersion": "1.5", "bomFormat": "CycloneDX",
                 "metadata": {"component": {"name": "not listed"}, "tools": [{"name": "auditwheel", "version": "6.7.0"}]}}
                """))
                .containsExactly(
                        "cyclonedx 1.5|auditwheel 6.7.0|openssl|3.0.7-2.el9|pkg:rpm/almalinux/openssl@3.0.7-2.el9|-",
                        "cyclonedx 1.5|auditwheel 6.7.0|inner|-|pkg:generic/inner|-",
                        "cyclonedx 1.5|auditwheel 6.7.0|zlib|1.3|-|-");
    }

    @Test
    void toolsOfCycloneDxMayBeComponents() {
        assertThat(texts("""
                {"bomFormat": "CycloneDX", "specVersion": "1.6",
                 "metadata": {"tools": {"components": [{"type": "application", "name": "syft", "version": "1.2"}]}},
                 "components": [{"name": "a"}]}
                """)).containsExactly("cyclonedx 1.6|syft 1.2|a|-|-|-");
    }

    @Test
    void packagesOfSpdx() {
        assertThat(texts("""
                {"spdxVersion": "SPDX-2.3", "creationInfo": {"creators": ["Organization: X", "Tool: syft-1.2"]},
                 "packages": [{"name": "zlib", "versionInfo": "1.3", "externalRefs": [
                    {"referenceType": "cpe23Type", "referenceLocator": "cpe:2.3:a"},
                    {"referenceType": "purl", "referenceLocator": "pkg:deb/debian/zlib1g@1.3"}]}]}
                """)).containsExactly("spdx 2.3|syft-1.2|zlib|1.3|pkg:deb/debian/zlib1g@1.3|-");
        assertThat(texts("""
                {"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": [
                   {"type": "CreationInfo", "specVersion": "3.0.1"},
                   {"software_packageUrl": "pkg:pypi/a@1", "software_packageVersion": "1", "name": "a",
                    "type": "software_Package"},
                   {"type": "software_File", "name": "b"}]}
                """)).containsExactly("spdx 3.0.1|-|a|1|pkg:pypi/a@1|-");
    }

    @Test
    void aBillThatListsNothingIsOneRow() {
        assertThat(texts("{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.4\"}"))
                .containsExactly("cyclonedx 1.4|-|-|-|-|-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "<?xml version=\"1.0\"?>", "{\"a\": 1}", "{\"bomFormat\":", "\u0000"})
    void whatIsNoBillIsARowThatSaysWhy(String text) {
        List<SbomComponent> rows = Sbom.read(ENTRY, text.getBytes(UTF_8), 10).components();

        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).name()).isEmpty();
        assertThat(rows.get(0).fault()).isPresent();
    }

    @Test
    void whatWasReadBeforeAFaultIsKept() {
        assertThat(texts("{\"bomFormat\": \"CycloneDX\", \"components\": [{\"name\": \"a\"}, {\"name\": oops"))
                .hasSize(3)
                .startsWith("cyclonedx|-|a|-|-|-")
                .last()
                .asString()
                .contains("line 1, column");
    }

    @Test
    void theFirstComponentsAreKept() {
        assertThat(Sbom.read(ENTRY, bill(10), 10))
                .returns(false, Sbom.Listed::hasMore)
                .extracting(Sbom.Listed::components, LIST)
                .hasSize(10);
        assertThat(Sbom.read(ENTRY, bill(12), 10))
                .returns(true, Sbom.Listed::hasMore)
                .extracting(Sbom.Listed::components, LIST)
                .hasSize(10);
        assertThat(Sbom.read(ENTRY, bill(1), 0))
                .returns(true, Sbom.Listed::hasMore)
                .extracting(Sbom.Listed::components, LIST)
                .isEmpty();
    }

    private static byte[] bill(int components) {
        return IntStream.range(0, components)
                .mapToObj("{\"name\": \"c%d\"}"::formatted)
                .collect(Collectors.joining(",", "{\"bomFormat\": \"CycloneDX\", \"components\": [", "]}"))
                .getBytes(UTF_8);
    }

    /** Jackson guesses UTF-32 from the first bytes, and reports characters that it cannot have in a way of its own. */
    @Test
    void impossibleCharactersOfUtf32AreAFault() {
        byte[] text = {0, 0, 0, '{', 0x7f, 0, 0, 0};

        assertThat(Sbom.read(ENTRY, text, 10).components())
                .singleElement()
                .satisfies(row -> assertThat(row.fault()).isPresent());
    }

    /** Recursion ends at a depth that no valid file has. */
    @Test
    void deepNestingIsAFault() {
        String deep = "{\"bomFormat\": \"CycloneDX\", \"components\": " + "[{\"components\": ".repeat(10_000);

        assertThat(Sbom.read(ENTRY, deep.getBytes(UTF_8), 10_000).components())
                .last()
                .satisfies(row -> assertThat(row.fault()).isPresent());
    }

    private static List<String> texts(String json) {
        return Sbom.read(ENTRY, json.getBytes(UTF_8), Sbom.MAX_COMPONENTS).components().stream()
                .peek(row -> assertThat(row.sbom()).isEqualTo(ENTRY))
                .map(row -> String.join(
                        "|",
                        row.format().orElse("-"),
                        row.tool().orElse("-"),
                        row.name().orElse("-"),
                        row.version().orElse("-"),
                        row.purl().orElse("-"),
                        row.fault().orElse("-")))
                .toList();
    }
}
