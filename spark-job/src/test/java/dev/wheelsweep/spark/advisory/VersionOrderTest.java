package dev.wheelsweep.spark.advisory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The order of each ecosystem, by versions in it. */
class VersionOrderTest {
    private static final Map<VersionOrder, List<String>> ASCENDING = new EnumMap<>(Map.of(
            VersionOrder.PEP_440, List.of("1.0.dev1", "1.0a1", "1.0", "1.0.post1", "1!0"),
            VersionOrder.SEMVER,
                    List.of(
                            "1.0.0-0",
                            "1.0.0-2",
                            "1.0.0-10",
                            "1.0.0-alpha",
                            "1.0.0-alpha.1",
                            "1.0.0-alpha.beta",
                            "1.0.0-b-12",
                            "1.0.0-b-2",
                            "1.0.0",
                            "1.0.99999999999999999999",
                            "1.10.0"),
            VersionOrder.RPM,
                    List.of(
                            "0:1.0~rc1-1",
                            "0:1.0-1",
                            "0:1.0-1.el8",
                            "0:1.0-1.el8_10",
                            "0:1.0-2.el8",
                            "0:1.0^git1-1",
                            "0:1.0.a-1",
                            "0:1.0.1-1",
                            "0:1.10-1",
                            "1:0.1-1"),
            VersionOrder.DEBIAN,
                    List.of(
                            "1.0~rc1-1",
                            "1.0",
                            "1.0-1",
                            "1.0-1+deb12u1",
                            "1.0a-1",
                            "1.0+dfsg-1",
                            "1.0.1-1",
                            "1.10-1",
                            "1:0.1"),
            VersionOrder.ALPINE,
                    List.of(
                            "1.01",
                            "1.09",
                            "1.1_alpha",
                            "1.1_alpha2",
                            "1.1_beta1",
                            "1.1_pre1",
                            "1.1_rc1-r5",
                            "1.1_rc1_git20240512",
                            "1.1",
                            "1.1-r1",
                            "1.1-r10",
                            "1.1_cvs1",
                            "1.1_svn1",
                            "1.1_git20240512",
                            "1.1_hg1",
                            "1.1_p1-r0",
                            "1.1a",
                            "1.1.1",
                            "1.10")));

    @Test
    void versionsAreInOrder() {
        ASCENDING.forEach((order, versions) -> {
            for (int i = 0; i < versions.size(); i++) {
                assertThat(order.isVersion(versions.get(i))).as(versions.get(i)).isTrue();
                for (int j = 0; j < versions.size(); j++) {
                    assertThat(Integer.signum(order.compare(versions.get(i), versions.get(j))))
                            .as("%s: %s and %s", order, versions.get(i), versions.get(j))
                            .isEqualTo(Integer.compare(i, j));
                }
            }
        });
    }

    @Test
    void otherTextHasNoPlace() {
        Map.of(
                        VersionOrder.PEP_440, "main",
                        VersionOrder.SEMVER, "1.0.0-01",
                        VersionOrder.RPM, "1.0-1-1",
                        VersionOrder.DEBIAN, "1.0:1",
                        VersionOrder.ALPINE, "1.0_what")
                .forEach((order, text) ->
                        assertThat(order.isVersion(text)).as(text).isFalse());
        for (VersionOrder order : VersionOrder.values()) {
            assertThat(order.isVersion("")).as("%s", order).isFalse();
        }
    }

    /** auditwheel writes no epochs: such a version is compared as if it had the epoch of the other. */
    @Test
    void anRpmWithoutEpochHasAnyEpoch() {
        assertThat(VersionOrder.RPM.compare("1.0-1", "1:1.0-1")).isZero();
        assertThat(VersionOrder.RPM.compare("1.0", "1:1.0-1")).isZero();
        assertThat(VersionOrder.RPM.compare("1.0-1", "7:1.0-2")).isNegative();
    }
}
