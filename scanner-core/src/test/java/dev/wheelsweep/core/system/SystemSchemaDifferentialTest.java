package dev.wheelsweep.core.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The published schema against the parser, by Python's jsonschema; the property names a Python that has it. */
@EnabledIfSystemProperty(named = "wheelsweep.auditwheel", matches = ".+")
class SystemSchemaDifferentialTest {
    private static final String JUDGE = """
            import json, sys
            import jsonschema

            schema, document = (json.load(open(name, encoding="utf-8")) for name in sys.argv[1:])
            jsonschema.Draft202012Validator.check_schema(schema)
            print(len(list(jsonschema.Draft202012Validator(schema).iter_errors(document))))
            """;

    @TempDir
    private Path folder;

    @Test
    void theBuiltInSystemsAreValid() throws IOException, InterruptedException {
        assertThat(errors(SystemCatalog.builtIn().json())).isEqualTo("0");
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
            assertThat(errors(broken)).isNotEqualTo("0");
        }
    }

    private String errors(String systems) throws IOException, InterruptedException {
        Path schema = Files.writeString(folder.resolve("schema.json"), SystemCatalog.schema());
        Path document = Files.writeString(folder.resolve("systems.json"), systems);
        Process judge = new ProcessBuilder(
                        System.getProperty("wheelsweep.auditwheel"),
                        "-c",
                        JUDGE,
                        schema.toString(),
                        document.toString())
                .redirectErrorStream(true)
                .start();
        String answer = new String(judge.getInputStream().readAllBytes(), UTF_8).strip();
        assertThat(judge.waitFor()).as(answer).isZero();
        return answer;
    }
}
