package dev.wheelsweep.spark.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.spark.cli.Outcome;
import dev.wheelsweep.spark.cli.Wheels;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Asks the schema that auditwheel itself comes with; the property names a Python that has auditwheel and jsonschema. */
@EnabledIfSystemProperty(named = "wheelsweep.auditwheel", matches = ".+")
class AuditwheelSchemaDifferentialTest {
    @TempDir
    private Path folder;

    @Test
    void everyKindOfWheelIsValid() throws IOException, InterruptedException {
        Wheels.honest().writeTo(folder);
        Wheels.overclaiming().writeTo(folder);
        Wheels.obstructed().writeTo(folder);
        Wheels.pure().writeTo(folder);
        Files.writeString(folder.resolve("page-1.0-py3-none-any.whl"), "<html>");

        String lines =
                Outcome.of("check", "--format", "auditwheel-json", folder).out();

        assertThat(lines).hasLineCount(5);
        assertThat(complaints(lines)).isEmpty();
    }

    /** Shows that the schema rejects something. */
    @Test
    void anUnknownKeyIsNot() throws IOException, InterruptedException {
        assertThat(complaints("{\"version\": 1, \"wheel\": \"a.whl\", \"pure\": true, \"libc\": \"glibc\"}\n"))
                .startsWith("line 1: ");
    }

    private String complaints(String lines) throws IOException, InterruptedException {
        Path script = folder.resolve("judge.py");
        try (InputStream resource = getClass().getResourceAsStream("show_schema_judge.py")) {
            Files.write(script, resource.readAllBytes());
        }
        Process judge = new ProcessBuilder(System.getProperty("wheelsweep.auditwheel"), script.toString())
                .redirectErrorStream(true)
                .start();
        try (OutputStream input = judge.getOutputStream()) {
            input.write(lines.getBytes(UTF_8));
        }
        String complaints = new String(judge.getInputStream().readAllBytes(), UTF_8);
        assertThat(judge.waitFor()).as(complaints).isZero();
        return complaints;
    }
}
