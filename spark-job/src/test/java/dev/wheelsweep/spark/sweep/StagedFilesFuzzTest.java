package dev.wheelsweep.spark.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.wheelsweep.spark.dataset.DamagedFileException;
import dev.wheelsweep.spark.dataset.SweepId;
import dev.wheelsweep.spark.listing.Inventory;
import dev.wheelsweep.spark.listing.JsonLines;
import dev.wheelsweep.spark.listing.UnchangedFile;
import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a disk makes of the plan of an interrupted sweep, or of its lists: they are whole, or refused. */
class StagedFilesFuzzTest {
    private static final String FILE =
            "{\"location\":\"/srv/a-1-py3-none-any.whl\",\"size\":3,\"modified_micros\":1790000000000000,\"state\":\"REGULAR\"}";

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "{\"sweep\": \"20261122T021500Z\", \"started\": \"2026-11-22T02:15:00Z\", \"mirrors\": [\"/srv\"],"
                                + " \"scope\": \"all\", \"rereading\": \"CHANGED\", \"scanner_version\": \"1\", \"reads\": 1,"
                                + " \"unchanged\": {\"20261122T021500Z\": 1}, \"vanished\": 0, \"not_chosen\": 0,"
                                + " \"indexes\": [{\"mirror\": \"a\", \"serial\": [\"7\"]}]}",
                        "{\"unchanged\": {\"x\": null}, \"indexes\": [null]}",
                        FILE + "\n" + FILE + "\n",
                        FILE + "\nnull\n",
                        FILE.replace("}", ",\"index\":{\"filename\":\"b\",\"upload_micros\":7},\"etag\":\"x\"}"),
                        "{\"file\":" + FILE + ",\"facts_sweep\":\"20261122T021500Z\"}\n",
                        FILE.substring(0, 60),
                        "\0\0\0\0",
                        "\0\0\0{")
                .map(text -> text.getBytes(UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest
    void everyFileIsWholeOrRefused(byte[] file) throws IOException {
        try {
            SweepPlan plan = StagedSweep.PLAN.parse("plan", file);
            assertThat(plan.listed()).isNotNegative();
            assertThat(plan.unchanged().keySet())
                    .allSatisfy(sweep -> assertThat(SweepId.parse(sweep)).isPresent());
            plan.indexes().forEach(index -> assertThat(index.mirror()).isNotNull());
        } catch (DamagedFileException damaged) {
            assertThat(damaged.damage()).isNotEmpty();
        }
        for (JsonLines<?> lines : List.of(Inventory.LINES, UnchangedFile.LINES)) {
            List<Object> read = new ArrayList<>();
            try {
                lines.read(new ByteArrayInputStream(file), read::add);
            } catch (JsonProcessingException | CharConversionException refused) {
                assertThat(refused.getMessage()).isNotEmpty();
            }
            assertThat(read).doesNotContainNull();
        }
    }
}
