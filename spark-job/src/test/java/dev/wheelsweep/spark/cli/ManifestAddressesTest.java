package dev.wheelsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.spark.LocalSpark;
import dev.wheelsweep.spark.index.LoopbackServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A manifest whose wheels are on servers, in file systems that Hadoop knows, and beside the manifest. */
class ManifestAddressesTest {
    @TempDir
    private Path folder;

    @AutoClose
    private final LoopbackServer server = new LoopbackServer();

    @BeforeEach
    void stopTheSessionOfOtherTests() {
        LocalSpark.stop();
    }

    private Outcome sweep(Path manifest) {
        return Outcome.interpreted(
                "sweep", "--manifest", manifest, "--dataset", folder.resolve("dataset"), "--master", "local[2]");
    }

    @Test
    void pathsAndAddressesAreMixed() throws IOException {
        byte[] honest = Wheels.honest().bytes();
        // A store's own name, which is no wheel's name.
        server.file("/artifact/ab/cdef", honest);
        server.file("/files/" + Wheels.PURE, Wheels.pure().bytes());
        Wheels.overclaiming().writeTo(Files.createDirectory(folder.resolve("local")));
        Path manifest = Files.writeString(folder.resolve("wheels.csv"), """
                path,filename,size
                %1$s,%2$s,%3$d
                %4$s,,
                %5$s,,
                local/%6$s,,
                %7$s,,
                """.formatted(
                        server.address("/artifact/ab/cdef"),
                        Wheels.HONEST,
                        honest.length,
                        server.address("/files/" + Wheels.PURE),
                        server.address("/files/gone-1.0-py3-none-any.whl"),
                        Wheels.OVERCLAIMING,
                        server.address("/files/" + Wheels.PURE)));

        Outcome first = sweep(manifest);

        assertThat(first.err()).doesNotContain("problem");
        assertThat(first.out()).startsWith("4 wheels: ok 3, vanished 1\n").contains("overclaims 1", "honest 1");
        // The entity tags that HEAD names say that nothing changed.
        assertThat(sweep(manifest).out()).contains("this sweep: ok 1, unchanged 2, vanished 1");
    }

    @Test
    void aServerThatCannotBeReachedIsNoInput() throws IOException {
        Path manifest =
                Files.writeString(folder.resolve("wheels.csv"), "path\nhttp://127.0.0.1:1/a-1.0-py3-none-any.whl\n");

        Outcome outcome = sweep(manifest);

        assertThat(outcome.code()).isEqualTo(3);
        assertThat(outcome.err()).contains("cannot list wheels", "127.0.0.1:1");
    }
}
