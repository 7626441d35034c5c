package dev.wheelsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ExplanationTest {
    private static final Path FULL = Path.of("/dev/full");

    /** Hadoop has an {@link Error} for it: a full disk must not be reported as an error of wheelsweep. */
    @Test
    void aFullDiskThatHadoopMeetsIsOfTheMachine() throws IOException {
        Assumptions.assumeTrue(Files.exists(FULL));
        StringWriter err = new StringWriter();
        CommandLine command = Main.commandLine("systems").setErr(new PrintWriter(err));

        int code = Explanation.of(met(), command, "sweep", "mirror");

        assertThat(code).isEqualTo(5);
        assertThat(err)
                .hasToString(Outcome.error(
                        "'sweep mirror' could not be finished",
                        "No space left on device",
                        "check free space and permissions, then run it again"));
    }

    /** @return what Hadoop throws */
    private static FSError met() throws IOException {
        try (FileSystem files = new RawLocalFileSystem()) {
            files.initialize(FULL.getRoot().toUri(), new Configuration());
            try (FSDataOutputStream out = files.append(new org.apache.hadoop.fs.Path(FULL.toUri()))) {
                out.write(new byte[1 << 16]);
            }
            throw new IllegalStateException("a full disk took bytes");
        } catch (FSError full) {
            return full;
        }
    }
}
