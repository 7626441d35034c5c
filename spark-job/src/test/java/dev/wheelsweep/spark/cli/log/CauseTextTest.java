package dev.wheelsweep.spark.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class CauseTextTest {

    @Test
    void isNeverEmptyAndNamesNoClass() {
        assertThat(CauseText.of(new NoSuchFileException("/a"))).isEqualTo("there is no file or folder /a");
        assertThat(CauseText.of(new AccessDeniedException("/a"))).isEqualTo("permission denied: /a");
        assertThat(CauseText.of(new EOFException())).isEqualTo("eof");
        assertThat(CauseText.of(new IOException("java.net.ConnectException: Connection refused")))
                .isEqualTo("Connection refused");
        assertThat(CauseText.of(new IOException(null, new IOException("disk full"))))
                .isEqualTo("disk full");
        assertThat(CauseText.of(new IOException("/data/a.whl: bad page"))).isEqualTo("/data/a.whl: bad page");
    }
}
