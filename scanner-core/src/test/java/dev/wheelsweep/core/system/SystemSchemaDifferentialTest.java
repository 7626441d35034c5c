package dev.wheelsweep.core.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.SchemaJudge;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The published schema against the parser, by Python's jsonschema. */
@EnabledIfSystemProperty(named = SchemaJudge.PYTHON, matches = ".+")
class SystemSchemaDifferentialTest {
    @TempDir
    private Path folder;

    @Test
    void theBuiltInSystemsAreValid() throws IOException, InterruptedException {
        judge().assertValid(SystemCatalog.builtIn().json());
    }

    @Test
    void whatTheParserRefusesByShapeIsInvalid() throws IOException, InterruptedException {
        String builtIn = SystemCatalog.builtIn().json();
        for (String broken : new String[] {
            builtIn.replaceFirst("\"glibc\"", "\"uclibc\""),
            builtIn.replaceFirst("\"2.5\"", "\"two\""),
            builtIn.replaceFirst("\"rhel:5\"", "\"rhel5\""),
            builtIn.replaceFirst("\"layout\" : \"lib64\"", "\"layout\" : \"lib32\""),
            builtIn.replaceFirst("\"2007-03-15\"", "\"March 2007\""),
            builtIn.replaceFirst("\"x86_64\"", "\"amd64\""),
            builtIn.replaceFirst("\"GCC\"", "\"G\""),
            builtIn.replaceFirst("\"id\" :", "\"name of it\" :"),
        }) {
            assertThat(broken).isNotEqualTo(builtIn);
            judge().assertInvalid(broken);
        }
    }

    private SchemaJudge judge() {
        return new SchemaJudge(SystemCatalog.schema(), folder);
    }
}
