package dev.wheelsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.input.FormatException;
import dev.wheelsweep.core.policy.PolicyCatalog;
import dev.wheelsweep.spark.cli.output.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoliciesCommandTest {
    @TempDir
    private Path folder;

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
    void theJsonIsAPolicyFileOfTheSamePolicies() throws IOException, FormatException {
        String json = Outcome.of("policies", "--format", "json").out();
        Path file = Files.writeString(folder.resolve("policies.json"), json);

        assertThat(PolicyCatalog.load(file).id())
                .isEqualTo(PolicyCatalog.builtIn().id());
        assertThat(Outcome.of("policies", "--policy", file).out())
                .isEqualTo(Outcome.of("policies").out());
        assertThat(Outcome.of("policies", "--policy", file, "--format", "json").out())
                .isEqualTo(json);
        Path wheel = Wheels.overclaiming().writeTo(folder);
        assertThat(Outcome.of("check", "--policy", file, wheel)).isEqualTo(Outcome.of("check", wheel));
    }

    @Test
    void printsTheSchemaOfPolicyFiles() {
        Outcome outcome = Outcome.of("policies", "--schema");

        assertThat(outcome.code()).isZero();
        assertThat(Documents.read(outcome.out()).get("$schema").asText())
                .isEqualTo("https://json-schema.org/draft/2020-12/schema");
    }

    @Test
    void anUnknownFormatIsWrongUsage() {
        assertThat(Outcome.of("policies", "--format", "sarif").code()).isEqualTo(2);
    }
}
