package dev.wheelsweep.spark.cli.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wheelsweep.spark.cli.options.SparkOptions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class QuietLogTest {

    @Test
    void onlyProgressIsMissing() {
        for (String format : new String[] {"text", "json"}) {
            StringWriter err = new StringWriter();
            RunLog log = CommandLine.populateCommand(
                            new SparkOptions(), "-q", "--log-format", format.toUpperCase(Locale.ROOT))
                    .log(new PrintWriter(err));

            log.progress(new ReadProgress(1, 2, 3, 4, Duration.ofMinutes(5)));
            log.progressEnds();
            assertThat(err.toString()).isEmpty();

            log.note("a note");
            log.problem("a problem", "its cause", "its remedy");
            assertThat(err.toString()).contains("a note", "a problem", "its cause", "its remedy");
        }
    }
}
