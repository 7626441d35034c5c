package dev.wheelsweep.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.InputMode;
import dev.wheelsweep.core.scan.WheelReport;
import dev.wheelsweep.core.scan.WheelScanner;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Wheels made from public reports about names, metadata, licence files, purelib and suffixes. */
@EnabledIfSystemProperty(named = "wheelsweep.shared", matches = ".+")
class ReportedNamesConformanceTest {
    private static final Path REPORTED = Path.of(System.getProperty("wheelsweep.shared", ""), "wheels", "reported");

    private static final Set<FindingId> LOOKED_FOR =
            Set.of(FindingId.NOT_INSTALLABLE, FindingId.ELF_IN_PURELIB, FindingId.EXTENSION_SUFFIX_DIFFERS);

    /** The finding by folder, or by the beginning of the file name; the other wheels there have none. */
    private static final Map<String, FindingId> EXPECTED = Map.ofEntries(
            Map.entry("02_wheelversion2", FindingId.NOT_INSTALLABLE),
            Map.entry("03_nowheelversion", FindingId.NOT_INSTALLABLE),
            Map.entry("04_metaversion", FindingId.NOT_INSTALLABLE),
            Map.entry("05_metaname", FindingId.NOT_INSTALLABLE),
            Map.entry("06_distinfo_other", FindingId.NOT_INSTALLABLE),
            Map.entry("07_distinfo_version", FindingId.NOT_INSTALLABLE),
            Map.entry("08_two_distinfo", FindingId.NOT_INSTALLABLE),
            Map.entry("09_two_distinfo_nowheel", FindingId.NOT_INSTALLABLE),
            Map.entry("11_nometadata", FindingId.NOT_INSTALLABLE),
            Map.entry("12_norecord", FindingId.NOT_INSTALLABLE),
            Map.entry("15_noversion_in_meta", FindingId.NOT_INSTALLABLE),
            Map.entry("16_badversion_name", FindingId.NOT_INSTALLABLE),
            Map.entry("24_minus", FindingId.NOT_INSTALLABLE),
            Map.entry("purepurelib", FindingId.ELF_IN_PURELIB),
            Map.entry("pureroot", FindingId.ELF_IN_PURELIB),
            Map.entry("abi3notag", FindingId.EXTENSION_SUFFIX_DIFFERS),
            Map.entry("wrongpy", FindingId.EXTENSION_SUFFIX_DIFFERS));

    @Test
    void findsWhatTheReportsAreAbout() throws IOException {
        PolicyEngine engine = new PolicyEngine(PolicyCatalog.builtIn());
        Map<String, Set<FindingId>> expected = new TreeMap<>();
        Map<String, Set<FindingId>> found = new TreeMap<>();
        for (Path wheel : wheels()) {
            String folder = wheel.getParent().getFileName().toString();
            String project = wheel.getFileName().toString().split("-", 2)[0];
            String name = EXPECTED.containsKey(folder) ? folder : project;
            expected.put(wheel.toString(), EXPECTED.containsKey(name) ? Set.of(EXPECTED.get(name)) : Set.of());
            Set<FindingId> ids = new TreeSet<>();
            Subject.of(report(wheel))
                    .ifPresent(subject -> engine.judge(subject).findings().forEach(finding -> ids.add(finding.id())));
            ids.retainAll(LOOKED_FOR);
            found.put(wheel.toString(), ids);
        }
        assertThat(found).isEqualTo(expected).hasSizeGreaterThan(30);
    }

    @Test
    void pypiRefusesMissingLicenceFiles() throws IOException {
        assertThat(report(REPORTED.resolve("lic/lic-1.0-py3-none-any.whl")).indexWouldAccept())
                .contains(false);
        assertThat(report(REPORTED.resolve("metadata/10_licensefile_missing/foo-1.0-py3-none-any.whl"))
                        .indexWouldAccept())
                .contains(false);
        assertThat(report(REPORTED.resolve("metadata/01/foo-1.0-py3-none-any.whl"))
                        .indexWouldAccept())
                .contains(true);
    }

    private static WheelReport report(Path wheel) throws IOException {
        return new WheelScanner(InputMode.MMAP).scan(wheel);
    }

    private static List<Path> wheels() throws IOException {
        List<Path> folders = new ArrayList<>(List.of(REPORTED.resolve("pure"), REPORTED.resolve("misc")));
        try (DirectoryStream<Path> metadata = Files.newDirectoryStream(REPORTED.resolve("metadata"))) {
            metadata.forEach(folders::add);
        }
        List<Path> wheels = new ArrayList<>();
        for (Path folder : folders) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.whl")) {
                files.forEach(wheels::add);
            }
        }
        return wheels;
    }
}
