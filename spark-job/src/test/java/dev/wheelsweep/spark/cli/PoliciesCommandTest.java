package dev.wheelsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wheelsweep.core.policy.PolicyCatalog;
import dev.wheelsweep.spark.cli.output.Documents;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PoliciesCommandTest {

    @Test
    void listsThePoliciesOfEachLibrary() {
        Outcome outcome = Outcome.of("policies");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .startsWith("policy set " + PolicyCatalog.builtIn().id() + System.lineSeparator())
                .contains("""
                        POLICY           OLDEST         ALSO CALLED      ARCHITECTURES
                        manylinux_2_5    glibc 2.5      manylinux1       i686 x86_64
                        manylinux_2_12   glibc 2.12     manylinux2010    i686 x86_64
                        manylinux_2_17   glibc 2.17     manylinux2014    aarch64 armv7l i686 ppc64 ppc64le s390x x86_64
                        """)
                .containsPattern("musllinux_1_2 +musl 1\\.2 +aarch64 ")
                .containsPattern("android_24 +API level 24 +aarch64 ");
    }

    @Test
    void printsOneJsonObject() {
        JsonNode document =
                Documents.read(Outcome.of("policies", "--format", "json").out());

        assertThat(Documents.keys(document)).containsExactly("id", "policies");
        assertThat(document.get("id").asText())
                .isEqualTo(PolicyCatalog.builtIn().id());
        Map<String, JsonNode> byName = new HashMap<>();
        document.get("policies").forEach(policy -> byName.put(policy.get("name").asText(), policy));
        assertThat(byName).hasSize(document.get("policies").size()).containsKeys("musllinux_1_1", "manylinux_2_39");
        assertThat(byName.get("manylinux_2_12")).isEqualTo(Documents.read("""
                {"name": "manylinux_2_12", "aliases": ["manylinux2010"], "libc": "glibc", "libc_version": "2.12",
                 "architectures": ["i686", "x86_64"]}
                """));
    }

    @Test
    void anUnknownFormatIsWrongUsage() {
        assertThat(Outcome.of("policies", "--format", "sarif").code()).isEqualTo(2);
    }
}
