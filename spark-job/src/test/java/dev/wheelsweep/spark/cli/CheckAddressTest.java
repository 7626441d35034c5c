package dev.wheelsweep.spark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.core.scan.WheelBuilder;
import dev.wheelsweep.spark.index.LoopbackServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check} of a wheel at an HTTP address says the same as of the file. */
class CheckAddressTest {
    @TempDir
    private Path folder;

    @AutoClose
    private final LoopbackServer server = new LoopbackServer();

    @Test
    void everyFormatSaysTheSameAsOfTheFile() throws IOException {
        for (WheelBuilder wheel : List.of(Wheels.honest(), Wheels.overclaiming())) {
            Path file = wheel.writeTo(folder);
            String address = server.address("/files/" + file.getFileName());
            server.file("/files/" + file.getFileName(), Files.readAllBytes(file));
            for (String format : List.of("text", "json", "auditwheel-json", "sarif", "github")) {
                Outcome ofFile = Outcome.of("check", "--format", format, file);
                Outcome ofAddress = Outcome.of("check", "--format", format, address);

                assertThat(ofAddress.err()).isEqualTo(ofFile.err());
                assertThat(ofAddress.code()).as(format).isEqualTo(ofFile.code());
                assertThat(withoutPlace(ofAddress.out(), file, address))
                        .as(format)
                        .isEqualTo(withoutPlace(ofFile.out(), file, address));
            }
        }
    }

    /** The place, and what reading cost. */
    private static String withoutPlace(String out, Path file, String address) {
        return out.replace(address, file.toString())
                .replaceAll("[^\" =]*/" + file.getFileName().toString().replace(".", "\\."), "PLACE")
                .replaceAll(",\"uriBaseId\":\"[^\"]*\"|\"partialFingerprints\":\\{[^}]*\\}", "")
                .replaceAll("\"(bytes_read|bytes_decoded|scan_micros|requests|read_mode)\": ?[^,}]*", "");
    }

    @Test
    void verboseSaysHowMuchWasReceived() throws IOException {
        server.file("/files/" + Wheels.HONEST, Wheels.honest().bytes());
        Outcome outcome = Outcome.of("check", "-v", server.address("/files/" + Wheels.HONEST));

        assertThat(outcome.out()).containsPattern("(?m)^  received +[0-9,]+ bytes in [0-9]+ requests$");
        assertThat(server.seen()).allMatch(request -> !request.header("Range").isEmpty());
        Path file = Wheels.honest().writeTo(folder);
        assertThat(Outcome.of("check", "-v", file).out()).doesNotContain("received");
    }

    @Test
    void whatIsNotThereIsVanishedAndASilentServerIsNoInput() {
        Outcome missing = Outcome.of("check", server.address("/files/" + Wheels.HONEST));
        assertThat(missing.code()).isEqualTo(4);
        assertThat(missing.out()).contains("vanished");

        Outcome silent = Outcome.of("check", "http://user:secret@127.0.0.1:1/" + Wheels.HONEST);
        assertThat(silent.code()).isEqualTo(3);
        assertThat(silent.err()).contains("cannot read http://127.0.0.1:1/" + Wheels.HONEST);
        assertThat(silent.err()).doesNotContain("secret");
    }
}
