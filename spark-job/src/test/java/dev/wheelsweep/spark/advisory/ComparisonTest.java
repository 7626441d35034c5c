package dev.wheelsweep.spark.advisory;

import static dev.wheelsweep.spark.advisory.Match.Outcome.AFFECTED;
import static dev.wheelsweep.spark.advisory.Match.Outcome.AFFECTED_IN_SOME_RELEASE;
import static dev.wheelsweep.spark.advisory.Match.Outcome.NOT_COMPARABLE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.spark.advisory.AdvisoryJson.BadAdvisoryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Package URLs against advisories, both as they are written. */
class ComparisonTest {
    private static final String TO_13_22 =
            "\"ranges\": [{\"type\": \"ECOSYSTEM\", \"events\": [{\"introduced\": \"0\"}, {\"fixed\": \"13.22-1.el8_10\"}]}]";

    @Test
    void aVersionBeforeTheFixedOneIsAffected() throws BadAdvisoryException {
        for (String distribution :
                List.of("pkg:rpm/almalinux/libpq@%s", "pkg:rpm/almalinux/libpq@%s?distro=almalinux-8.10")) {
            assertThat(outcome(distribution.formatted("13.20-1.el8_10"), "AlmaLinux:8", "libpq", TO_13_22))
                    .contains(AFFECTED);
            assertThat(outcome(distribution.formatted("13.22-1.el8_10"), "AlmaLinux:8", "libpq", TO_13_22))
                    .isEmpty();
        }
        assertThat(outcome("pkg:rpm/almalinux/libpq-devel@13.20-1.el8", "AlmaLinux:8", "libpq", TO_13_22))
                .isEmpty();
        assertThat(outcome("pkg:rpm/centos/libpq@13.20-1.el8", "AlmaLinux:8", "libpq", TO_13_22))
                .isEmpty();
    }

    @Test
    void releasesOfADistributionAreApart() throws BadAdvisoryException {
        String old = "pkg:rpm/almalinux/libpq@13.20-1.el8_10";
        assertThat(outcome(old, "AlmaLinux:9", "libpq", TO_13_22)).isEmpty();
        assertThat(outcome(old, "AlmaLinux", "libpq", TO_13_22)).contains(AFFECTED);
        assertThat(outcome("pkg:rpm/almalinux/libpq@13.20-1", "AlmaLinux:9", "libpq", TO_13_22))
                .contains(AFFECTED_IN_SOME_RELEASE);
        assertThat(outcome(
                        "pkg:rpm/redhat/libpq@13.20-1.el8", "Red Hat:enterprise_linux:8::appstream", "libpq", TO_13_22))
                .contains(AFFECTED);
        assertThat(outcome("pkg:rpm/redhat/libpq@13.20-1.el8", "Red Hat:rhel_eus:8.4::appstream", "libpq", TO_13_22))
                .contains(AFFECTED_IN_SOME_RELEASE);

        String zlib =
                "\"ranges\": [{\"type\": \"ECOSYSTEM\", \"events\": [{\"introduced\": \"0\"}, {\"fixed\": \"1.3-r0\"}]}]";
        assertThat(outcome("pkg:apk/alpine/zlib@1.2.13-r1?distro=alpine-3.18.4", "Alpine:v3.18", "zlib", zlib))
                .contains(AFFECTED);
        assertThat(outcome("pkg:apk/alpine/zlib@1.2.13-r1?distro=alpine-3.1", "Alpine:v3.18", "zlib", zlib))
                .isEmpty();
        assertThat(outcome("pkg:apk/alpine/zlib@1.2.13-r1", "Alpine:v3.18", "zlib", zlib))
                .contains(AFFECTED_IN_SOME_RELEASE);
    }

    /** auditwheel writes no epochs. */
    @Test
    void aVersionWithoutEpochHasThatOfTheAdvisory() throws BadAdvisoryException {
        String range =
                "\"ranges\": [{\"type\": \"ECOSYSTEM\", \"events\": [{\"introduced\": \"0\"}, {\"fixed\": \"1:1.1.1k-14.el8_10\"}]}]";

        assertThat(outcome("pkg:rpm/almalinux/openssl-libs@1.1.1k-12.el8_9", "AlmaLinux:8", "openssl-libs", range))
                .contains(AFFECTED);
        assertThat(outcome("pkg:rpm/almalinux/openssl-libs@1.1.1k-14.el8_10", "AlmaLinux:8", "openssl-libs", range))
                .isEmpty();
        assertThat(outcome("pkg:rpm/almalinux/openssl-libs@3.0-1.el8?epoch=0", "AlmaLinux:8", "openssl-libs", range))
                .contains(AFFECTED);
    }

    @Test
    void eventsAreEvaluatedInTheOrderOfTheirVersions() throws BadAdvisoryException {
        String twice = """
                "ranges": [{"type": "SEMVER", "events": [{"fixed": "2.1.0"}, {"introduced": "2.0.0"}, {"fixed": "1.0.10"},
                  {"introduced": "1.0.2"}]}, {"type": "SEMVER", "events": [{"introduced": "3.0.0"}, {"last_affected": "3.0.5"}]},
                  {"type": "SEMVER", "events": [{"introduced": "4.0.0"}, {"limit": "4.1.0"}]}]""";
        for (String affected : List.of("1.0.2", "1.0.9", "2.0.0", "2.1.0-rc.1", "3.0.5", "4.0.9")) {
            assertThat(outcome("pkg:cargo/x@" + affected, "crates.io", "x", twice))
                    .as(affected)
                    .contains(AFFECTED);
        }
        for (String fixed : List.of("1.0.1", "1.0.10", "2.0.0-rc.1", "2.1.0", "3.0.6", "4.1.0")) {
            assertThat(outcome("pkg:cargo/x@" + fixed, "crates.io", "x", twice))
                    .as(fixed)
                    .isEmpty();
        }
        assertThat(comparison("pkg:cargo/x@1.0.3", "crates.io", "x", twice).matches())
                .extracting(Match::fixed)
                .containsExactly(Optional.of("1.0.10"));
    }

    @Test
    void namesAreSpelledAsTheEcosystemSpellsThem() throws BadAdvisoryException {
        String listed = "\"versions\": [\"1.0\", \"1.2.3\"]";

        assertThat(outcome("pkg:pypi/zope.Interface@1.0.0", "PyPI", "zope-interface", listed))
                .contains(AFFECTED);
        assertThat(outcome("pkg:npm/%40scope/x@1.2.3", "npm", "@scope/x", listed))
                .contains(AFFECTED);
        assertThat(outcome("pkg:golang/github.com/Azure/x@v1.2.3", "Go", "github.com/Azure/x", listed))
                .contains(AFFECTED);
        assertThat(outcome("pkg:deb/debian/libssl3@1.2.3?upstream=openssl", "Debian:12", "openssl", listed))
                .contains(AFFECTED_IN_SOME_RELEASE);
        assertThat(outcome(
                        "pkg:deb/debian/libssl3@9?upstream=openssl%401.2.3&distro=debian-12",
                        "Debian:12", "openssl", listed))
                .contains(AFFECTED);
    }

    @Test
    void whatHasNoOrderIsNeverClean() throws BadAdvisoryException {
        String commits =
                "\"ranges\": [{\"type\": \"GIT\", \"events\": [{\"introduced\": \"0\"}, {\"fixed\": \"aa\"}]}]";
        String semver =
                "\"ranges\": [{\"type\": \"SEMVER\", \"events\": [{\"introduced\": \"0\"}, {\"fixed\": \"one\"}]}]";

        assertThat(outcome("pkg:cargo/x@1.2.3", "crates.io", "x", commits)).contains(NOT_COMPARABLE);
        assertThat(outcome("pkg:cargo/x@1.2.3", "crates.io", "x", semver)).contains(NOT_COMPARABLE);
        assertThat(outcome("pkg:cargo/x@main", "crates.io", "x", "\"versions\": [\"1.2.3\"]"))
                .contains(NOT_COMPARABLE);
        assertThat(outcome("pkg:cargo/x@1.2.3", "crates.io", "x", "\"versions\": []"))
                .contains(NOT_COMPARABLE);
        assertThat(outcome("pkg:cargo/x@1.2.4", "crates.io", "x", commits + ", \"versions\": [\"1.2.3\"]"))
                .isEmpty();
    }

    @Test
    void whatIsNotComparedHasAReason() throws BadAdvisoryException {
        assertThat(reasons("", "no purl", "a/b", "pkg:generic/openssl@3", "pkg:cargo/x", "pkg:npm/x@1.0.0"))
                .containsExactly(
                        Unjudged.Reason.NO_PACKAGE_URL,
                        Unjudged.Reason.BAD_PACKAGE_URL,
                        Unjudged.Reason.BAD_PACKAGE_URL,
                        Unjudged.Reason.NO_ECOSYSTEM,
                        Unjudged.Reason.NO_VERSION,
                        Unjudged.Reason.NO_ADVISORIES);
        assertThat(reasons("pkg:apk/alpine/libssl3@3.1-r0", "pkg:apk/alpine/openssl@3.1-r0", "pkg:cargo/clean@1.0.0"))
                .containsExactly(Unjudged.Reason.NO_SOURCE_PACKAGE);
    }

    private static List<Unjudged.Reason> reasons(String... purls) throws BadAdvisoryException {
        List<Component> components = new ArrayList<>();
        for (String purl : purls) {
            components.add(new Component("x", "", purl));
        }
        Comparison comparison = new Comparison(components);
        comparison.compare(advisory("Alpine:v3.18", "openssl", "\"versions\": [\"0\"]"));
        comparison.compare(advisory("crates.io", "other", "\"versions\": [\"0\"]"));
        return comparison.unjudged().stream().map(Unjudged::reason).toList();
    }

    private static Optional<Match.Outcome> outcome(String purl, String ecosystem, String name, String versions)
            throws BadAdvisoryException {
        return comparison(purl, ecosystem, name, versions).matches().stream()
                .map(Match::outcome)
                .findFirst();
    }

    private static Comparison comparison(String purl, String ecosystem, String name, String versions)
            throws BadAdvisoryException {
        Comparison comparison = new Comparison(List.of(new Component("x", "", purl)));
        comparison.compare(advisory(ecosystem, name, versions));
        return comparison;
    }

    private static Advisory advisory(String ecosystem, String name, String versions) throws BadAdvisoryException {
        return AdvisoryJson.read("""
                {"id": "X-1", "affected": [{"package": {"ecosystem": "%s", "name": "%s"}, %s}]}""".formatted(ecosystem, name, versions).getBytes(UTF_8));
    }
}
