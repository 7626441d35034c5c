package dev.wheelsweep.core.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.SharedFacts;
import dev.wheelsweep.core.platform.Arch;
import dev.wheelsweep.core.platform.DottedNumber;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Compares the built-in systems with what was read from the official images, architecture by architecture. */
@EnabledIfSystemProperty(named = "wheelsweep.shared", matches = ".+")
class SystemFactsDifferentialTest {
    /** Differences that are meant. */
    private static final Set<String> KNOWN = Set.of(
            // Debian 13 added these in a stable update, after the image was read; the package of today has them.
            "debian:13 x86_64 GLIBC named [ABI_DT_RELR, ABI_DT_X86_64_PLT, ABI_GNU2_TLS], measured [ABI_DT_RELR]",
            "debian:13 i686 GLIBC named [ABI_DT_RELR, ABI_GNU2_TLS, ABI_GNU_TLS], measured [ABI_DT_RELR]");

    /** Debian testing and unstable were read again later; the other architectures were images of older days. */
    private static final Set<String> NEWER =
            Set.of("debian-testing", "debian-unstable", "fedora-rawhide armv7l", "ubuntu-23.04 riscv64");

    private static final Map<String, String> DISTRIBUTIONS =
            Map.of("rhubi", "rhel", "rockylinux", "rocky", "archlinux", "arch");

    private final Set<String> differences = new TreeSet<>();
    private int compared;

    @Test
    void everySystemDefinesWhatItsImageDefines() throws IOException {
        for (Object item : (List<?>) SharedFacts.of("distros.json").get("distros")) {
            Map<?, ?> facts = (Map<?, ?>) item;
            Optional<LinuxSystem> system = SystemCatalog.builtIn().named(id((String) facts.get("id")));
            if (system.isPresent() && !NEWER.contains(facts.get("id")) && facts.get("per_arch") != null) {
                assertThat(system.get().libcVersion()).hasToString((String) facts.get("glibc_version"));
                ((Map<?, ?>) facts.get("per_arch")).forEach((arch, measured) -> {
                    if (!NEWER.contains(facts.get("id") + " " + arch)) {
                        compare(system.get(), new Arch((String) arch), (Map<?, ?>) measured);
                    }
                });
                assertThat(day(system.get().lifecycle().end())).isEqualTo(facts.get("eol"));
                assertThat(day(system.get().lifecycle().extendedEnd())).isEqualTo(facts.get("extended_eol"));
            }
        }
        assertThat(differences).isEqualTo(new TreeSet<>(KNOWN));
        assertThat(compared).isGreaterThan(1_500);
    }

    private void compare(LinuxSystem system, Arch arch, Map<?, ?> measured) {
        BaseLibraries libraries = system.libraries().get(arch);
        if (libraries == null) {
            // An image whose glibc is of another release than that of the other architectures.
            assertThat(measured.get("glibc")).isNotEqualTo(system.libcVersion().toString());
            return;
        }
        Set<String> versions =
                libraries.all().stream().flatMap(it -> it.versions().stream()).collect(Collectors.toSet());
        Map<?, ?> odd = (Map<?, ?>) measured.get("odd");
        for (String namespace : List.of("GLIBC", "GLIBCXX", "CXXABI", "GCC")) {
            String ours = highest(namespace, versions);
            if (!ours.equals(measured.get(namespace))) {
                differences.add("%s %s %s %s, measured %s"
                        .formatted(system.id(), arch, namespace, ours, measured.get(namespace)));
            }
            List<String> named = named(namespace, versions);
            List<?> measuredNamed = odd.get(namespace) == null ? List.of() : (List<?>) odd.get(namespace);
            if (!named.equals(measuredNamed)) {
                differences.add(
                        "%s %s %s named %s, measured %s".formatted(system.id(), arch, namespace, named, measuredNamed));
            }
            compared++;
        }
    }

    private static String highest(String namespace, Set<String> versions) {
        return versions.stream()
                .filter(version -> version.startsWith(namespace + "_"))
                .flatMap(version -> DottedNumber.parse(version.substring(namespace.length() + 1)).stream())
                .max(Comparator.naturalOrder())
                .map(DottedNumber::toString)
                .orElse("none");
    }

    private static List<String> named(String namespace, Set<String> versions) {
        return versions.stream()
                .filter(version -> version.startsWith(namespace + "_"))
                .map(version -> version.substring(namespace.length() + 1))
                .filter(version -> DottedNumber.parse(version).isEmpty() && !version.equals("PRIVATE"))
                .sorted()
                .toList();
    }

    private static String day(Optional<?> day) {
        return day.map(Object::toString).orElse(null);
    }

    private static String id(String theirs) {
        if (theirs.startsWith("centos-stream")) {
            return theirs.replace("centos-stream", "centos-stream:");
        }
        String[] words = theirs.split("-", 2);
        return DISTRIBUTIONS.getOrDefault(words[0], words[0]) + ":" + words[1];
    }
}
