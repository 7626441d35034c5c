package dev.wheelsweep.core.supply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.elf.ElfFactsBuilder;
import dev.wheelsweep.core.supply.VendoredLibrary.Evidence;
import dev.wheelsweep.core.wheel.SbomComponent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VendoredLibraryTest {
    private static final String XAU = "pkg.libs/libXau-154567c4.so.6.0.0";
    private static final String NOTE = "{\"type\":\"rpm\",\"name\":\"libXau-note\",\"version\":\"1.0.12\"}";

    /** Of a wheel of av 18.1.0: the hash is the SHA-256 of /lib64/libXau.so.6.0.0. */
    private static final SbomComponent BY_PATH = component(
            "libXau",
            "1.0.9-3.el8",
            "pkg:rpm/almalinux/libXau@1.0.9-3.el8",
            "pkg:rpm/almalinux/libXau@1.0.9-3.el8#ac77887fa9a50833ff7a34d7e27ebe243468552bc94f6628693cb1dfdaf102e7");

    @ParameterizedTest
    @CsvSource({
        "libXau-154567c4.so.6.0.0, libXau.so.6.0.0, libXau, , 6.0.0",
        "libgfortran-040039e1-0352e75f.so.5.0.0, libgfortran.so.5.0.0, libgfortran, , 5.0.0",
        "libopenblaso-r0-d77a1985.3.15.so, libopenblaso-r0.3.15.so, libopenblaso, 0.3.15, ",
        "libtbb-2021-0123abcd.8.so.12, libtbb-2021.8.so.12, libtbb, 2021.8, 12",
        "libpng16-0123abcd.so.16.43.0, libpng16.so.16.43.0, libpng16, , 16.43.0",
        "libpython3-0123abcd.11.so.1.0, libpython3.11.so.1.0, libpython3.11, , 1.0",
        "libgcc_s-0cd532bd.so.1, libgcc_s.so.1, libgcc_s, , 1",
        "libscipy_openblas-5f890258.so, libscipy_openblas.so, libscipy_openblas, , ",
        "libplain.so.1, libplain.so.1, libplain, , 1",
        "libx-0123ABCD.so, libx-0123ABCD.so, libx-0123ABCD, , ",
        "tool-0123abcd, tool-0123abcd, tool-0123abcd, , ",
    })
    void whatAFileNameSays(String file, String original, String name, String version, String abi) {
        assertThat(LibraryFile.of(file))
                .isEqualTo(new LibraryFile(original, name, Optional.ofNullable(version), Optional.ofNullable(abi)));
    }

    @Test
    void theNoteInTheFileIsTheBestEvidenceAndTheBillStillHasThePackageUrl() {
        VendoredLibrary library = only(XAU, new ElfFactsBuilder().packageNote(NOTE), BY_PATH);

        assertThat(library.evidence()).isEqualTo(Evidence.PACKAGE_NOTE);
        assertThat(library.name()).isEqualTo("libXau-note");
        assertThat(library.version()).contains("1.0.12");
        assertThat(library.component()).contains(BY_PATH);
        assertThat(library.abiVersion()).contains("6.0.0");
    }

    @Test
    void auditwheelsComponentIsFoundByTheHashOfThePath() {
        VendoredLibrary library = only(XAU, new ElfFactsBuilder(), BY_PATH);

        assertThat(library.evidence()).isEqualTo(Evidence.SBOM_PATH);
        assertThat(library.name()).isEqualTo("libXau");
        assertThat(library.version()).contains("1.0.9-3.el8");
        assertThat(only("pkg.libs/libXau-154567c4.so.6", new ElfFactsBuilder(), BY_PATH)
                        .evidence())
                .isEqualTo(Evidence.SBOM_NAME);
        assertThat(only("pkg.libs/libother-154567c4.so.6.0.0", new ElfFactsBuilder(), BY_PATH)
                        .evidence())
                .isEqualTo(Evidence.FILE_NAME);
    }

    @ParameterizedTest
    @CsvSource({
        "libxau, pkg:deb/debian/libxau@1, SBOM_NAME",
        "Xau, , SBOM_NAME",
        "xau, pkg:PyPI/xau@1, FILE_NAME",
        "xau, pkg:cargo/xau@1, FILE_NAME",
        "xa, , FILE_NAME",
    })
    void aComponentOfTheNameWillDo(String component, String purl, Evidence evidence) {
        assertThat(only(XAU, new ElfFactsBuilder(), component(component, "1", purl, null))
                        .evidence())
                .isEqualTo(evidence);
    }

    @Test
    void twoVersionsOfOneNameAreNoEvidence() {
        SbomComponent one = component("libXau", "1", null, null);
        assertThat(only(XAU, new ElfFactsBuilder(), one, component("libxau", "2", null, null))
                        .evidence())
                .isEqualTo(Evidence.FILE_NAME);
        assertThat(only(XAU, new ElfFactsBuilder(), one, one).evidence()).isEqualTo(Evidence.SBOM_NAME);
    }

    @Test
    void aBadNoteIsKeptAsAFault() {
        VendoredLibrary library = only(XAU, new ElfFactsBuilder().packageNote("{"));

        assertThat(library.evidence()).isEqualTo(Evidence.FILE_NAME);
        assertThat(library.note().flatMap(PackageNote::fault)).isPresent();
    }

    @Test
    void theBuildSystemIsThatOfAllComments() {
        String rhel7 = "GCC: (GNU) 4.8.5 20150623 (Red Hat 4.8.5-44)";
        assertThat(only(XAU, new ElfFactsBuilder().compiler(rhel7)).buildSystem())
                .contains("rhel:7");
        assertThat(only(XAU, new ElfFactsBuilder().compiler(rhel7).compiler("GCC: (Debian 12.2.0-14) 12.2.0"))
                        .buildSystem())
                .isEmpty();
    }

    private static VendoredLibrary only(String path, ElfFactsBuilder facts, SbomComponent... components) {
        List<VendoredLibrary> all =
                VendoredLibrary.allOf(new TreeMap<>(Map.of(path, facts.build())), List.of(components));
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static SbomComponent component(String name, String version, String purl, String reference) {
        return new SbomComponent(
                "a.json",
                Optional.empty(),
                Optional.empty(),
                Optional.of(name),
                Optional.of(version),
                Optional.ofNullable(purl),
                Optional.ofNullable(reference),
                Optional.empty());
    }
}
