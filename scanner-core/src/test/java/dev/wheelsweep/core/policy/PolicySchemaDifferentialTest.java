package dev.wheelsweep.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.SchemaJudge;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The published schema against the parser, by Python's jsonschema. */
@EnabledIfSystemProperty(named = SchemaJudge.PYTHON, matches = ".+")
class PolicySchemaDifferentialTest {
    @TempDir
    private Path folder;

    @Test
    void theBuiltInPoliciesAreValid() throws IOException, InterruptedException {
        judge().assertValid(PolicyCatalog.builtIn().json());
    }

    @Test
    void whatTheParserRefusesByShapeIsInvalid() throws IOException, InterruptedException {
        String builtIn = PolicyCatalog.builtIn().json();
        for (String broken : new String[] {
            builtIn.replaceFirst("\"libc\": \"glibc\"", "\"libc\": \"uclibc\""),
            builtIn.replaceFirst("\"libc_version\": \"2.5\"", "\"libc_version\": \"two\""),
            builtIn.replaceFirst("\"libc_version\": \"2.5\",", ""),
            builtIn.replaceFirst("\"namespace\"", "\"name space\""),
            builtIn.replaceFirst("\"families\"", "\"extra\": [], \"families\""),
        }) {
            assertThat(broken).isNotEqualTo(builtIn);
            judge().assertInvalid(broken);
        }
    }

    private SchemaJudge judge() {
        return new SchemaJudge(PolicyCatalog.schema(), folder);
    }
}
