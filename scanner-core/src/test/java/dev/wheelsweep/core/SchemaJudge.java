package dev.wheelsweep.core;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Python's jsonschema, as the judge of a published schema.
 *
 * @param schema the text of the schema
 * @param folder for the files that it reads
 */
public record SchemaJudge(String schema, Path folder) {
    /** Names a Python that has jsonschema. */
    public static final String PYTHON = "wheelsweep.auditwheel";

    private static final String SCRIPT = """
            import json, sys
            import jsonschema

            schema, document = (json.load(open(name, encoding="utf-8")) for name in sys.argv[1:])
            jsonschema.Draft202012Validator.check_schema(schema)
            print(len(list(jsonschema.Draft202012Validator(schema).iter_errors(document))))
            """;

    public void assertValid(String document) throws IOException, InterruptedException {
        assertThat(errors(document)).isZero();
    }

    public void assertInvalid(String document) throws IOException, InterruptedException {
        assertThat(errors(document)).as(document).isPositive();
    }

    private int errors(String document) throws IOException, InterruptedException {
        Process judge = new ProcessBuilder(
                        System.getProperty(PYTHON),
                        "-c",
                        SCRIPT,
                        Files.writeString(folder.resolve("schema.json"), schema).toString(),
                        Files.writeString(folder.resolve("document.json"), document)
                                .toString())
                .redirectErrorStream(true)
                .start();
        String answer = new String(judge.getInputStream().readAllBytes(), UTF_8).strip();
        assertThat(judge.waitFor()).as(answer).isZero();
        return Integer.parseInt(answer);
    }
}
